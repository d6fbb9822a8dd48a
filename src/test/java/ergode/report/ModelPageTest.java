package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.ode.SaveAt;
import ergode.train.ErrorGrowth;
import ergode.train.PotentialMap;
import ergode.train.StepMetrics;
import ergode.train.TrainingHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page of a model as a reader's browser sees it. */
@ExtendWith(Chromium.Resolver.class)
class ModelPageTest {
  private static final SaveAt SAVE_AT = new SaveAt(0, 10, 101);

  @TempDir private Path dir;

  private static double[] over(DoubleUnaryOperator ofTime) {
    return IntStream.range(0, SAVE_AT.points()).mapToDouble(SAVE_AT::time).map(ofTime).toArray();
  }

  private static ErrorGrowth growth(double error, double validTime) {
    return new ErrorGrowth(
        SAVE_AT,
        over(t -> error * t * Math.exp(t / 2)),
        over(t -> 9 * error * t * Math.exp(t / 2)),
        validTime);
  }

  private static ForecastExample forecast(String title, double frequency) {
    Series time = Series.of(over(t -> t));
    return new ForecastExample(
        title,
        time,
        Series.of(over(Math::sin)),
        Series.of(over(Math::cos)),
        Series.of(over(t -> Math.sin(frequency * t))),
        Series.of(over(t -> 7 * Math.cos(frequency * t))));
  }

  static double[][] map(DoubleBinaryOperator potential) {
    double[] angles = DoubleStream.iterate(-3, q -> q <= 3, q -> q + 0.5).toArray();
    return DoubleStream.of(angles)
        .mapToObj(
            q1 -> DoubleStream.of(angles).map(q2 -> potential.applyAsDouble(q1, q2)).toArray())
        .toArray(double[][]::new);
  }

  static TrainingHistory history(int steps) {
    List<StepMetrics> metrics = new ArrayList<>();
    for (int step = 1; step <= steps; step++) {
      double loss = 20.0 / step;
      int stage = step <= 40 ? 1 : 2;
      metrics.add(
          new StepMetrics(step, stage, 500, 1e-2 / stage, loss, null, loss, loss, 0, false, 0.25));
    }
    return new TrainingHistory(metrics);
  }

  private static TablesSection.Table scores(String rows) {
    return new TablesSection.Table(
        rows + " at g = 9.8, l = 1.0",
        List.of("", "Model", "Exact equations"),
        List.of(
            List.of("Mean square error, median", "1.0·10⁻³", "1.0·10⁻⁷"),
            List.of("Within 0.1 rad, median", "10.00 s", "10.00 s")));
  }

  private static Map<String, byte[]> page(int steps) {
    ModelPage page =
        new ModelPage(
            new TablesSection("Scores", List.of(scores("7 nonchaotic"), scores("2 chaotic"))),
            history(steps),
            List.of(forecast("sim_id 0 (nonchaotic)", 1), forecast("sim_id 3 (chaotic)", 1.5)),
            "7 nonchaotic, held-out 20 % by hash of sim_id",
            growth(1e-4, 6.3),
            growth(1e-8, 10),
            Optional.of(
                new PotentialMap(
                    map((a, b) -> 3 - 2.1 * Math.cos(a) - Math.cos(b)),
                    map((a, b) -> 3 - 2 * Math.cos(a) - Math.cos(b)))));
    return Report.render(page.page("runs/nde"));
  }

  static List<String> all(BrowserPage page, String selector, String property) {
    List<String> found = new ArrayList<>();
    page.evaluate(
            "[...document.querySelectorAll('%s')].map((e) => e.%s)".formatted(selector, property))
        .forEach(value -> found.add(value.asText()));
    return found;
  }

  /** Where the tables begin, px from the top. */
  private static Set<String> tops(BrowserPage page) {
    return Set.copyOf(all(page, "table", "offsetTop"));
  }

  @Test
  void everyFigureLoadsAndSaysWhatItShows(BrowserPage page) throws IOException {
    Path report = Files.write(dir.resolve(Report.HTML), page(80).get(Report.HTML));
    page.open(report);
    assertThat(page.status("figures")).isEqualTo(4);
    assertThat(page.status("figuresLoaded")).isEqualTo(4);
    assertThat(page.status("errors")).isZero();
    assertThat(page.messages()).isEmpty();
    assertThat(all(page, "h2", "textContent"))
        .containsExactly(
            "Scores", "Training", "Forecasts", "Error against time", "Potential energy");
    assertThat(all(page, "img", "alt"))
        .satisfiesExactly(
            training ->
                assertThat(training)
                    .contains("Loss, gradient norm and learning rate", "2.5·10⁻¹ at step 80"),
            forecasts ->
                assertThat(forecasts).contains("sim_id 0 (nonchaotic), sim_id 3 (chaotic)"),
            errors -> assertThat(errors).contains("6.30 s for the model", "10.00 s for the exact"),
            potential -> assertThat(potential).contains("heat maps of the potential energy"));
    assertThat(all(page, "figcaption", "textContent"))
        .satisfiesExactly(
            training -> assertThat(training).contains("mean loss of the latest 32 steps"),
            forecasts -> assertThat(forecasts).contains("beyond ±2π"),
            errors -> assertThat(errors).contains("within 0.1 rad for 6.30 s"),
            potential -> assertThat(potential).contains("learned, true"));
    assertThat(all(page, "caption", "textContent"))
        .containsExactly("7 nonchaotic at g = 9.8, l = 1.0", "2 chaotic at g = 9.8, l = 1.0");
    assertThat(tops(page)).as("beside each other").hasSize(1);
    assertThat(page.widerThan(390)).isEmpty();
    assertThat(tops(page)).as("on a phone one below the other").hasSize(2);
  }

  @Test
  void aSingleStepIsToldInNumbers() {
    Map<String, byte[]> files = page(1);
    assertThat(files)
        .containsOnlyKeys(Report.HTML, "forecasts.png", "error-growth.png", "potential.png");
    assertThat(new String(files.get(Report.HTML), StandardCharsets.UTF_8))
        .contains("<h2>Training</h2>", "2.0·10¹", "of the step");
  }
}

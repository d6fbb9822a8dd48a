package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.data.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchTrainTest {

  /** One figure, with its conditions. */
  private static Map<?, ?> figure(String name, String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("bench", "train", "--warm-up=0.02"));
    args.add("--only=" + name);
    args.addAll(List.of(more));
    Cli cli = Cli.run(args.toArray(String[]::new));
    assertThat(cli.exitCode()).as("%s", cli.err()).isZero();
    assertThat(cli.out()).hasSize(1);
    Map<?, ?> figure = Json.parse(cli.out().get(0).getBytes(StandardCharsets.UTF_8), Map.class);
    assertThat(figure.get("name")).isEqualTo(name);
    return figure;
  }

  private static Map<String, Object> conditions(Map<?, ?> figure) {
    Map<String, Object> conditions = new TreeMap<>();
    ((Map<?, ?>) Objects.requireNonNull(figure.get("conditions")))
        .forEach((name, value) -> conditions.put(String.valueOf(name), value));
    return conditions;
  }

  @Test
  void keysOfTheProblemAreIgnored() {
    Cli cli = Cli.run("bench", "train", "--only=speed", "--set=save.points=7");
    assertThat(cli.err())
        .contains("note: save.points (--set) is ignored: ergode bench train does not use it");
  }

  /** The exact potential lies in the model's span, so least squares find it, to rounding. */
  @Test
  void theStructuredModelIsAsGoodAsTheExactField() throws IOException {
    Map<?, ?> figure = figure("structured_seconds");
    assertThat(figure.get("unit")).isEqualTo("s");
    Map<String, Object> conditions = conditions(figure);
    assertThat(conditions.keySet())
        .contains("states", "motion_mse", "threads", "backend", "cpu", "ergode")
        .doesNotContain("batch", "save_points");
    assertThat(number(conditions, "motion_mse")).isLessThan(1e-20);
    assertThat(number(conditions, "truth_mse_median"))
        .isLessThan(1e-6)
        .isLessThan(1.2 * number(conditions, "exact_field_mse_median"));
    assertThat(number(conditions, "truth_mse_p90"))
        .isLessThan(1e-5)
        .isLessThan(1.2 * number(conditions, "exact_field_mse_p90"));
  }

  /** The network of the course, without its recipe. */
  @Test
  void theImprovedRecipeIsAHundredTimesAsGoodAsTheCourses() throws IOException {
    Map<String, Object> conditions = conditions(figure("improved_seconds"));
    assertThat(conditions.get("parameters")).isEqualTo(2304);
    assertThat(number(conditions, "test_mse_median")).isLessThan(1e-6);
    assertThat(number(conditions, "test_mse_p90")).isLessThan(1e-4);
  }

  @Test
  void timesStepsAfterAWarmUp() throws IOException {
    Map<?, ?> figure = figure("step_ms_500", "--repeats=1");
    assertThat(figure.get("unit")).isEqualTo("ms");
    assertThat(number(figure, "value")).isPositive();
    assertThat(conditions(figure))
        .containsEntry("save_points", 500)
        .containsEntry("batch", 32)
        .containsEntry("parameters", 2304)
        .containsKey("warm_up_settled");
  }

  /**
   * The parts are measured apart; a step keeps at least its paths, 32 x 4 x 1000 doubles. On the
   * reference kernels, since vector code allocates every vector until it is compiled, and when that
   * is depends on how busy the machine is.
   */
  @Test
  void memoryOfAStepIsTheSumOfItsPartsAndBounded() throws IOException {
    Map<?, ?> figure = figure("peak_memory_mb", "--repeats=2", "--set=backend=reference");
    Map<String, Object> conditions = conditions(figure);
    double held = number(conditions, "held_between_steps_mb");
    double step = number(conditions, "allocated_by_a_step_mb");
    double outside = number(conditions, "off_heap_mb");
    assertThat(number(figure, "value")).isCloseTo(held + step + outside, within(1e-9));
    assertThat(number(figure, "value")).isLessThan(200);
    assertThat(held).isGreaterThan(1);
    assertThat(step).isPositive();
    assertThat(conditions.get("batch")).isEqualTo(32);
    assertThat(conditions.get("save_points")).isEqualTo(1000);
  }

  private static double number(Map<?, ?> fields, String name) {
    return ((Number) Objects.requireNonNull(fields.get(name), name)).doubleValue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--only=speed | --only = speed: expected one of recipe_seconds, improved_seconds,"
            + " structured_seconds,",
        "--repeats=0 | --repeats = 0: expected a whole number from 1 to 1000",
        "--set=backend=gpu | backend = gpu (--set): expected one of auto, reference, simd"
      })
  void refusesBadInput(String option, String message) {
    Cli cli = Cli.run("bench", "train", option);
    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err()).hasSize(1);
    assertThat(cli.err().get(0)).contains(message);
  }
}

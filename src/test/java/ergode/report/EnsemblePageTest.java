package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.AngleRule;
import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.SaveContent;
import ergode.data.Simulations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsemblePageTest {
  private static final String TWO_NAMES = "regular, sim_id";

  @TempDir Path parent;

  private static EnsembleSummary summary(Dataset dataset) throws IOException {
    EnsembleSummary summary = new EnsembleSummary(new AngleRule(Math.PI), Rows.range(dataset));
    Rows.forEach(dataset, row -> summary.add(0, row));
    return summary;
  }

  private static Map<String, byte[]> render(EnsembleSummary summary, String... names) {
    return Report.render(
        new EnsemblePage(summary, List.of(names), 1, 1, true)
            .page(
                "A title",
                "A subtitle",
                List.of(new Fact("On disk", "12", "bytes")),
                List.of(Fact.of("solver.rtol", "1.0E-5"))));
  }

  private static String html(Map<String, byte[]> files) {
    return new String(files.get(Report.HTML), StandardCharsets.UTF_8);
  }

  private static List<String> figures(Map<String, byte[]> files) {
    return files.keySet().stream().filter(name -> !name.equals(Report.HTML)).toList();
  }

  private Dataset fast(long maxSteps) throws IOException {
    Simulations fast = new Simulations();
    fast.halfWidth = 3;
    fast.maxSteps = maxSteps;
    return DataSets.simulate(fast.build(), parent.resolve("fast"));
  }

  @Test
  void aDataSetBecomesAPage() throws IOException {
    EnsembleSummary summary = summary(fast(100_000));
    Map<String, byte[]> files = render(summary, "regular");
    assertThat(figures(files))
        .containsExactly(
            "density.png", "trajectories.png", "energy-drift.png", "initial-angles.png");
    for (String figure : figures(files)) {
      assertThat(ImageIO.read(new ByteArrayInputStream(files.get(figure)))).as(figure).isNotNull();
    }
    assertThat(html(files))
        .contains("A title", "A subtitle", "On disk", "solver.rtol", "The pendulum in motion")
        .contains("630 saved states")
        .contains(Numbers.percent(summary.chaoticRuns(), 30) + " of all")
        .contains(Numbers.scientific(summary.maxEnergyDrift()))
        .doesNotContain(TWO_NAMES)
        .doesNotContain(" runs failed;");
  }

  @Test
  void runsOfSeveralDataSetsAreToldApart() throws IOException {
    assertThat(html(render(summary(fast(100_000)), "regular", "other"))).contains(TWO_NAMES);
  }

  @Test
  void failedRunsAreMentioned() throws IOException {
    EnsembleSummary summary = summary(fast(1));
    assertThat(summary.failed()).isEqualTo(30);
    Map<String, byte[]> files = render(summary, "regular");
    assertThat(html(files)).contains("30 runs failed; they count as what they did until then.");
    assertThat(figures(files)).as("no run reached the end").doesNotContain("trajectories.png");
  }

  @Test
  void nothingAtAllBecomesAPageToo() throws IOException {
    EnsembleSummary nothing = new EnsembleSummary(new AngleRule(Math.PI), new InitialRange());
    Map<String, byte[]> files = render(nothing, "regular");
    assertThat(html(files))
        .contains("The data sets hold no trajectories.")
        .doesNotContain("Steps per run");
    assertThat(figures(files))
        .containsExactly("density.png", "energy-drift.png", "initial-angles.png");
  }

  @Test
  void aSummaryHasTheFiguresThatNeedNoStates() throws IOException {
    Simulations summaries = new Simulations();
    summaries.halfWidth = 3;
    summaries.content = SaveContent.SUMMARY;
    Dataset dataset = DataSets.simulate(summaries.build(), parent.resolve("summary"));
    Map<String, byte[]> files = render(summary(dataset), "summary");
    assertThat(figures(files)).containsExactly("energy-drift.png", "initial-angles.png");
    assertThat(html(files))
        .contains("30 runs are rows of a summary (save.content = summary), without saved states:")
        .doesNotContain("The pendulum in motion");
  }
}

package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.parquet.TrajectoryRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A summary is its trajectories without the lists, to the bit. */
class SummaryTest {
  @TempDir Path folder;

  /** Of pendulums that often flip. */
  private static Simulations wild() {
    Simulations wild = new Simulations();
    wild.halfWidth = 3;
    wild.tmax = 4;
    return wild;
  }

  private Dataset dataset(Simulations simulations, SaveContent content) throws IOException {
    simulations.content = content;
    return DataSets.simulate(simulations.build(), folder.resolve(Names.of(content)));
  }

  /** What both have of a row. */
  private static List<Object> common(TrajectoryRow row) {
    List<Object> values = new ArrayList<>();
    values.add(row.simId());
    values.add(boxed(row.initial()));
    values.add(boxed(row.parameters()));
    values.addAll(List.of(row.t0(), row.dt(), row.savedPoints()));
    values.addAll(List.of(row.status(), row.steps(), row.rejected(), row.energyDrift()));
    values.add(boxed(row.maxAbs()));
    return values;
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "tsit5, DOUBLE, 41, 100000",
    "tsit5, FLOAT, 41, 100000",
    "tsit5, DOUBLE, 2, 100000",
    "tsit5, FLOAT, 41, 40",
    "dop853, DOUBLE, 41, 100000",
    "dop853, DOUBLE, 41, 25",
    "rk4, DOUBLE, 41, 100000",
    "heun, FLOAT, 17, 100000"
  })
  void everyColumnIsThatOfTheTrajectories(
      String method, Precision precision, int points, long maxSteps) throws IOException {
    Simulations simulations = wild();
    simulations.method = method;
    simulations.precision = precision;
    simulations.points = points;
    simulations.maxSteps = maxSteps;
    Dataset full = dataset(simulations, SaveContent.TRAJECTORY);
    Dataset summary = dataset(simulations, SaveContent.SUMMARY);

    assertThat(DataSets.rows(summary, SummaryTest::common))
        .isEqualTo(DataSets.rows(full, SummaryTest::common));
    assertThat(DataSets.rows(summary, row -> boxed(row.last())))
        .isEqualTo(DataSets.rows(full, SummaryTest::lastElements));
    assertThat(DataSets.rows(summary, TrajectoryRow::flipTime))
        .isEqualTo(DataSets.rows(full, row -> FlipTime.of(angles(row), saveAt(full))));
    assertThat(DataSets.rows(summary, row -> row.saved()[0].length)).containsOnly(0);
    assertThat(summary.manifest().statistics()).isEqualTo(full.manifest().statistics());
    boolean fails = maxSteps < 100;
    assertThat(summary.manifest().statistics().failed() > 0).isEqualTo(fails);
  }

  private static List<Double> lastElements(TrajectoryRow row) {
    return Arrays.stream(row.saved()).map(list -> list[list.length - 1]).toList();
  }

  private static double[][] angles(TrajectoryRow row) {
    return new double[][] {row.saved()[0], row.saved()[1]};
  }

  private static ergode.ode.SaveAt saveAt(Dataset dataset) {
    return dataset.manifest().save().saveAt();
  }

  @Test
  void aFlipTimeIsThereIfAndOnlyIfTheRuleSaysChaotic() throws IOException {
    Dataset summary = dataset(wild(), SaveContent.SUMMARY);
    AngleRule rule = new AngleRule(Math.PI);
    List<Boolean> chaotic = DataSets.rows(summary, row -> rule.isChaotic(row.maxAbs()));
    assertThat(DataSets.rows(summary, row -> !Double.isNaN(row.flipTime()))).isEqualTo(chaotic);
    assertThat(chaotic).contains(true, false);
  }

  @Test
  void aSideOfASummaryIsASummary() throws IOException {
    Dataset summary = dataset(wild(), SaveContent.SUMMARY);
    DatasetOutput output =
        DatasetOutput.claim(
                DataSets.STORAGE,
                folder.resolve("chaotic").toString(),
                OutputPlan.ofDataset(summary.manifest().config(), DataSets.VERSIONS),
                WriteMode.CREATE)
            .orElseThrow();
    List<ShardRecord> shards = new ArrayList<>();
    for (ShardRecord shard : summary.manifest().shards()) {
      shards.add(ShardFilter.run(summary, shard, FlipTime.RULE, true, output, "test"));
    }
    Dataset chaotic =
        output.finish(
            Manifest.of(output.plan(), summary.manifest().schema(), shards), java.util.Map.of());
    List<List<Double>> expected =
        DataSets.rows(summary, SummaryTest::summaryOf).stream()
            .filter(row -> !row.get(0).isNaN())
            .toList();
    assertThat(DataSets.rows(chaotic, SummaryTest::summaryOf)).isNotEmpty().isEqualTo(expected);
  }

  private static List<Double> summaryOf(TrajectoryRow row) {
    List<Double> values = new ArrayList<>(List.of(row.flipTime()));
    values.addAll(boxed(row.last()));
    return values;
  }

  @Test
  void theCardSaysThatThereAreNoStates() throws IOException {
    dataset(wild(), SaveContent.SUMMARY);
    assertThat(folder.resolve("summary/README.md"))
        .content()
        .contains("One row is one trajectory; a summary, without its states")
        .contains("| `theta1_end` | double | rad | theta1 at the last saved point")
        .contains("| `flip_time` | double | s | when an angle first passes pi")
        .doesNotContain("array<double>");
  }

  /** A billion rows: files of a sensible size, and no more of them than a driver can list. */
  @Test
  void aBillionRowsArePlannable() {
    Simulations billion = new Simulations();
    billion.content = SaveContent.SUMMARY;
    long bytesPerRow = billion.build().schema().bytesPerRow();
    ShardPlan plan = ShardPlan.automatic(1_000_000_000, bytesPerRow);
    assertThat(bytesPerRow).isBetween(150L, 250L);
    assertThat(plan.shards()).isBetween(500, 1_000);
  }
}

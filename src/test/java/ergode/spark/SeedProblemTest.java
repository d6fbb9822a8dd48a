package ergode.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.AngleRule;
import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.DatasetOutput;
import ergode.data.OutputPlan;
import ergode.data.Precision;
import ergode.data.Simulation;
import ergode.data.Simulations;
import ergode.data.WriteMode;
import ergode.data.design.InitialConditionFile;
import ergode.mechanics.DoublePendulum;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The problem that the project started from: 10 s from rest, angles in [-pi/2, pi/2]. */
class SeedProblemTest {
  private static final AngleRule RULE = new AngleRule(Math.PI);

  private final SparkSession spark = LocalSpark.session();

  @TempDir Path parent;

  private Dataset simulate(Simulations simulations) throws IOException {
    Simulation simulation = simulations.build();
    DatasetOutput output = DataSets.claim(simulation, parent.resolve("all"), WriteMode.CREATE);
    return new SimulateJob(spark).run(simulation, output, n -> {});
  }

  private Dataset filter(Dataset source, boolean chaotic) throws IOException {
    DatasetOutput output =
        DatasetOutput.claim(
                DataSets.STORAGE,
                parent.resolve(chaotic ? "chaotic" : "nonchaotic").toString(),
                OutputPlan.ofDataset(
                    FilterJob.config(source.manifest().config(), RULE, chaotic), DataSets.VERSIONS),
                WriteMode.CREATE)
            .orElseThrow();
    return new FilterJob(spark).run(source, RULE, chaotic, output, n -> {});
  }

  private org.apache.spark.sql.Dataset<Row> frame(Dataset dataset) {
    return spark.read().parquet(Path.of(dataset.directory().toUri()).resolve("data").toString());
  }

  private static Simulations originalRuns() throws IOException {
    Simulations seed = new Simulations();
    seed.file =
        InitialConditionFile.read(
            Path.of("conf", "seed-initial-conditions.csv").toString(),
            DataSets.STORAGE.configuration(),
            new DoublePendulum().components());
    seed.tmax = 10;
    seed.points = 1000;
    seed.shards = 12;
    return seed;
  }

  /** On its own 1,200 initial conditions diffrax flags 25 runs at this tolerance. */
  @Test
  void aboutTwoPercentOfTheOriginalRunsFlip() throws IOException {
    Simulations seed = originalRuns();
    Dataset all = simulate(seed);
    Dataset chaotic = filter(all, true);
    Dataset nonchaotic = filter(all, false);
    assertThat(DataSets.rows(chaotic, row -> row.simId())).hasSize(25).doesNotContain(807L);
    assertThat(nonchaotic.manifest().statistics().rows()).isEqualTo(1175);
    assertThat(all.manifest().statistics().failed()).isZero();
    assertThat(all.manifest().statistics().maxEnergyDrift()).isLessThan(5e-4);
    AngleFilter transform = new AngleFilter(RULE, List.of("theta1", "theta2"));
    assertThat(
            transform.split(frame(all).drop("max_abs_theta1", "max_abs_theta2")).chaotic().count())
        .isEqualTo(25);
  }

  /** The one more is run 807: at 1e-5 its computed orbit misses the flip of the exact one. */
  @Test
  void atATightToleranceOneMoreFlips() throws IOException {
    Simulations seed = originalRuns();
    seed.tolerance = 1e-9;
    Dataset chaotic = filter(simulate(seed), true);
    assertThat(DataSets.rows(chaotic, row -> row.simId()))
        .containsExactly(
            1L, 128L, 168L, 177L, 230L, 275L, 393L, 424L, 435L, 613L, 632L, 656L, 665L, 736L, 764L,
            771L, 793L, 807L, 839L, 941L, 1000L, 1072L, 1119L, 1121L, 1135L, 1176L);
  }

  /** About 1.6 % flip; the standard error of 20,000 runs is 0.09 %. */
  @Test
  void theShareOfFlipsIsThatOfTheSquare() throws IOException {
    Simulations square = new Simulations();
    square.samples = 20_000;
    square.tmax = 10;
    square.points = 400;
    square.shards = 20;
    square.precision = Precision.FLOAT;
    Dataset all = simulate(square);
    org.apache.spark.sql.Dataset<Row> labelled =
        new AngleFilter(RULE, List.of("theta1", "theta2")).label(frame(all)).cache();
    assertThat(labelled.filter("chaotic").count() / 20_000.0).isBetween(0.013, 0.018);
    assertThat(labelled.filter("chaotic and 2 * cos(theta1_0) + cos(theta2_0) > 1").count())
        .as("runs that flip without the energy for it")
        .isZero();
  }
}

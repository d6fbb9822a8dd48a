package ergode.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.backend.Backends;
import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.DatasetOutput;
import ergode.data.Json;
import ergode.data.Simulation;
import ergode.data.Simulations;
import ergode.data.WriteMode;
import ergode.data.design.FileDesign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulateJobTest {
  private final Simulation simulation = Simulations.small();

  @TempDir Path parent;
  private Path directory;
  private Map<String, String> expected;

  @BeforeEach
  void withoutSpark() throws IOException {
    directory = parent.resolve("set");
    DataSets.simulate(simulation, parent.resolve("plain"));
    expected = DataSets.bytes(parent.resolve("plain"));
  }

  private static Dataset run(
      SparkSession spark, Simulation simulation, Path to, WriteMode mode, Progress progress)
      throws IOException {
    DatasetOutput output = DataSets.claim(simulation, to, mode);
    return new SimulateJob(spark).run(simulation, output, progress);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void bytesDoNotDependOnTheNumberOfCores(int cores) throws IOException {
    AtomicLong done = new AtomicLong();
    run(LocalSpark.session(cores), simulation, directory, WriteMode.CREATE, done::addAndGet);
    assertThat(DataSets.bytes(directory)).isEqualTo(expected);
    assertThat(done).hasValue(30);
  }

  @Test
  void explicitInitialConditionsReachTheirShards() throws IOException {
    double[] rows = new double[4 * 11];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = 0.01 * i;
    }
    Simulations explicit = new Simulations();
    explicit.file = new FileDesign(4, rows);
    Dataset dataset =
        run(LocalSpark.session(), explicit.build(), directory, WriteMode.CREATE, n -> {});
    assertThat(DataSets.rows(dataset, row -> row.initial()[1]))
        .containsExactly(
            0.01 * 1, 0.01 * 5, 0.01 * 9, 0.01 * 13, 0.01 * 17, 0.01 * 21, 0.01 * 25, 0.01 * 29,
            0.01 * 33, 0.01 * 37, 0.01 * 41);
  }

  @Test
  void anInterruptedRunIsCompleted() throws IOException {
    DatasetOutput output = DataSets.claim(simulation, directory, WriteMode.CREATE);
    DataSets.shard(simulation, output, 1);
    Files.writeString(
        directory.resolve("_ergode/train-00000-of-00003.parquet.0-0.unfinished"), "PAR1");
    run(LocalSpark.session(), simulation, directory, WriteMode.RESUME, n -> {});
    assertThat(DataSets.bytes(directory)).isEqualTo(expected);
    assertThat(directory.resolve("_ergode")).doesNotExist();
  }

  /** One shard, so that no other task is still at work when the job has failed. */
  @Test
  void aFailedRunHoldsNothingHalfWrittenAndCanBeResumed() throws IOException {
    Simulations oneShard = new Simulations();
    oneShard.shards = 1;
    Simulation single = oneShard.build();
    DatasetOutput output = DataSets.claim(single, directory, WriteMode.CREATE);
    Files.delete(directory.resolve("data"));
    Files.writeString(directory.resolve("data"), "in the way of the shard");
    assertThatThrownBy(() -> new SimulateJob(LocalSpark.session()).run(single, output, n -> {}))
        .isInstanceOf(SparkException.class);
    assertThat(DataSets.tree(directory)).containsExactly("_ergode", "_ergode/plan.json", "data");

    Files.delete(directory.resolve("data"));
    run(LocalSpark.session(), single, directory, WriteMode.RESUME, n -> {});
    DataSets.simulate(single, parent.resolve("undisturbed"));
    assertThat(DataSets.bytes(directory)).isEqualTo(DataSets.bytes(parent.resolve("undisturbed")));
  }

  @Test
  void manyEnsemblesShareOneJob() throws IOException {
    Simulations heavy = new Simulations();
    heavy.parameters.put("g", 24.8);
    heavy.shards = 2;
    List<SimulateJob.Work> works =
        List.of(
            new SimulateJob.Work(
                heavy.build(),
                DataSets.claim(heavy.build(), parent.resolve("heavy"), WriteMode.CREATE)),
            new SimulateJob.Work(
                simulation, DataSets.claim(simulation, directory, WriteMode.CREATE)));
    AtomicLong done = new AtomicLong();
    List<Dataset> made = new SimulateJob(LocalSpark.session()).run(works, done::addAndGet);
    assertThat(done).hasValue(60);
    assertThat(made)
        .extracting(dataset -> dataset.manifest().shards().size())
        .containsExactly(2, 3);
    assertThat(DataSets.bytes(directory)).isEqualTo(expected);
    DataSets.simulate(heavy.build(), parent.resolve("heavy alone"));
    assertThat(DataSets.bytes(parent.resolve("heavy")))
        .isEqualTo(DataSets.bytes(parent.resolve("heavy alone")));
  }

  /**
   * One core, so that the first is done before the second begins; one shard in the second, so that
   * no other task is still at work when the job has failed.
   */
  @Test
  void anEnsembleIsCompletedWhateverBecomesOfTheNext() throws IOException {
    Path broken = parent.resolve("broken");
    Simulations oneShard = new Simulations();
    oneShard.shards = 1;
    Simulation single = oneShard.build();
    List<SimulateJob.Work> works =
        List.of(
            new SimulateJob.Work(
                simulation, DataSets.claim(simulation, directory, WriteMode.CREATE)),
            new SimulateJob.Work(single, DataSets.claim(single, broken, WriteMode.CREATE)));
    Files.delete(broken.resolve("data"));
    Files.writeString(broken.resolve("data"), "in the way of the shard");
    SimulateJob job = new SimulateJob(LocalSpark.session(1));
    assertThatThrownBy(() -> job.run(works, n -> {})).isInstanceOf(SparkException.class);
    assertThat(DataSets.bytes(directory)).isEqualTo(expected);
    assertThat(broken.resolve("manifest.json")).doesNotExist();
  }

  @Test
  void whatMayDifferIsInAFileOfItsOwn() throws IOException {
    run(LocalSpark.session(), simulation, directory, WriteMode.CREATE, n -> {});
    Map<?, ?> facts = Json.parse(Files.readAllBytes(directory.resolve("_run.json")), Map.class);
    assertThat(facts.get("master")).isEqualTo("local[2]");
    assertThat(facts.get("backend")).isEqualTo(Backends.select(Backends.Choice.AUTO).reason());
    assertThat(facts.get("java_version")).isEqualTo(System.getProperty("java.version"));
    assertThat((Double) facts.get("duration_seconds")).isPositive();
    assertThat(facts.containsKey("finished_at")).isTrue();
  }
}

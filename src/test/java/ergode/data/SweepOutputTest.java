package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepOutputTest {
  private static final double[] TWO = {1.6, 9.8};

  private static final Map<String, Shard> SHARDS = new HashMap<>();

  @TempDir static Path temporary;
  @TempDir Path parent;

  /** Ensembles of two that differ in gravity. */
  private record Sweep(SweepPlan plan, List<Simulation> simulations) {
    static Sweep of(double... gravities) {
      List<Simulation> simulations = new ArrayList<>();
      List<SweepPlan.Point> points = new ArrayList<>();
      for (double gravity : gravities) {
        Simulations tiny = new Simulations();
        tiny.samples = 2;
        tiny.shards = 1;
        tiny.points = 2;
        tiny.tmax = 0.1;
        tiny.parameters.put("g", gravity);
        simulations.add(tiny.build());
        points.add(
            new SweepPlan.Point(
                SweepPlan.directory("system.g", gravity) + "/solver_method=tsit5",
                Map.of("system.g", gravity, "solver.method", "tsit5"),
                Manifest.hash(tiny.build().canonical())));
      }
      return new Sweep(
          SweepPlan.of(points, simulations.stream().map(Simulation::canonical).toList()),
          simulations);
    }

    void check(Storage storage, String location, WriteMode mode) throws IOException {
      SweepOutput.check(
          storage, location, plan, simulations.stream().map(DataSets::plan).toList(), mode);
    }

    /** As a job does, but on this thread and so far. */
    void run(Storage storage, String location, WriteMode mode, int points) throws IOException {
      check(storage, location, mode);
      SweepOutput output = SweepOutput.claim(storage, location, plan, mode);
      List<SweepManifest.Point> finished = new ArrayList<>();
      for (int i = 0; i < points; i++) {
        SweepPlan.Point point = plan.points().get(i);
        Optional<DatasetOutput> claimed =
            DatasetOutput.claim(
                storage,
                output.location(point),
                DataSets.plan(simulations.get(i)),
                WriteMode.RESUME);
        Dataset dataset =
            claimed.isPresent()
                ? finish(simulations.get(i), claimed.get())
                : Dataset.open(storage, output.location(point));
        finished.add(SweepManifest.point(point, dataset.manifest()));
      }
      if (points == simulations.size()) {
        output.finish(finished);
      }
    }
  }

  /** The one shard of a simulation, computed once: here only files matter. */
  private record Shard(ShardRecord record, byte[] content) {
    static Shard of(Simulation simulation) throws IOException {
      Path directory = Files.createTempDirectory(temporary, "shard");
      Dataset dataset = DataSets.simulate(simulation, directory);
      ShardRecord record = dataset.manifest().shards().get(0);
      return new Shard(record, DataSets.STORAGE.read(dataset.file(record)));
    }
  }

  private static Dataset finish(Simulation simulation, DatasetOutput output) throws IOException {
    String config = Manifest.hash(simulation.canonical());
    Shard shard = SHARDS.get(config);
    if (shard == null) {
      shard = Shard.of(simulation);
      SHARDS.put(config, shard);
    }
    org.apache.hadoop.fs.Path staged = output.staging(shard.record().file(), "test");
    output.storage().write(staged, shard.content());
    output.commit(staged, shard.record());
    return output.finish(
        Manifest.of(output.plan(), DataSets.schema(simulation), List.of(shard.record())), Map.of());
  }

  private Path folder(String name) {
    return parent.resolve(name);
  }

  private Path run(String name, WriteMode mode, double... gravities) throws IOException {
    Sweep.of(gravities).run(DataSets.STORAGE, folder(name).toString(), mode, gravities.length);
    return folder(name);
  }

  private String refused(String name, WriteMode mode, double... gravities) {
    String location = folder(name).toString();
    List<String> lines = new ArrayList<>();
    assertThatThrownBy(() -> Sweep.of(gravities).check(DataSets.STORAGE, location, mode))
        .isInstanceOf(OutputExistsException.class)
        .satisfies(refusal -> lines.add(refusal.getMessage()))
        .hasMessageContaining(location);
    return lines.get(0).replace(location + " ", "");
  }

  private static List<String> tree(Path directory) throws IOException {
    return DataSets.tree(directory);
  }

  @Test
  void describesAFinishedSweep() throws IOException {
    Path sweep = run("a", WriteMode.CREATE, TWO);
    assertThat(sweep.toFile().list())
        .containsExactlyInAnyOrder("README.md", "sweep.json", "system_g=1.6", "system_g=9.8");
    Map<?, ?> described = Json.parse(Files.readAllBytes(sweep.resolve("sweep.json")), Map.class);
    assertThat(described.get("format")).isEqualTo("ergode-sweep");
    assertThat(described.get("swept"))
        .isEqualTo(Map.of("system.g", List.of(1.6, 9.8), "solver.method", List.of("tsit5")));
    assertThat(described.get("columns"))
        .isEqualTo(Map.of("system.g", "system_g", "solver.method", "solver_method"));
    assertThat(((Map<?, ?>) described.get("statistics")).get("rows")).isEqualTo(4);
    Map<?, ?> second = (Map<?, ?>) ((List<?>) described.get("points")).get(1);
    Dataset dataset =
        Dataset.open(
            DataSets.STORAGE, sweep.resolve("system_g=9.8/solver_method=tsit5").toString());
    assertThat(second.get("directory")).isEqualTo("system_g=9.8/solver_method=tsit5");
    assertThat(second.get("config_sha256")).isEqualTo(dataset.manifest().configSha256());
    assertThat(second.get("files")).isEqualTo(1);
    assertThat(second.get("bytes")).isEqualTo((int) dataset.manifest().shards().get(0).bytes());
    assertThat(((Map<?, ?>) second.get("statistics")).get("status")).isEqualTo(Map.of("ok", 2));
    assertThat(Files.readString(sweep.resolve("README.md")))
        .contains(
            "# Parameter sweep: 2 data sets, 4 trajectories",
            "| `system.g` | `system_g` | 1.6, 9.8 |",
            "| `system_g=9.8/solver_method=tsit5` | 2 | 2 |",
            "| `ensemble.seed` | 42 |");
  }

  @Test
  void isNoDataSetItself() throws IOException {
    String sweep = run("a", WriteMode.CREATE, TWO).toString();
    assertThatThrownBy(() -> Dataset.open(DataSets.STORAGE, sweep))
        .hasMessage(
            "data set = "
                + sweep
                + ": expected one data set; this is a sweep, whose sweep.json lists those inside");
  }

  @Test
  void refusesWhatIsNotItsOwn() throws IOException {
    Files.writeString(folder("file"), "x");
    assertThat(refused("file", WriteMode.OVERWRITE, TWO)).startsWith("is a file");
    Files.createDirectories(folder("theirs"));
    Files.writeString(folder("theirs/notes.txt"), "x");
    for (WriteMode mode : WriteMode.values()) {
      assertThat(refused("theirs", mode, TWO))
          .isEqualTo(
              "is not empty and holds no ergode sweep (it holds notes.txt): give another directory"
                  + " as --out");
    }
    DataSets.simulate(Sweep.of(1).simulations().get(0), folder("dataset"));
    assertThat(refused("dataset", WriteMode.OVERWRITE, TWO))
        .contains("holds no ergode sweep (it holds README.md, _run.json, data, manifest.json)");
    assertThatThrownBy(
            () ->
                DataSets.claim(
                    Sweep.of(1).simulations().get(0),
                    run("a", WriteMode.CREATE, TWO),
                    WriteMode.OVERWRITE))
        .as("nor does a data set take the place of a sweep")
        .hasMessageContaining("holds no ergode data set (it holds README.md, sweep.json");
  }

  @Test
  void saysHowToGoOn() throws IOException {
    run("a", WriteMode.CREATE, TWO);
    assertThat(refused("a", WriteMode.CREATE, TWO))
        .isEqualTo("holds a sweep: give another directory as --out, or --overwrite to replace it");
    assertThat(refused("a", WriteMode.RESUME, 1.6, 9.9))
        .isEqualTo(
            "holds another sweep, which differs in system.g ([1.6,9.8] there, [1.6,9.9] here):"
                + " give another directory as --out, or --overwrite to replace it");
    Sweep.of(TWO).run(DataSets.STORAGE, folder("b").toString(), WriteMode.CREATE, 1);
    assertThat(refused("b", WriteMode.CREATE, TWO))
        .isEqualTo(
            "holds an unfinished sweep: add --resume to complete it, or --overwrite to start"
                + " again");
    assertThat(refused("b", WriteMode.RESUME, 1.6)).contains("differs in system.g");
    assertThat(folder("b/_sweep/plan.json")).exists();
  }

  @ParameterizedTest
  @CsvSource({
    "notes.txt, true, true",
    "system_g=5.0/data/train-00000-of-00001.parquet, true, true",
    "system_g=1.6/solver_method=rk4/x, true, true",
    "system_g=1.6/solver_method=tsit5/filtered/x, false, true",
    "system_g=1.6/solver_method=tsit5/data/mine.parquet, true, true",
    "_sweep/left, false, false",
    "system_g=1.6/solver_method=tsit5/_ergode/left, false, false",
  })
  void namesStrangers(String stranger, boolean onResume, boolean onOverwrite) throws IOException {
    Path sweep = run("a", WriteMode.CREATE, TWO);
    Files.createDirectories(sweep.resolve(stranger).getParent());
    Files.writeString(sweep.resolve(stranger), "x");
    Map<String, String> before = DataSets.bytes(sweep);
    if (onResume) {
      assertThat(refused("a", WriteMode.RESUME, TWO)).contains("did not write", "move it out of");
    } else {
      Sweep.of(TWO).check(DataSets.STORAGE, sweep.toString(), WriteMode.RESUME);
    }
    if (onOverwrite) {
      String top = stranger.replaceAll("/(x|data/train.*)$", "");
      assertThat(refused("a", WriteMode.OVERWRITE, 3))
          .isEqualTo("holds " + top + ", which the sweep did not write: move it out of the sweep");
    } else {
      Sweep.of(3).check(DataSets.STORAGE, sweep.toString(), WriteMode.OVERWRITE);
    }
    assertThat(DataSets.bytes(sweep)).isEqualTo(before);
  }

  @Test
  void aSweepThatIsBeingWrittenIsNotOverwritten() throws IOException {
    Path sweep = run("a", WriteMode.CREATE, TWO);
    OutputOwner here = OutputOwner.thisProcess();
    OutputOwner other =
        new OutputOwner(
            here.host(), ProcessHandle.current().parent().orElseThrow().pid(), here.since());
    Path work = Files.createDirectory(sweep.resolve("system_g=9.8/solver_method=tsit5/_ergode"));
    Files.writeString(work.resolve("owner.json"), Json.pretty(other));
    for (WriteMode mode : List.of(WriteMode.RESUME, WriteMode.OVERWRITE)) {
      String location = folder("a").toString();
      assertThatThrownBy(() -> Sweep.of(TWO).check(DataSets.STORAGE, location, mode))
          .isInstanceOf(OutputExistsException.class)
          .hasMessageContaining("system_g=9.8/solver_method=tsit5 is being written by " + other);
    }
  }

  @Test
  void overwritingLeavesNothingOfTheOldSweep() throws IOException {
    run("a", WriteMode.CREATE, TWO);
    run("b", WriteMode.CREATE, 9.8, 3.7);
    run("a", WriteMode.OVERWRITE, 9.8, 3.7);
    assertThat(DataSets.bytes(folder("a"))).isEqualTo(DataSets.bytes(folder("b")));
    assertThat(tree(folder("a"))).isEqualTo(tree(folder("b")));
  }

  @Test
  void resumingKeepsWhatIsFinished() throws IOException {
    Path undisturbed = run("plain", WriteMode.CREATE, TWO);
    String location = folder("a").toString();
    Sweep.of(TWO).run(DataSets.STORAGE, location, WriteMode.CREATE, 1);
    Path run = folder("a/system_g=1.6/solver_method=tsit5/_run.json");
    Files.writeString(run, "written once");
    run("a", WriteMode.RESUME, TWO);
    assertThat(run).hasContent("written once");
    run("a", WriteMode.RESUME, TWO);
    assertThat(run).hasContent("written once");
    assertThat(DataSets.bytes(folder("a"))).isEqualTo(DataSets.bytes(undisturbed));
    assertThat(tree(folder("a"))).isEqualTo(tree(undisturbed));
  }

  /** The sweep's own files, and where a point begins and ends; other tests see to the rest. */
  private static boolean isTheSweeps(String path) {
    return !path.contains("=tsit5/")
        || path.endsWith("/_ergode")
        || path.endsWith("=tsit5/manifest.json");
  }

  @Test
  void aRunStoppedAtAnyChangeCanBeCompleted() throws IOException {
    Path undisturbed = run("plain", WriteMode.CREATE, TWO);
    int changes = 0;
    while (isStopped("a" + changes, changes, WriteMode.CREATE)) {
      run("a" + changes, WriteMode.RESUME, TWO);
      assertThat(DataSets.bytes(folder("a" + changes))).isEqualTo(DataSets.bytes(undisturbed));
      assertThat(tree(folder("a" + changes))).isEqualTo(tree(undisturbed));
      changes++;
    }
    assertThat(changes).isGreaterThan(12);
    assertThat(DataSets.bytes(folder("a" + changes))).isEqualTo(DataSets.bytes(undisturbed));
  }

  /** At any moment it is the old sweep, or the new one, or can be overwritten once more. */
  @Test
  void anOverwriteStoppedAtAnyChangeCanBeCompleted() throws IOException {
    Path undisturbed = run("plain", WriteMode.CREATE, TWO);
    Path old = run("old", WriteMode.CREATE, 1.6, 3.7);
    int[] resumed = {0, 0};
    int changes = 0;
    copy(old, folder("a0"));
    while (isStopped("a" + changes, changes, WriteMode.OVERWRITE)) {
      String name = "a" + changes;
      copy(folder(name), folder("b" + changes));
      run("b" + changes, WriteMode.OVERWRITE, TWO);
      assertThat(DataSets.bytes(folder("b" + changes))).isEqualTo(DataSets.bytes(undisturbed));
      assertThat(tree(folder("b" + changes))).isEqualTo(tree(undisturbed));
      boolean isNew = canResume(name, TWO);
      assertThat(isNew || canResume(name, 1.6, 3.7)).isTrue();
      run(name, WriteMode.RESUME, isNew ? TWO : new double[] {1.6, 3.7});
      assertThat(DataSets.bytes(folder(name))).isEqualTo(DataSets.bytes(isNew ? undisturbed : old));
      resumed[isNew ? 1 : 0]++;
      changes++;
      copy(old, folder("a" + changes));
    }
    assertThat(resumed).doesNotContain(0);
    assertThat(DataSets.bytes(folder("a" + changes))).isEqualTo(DataSets.bytes(undisturbed));
  }

  private boolean canResume(String name, double... gravities) throws IOException {
    try {
      Sweep.of(gravities).check(DataSets.STORAGE, folder(name).toString(), WriteMode.RESUME);
      return true;
    } catch (OutputExistsException e) {
      assertThat(e).hasMessageContaining("differs in system.g");
      return false;
    }
  }

  /** Whether a run does not get to its end with so many changes. */
  private boolean isStopped(String name, int changes, WriteMode mode) throws IOException {
    StoppingFileSystem.allow(changes, SweepOutputTest::isTheSweeps);
    try {
      Sweep.of(TWO).run(StoppingFileSystem.storage(), "stop://" + folder(name), mode, TWO.length);
      return false;
    } catch (IOException | InvalidInputException e) {
      assertThat(e).hasMessageContaining("stopped");
      return true;
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    }
  }

  @Test
  void aPlanFromElsewhereRemovesNothing() throws IOException {
    Path sweep = run("a", WriteMode.CREATE, TWO);
    Path thesis = Files.createDirectories(folder("thesis"));
    String plan = Files.readString(sweep.resolve("sweep.json"));
    Files.writeString(sweep.resolve("sweep.json"), plan.replace("system_g=1.6/", "../thesis/"));
    assertThat(refused("a", WriteMode.OVERWRITE, TWO)).contains("holds no ergode sweep");
    assertThat(thesis).exists();
  }
}

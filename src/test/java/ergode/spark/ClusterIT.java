package ergode.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.backend.Backends;
import ergode.data.DataSets;
import ergode.data.Json;
import ergode.faults.FaultyFileSystem;
import ergode.processes.Command;
import ergode.processes.StandaloneCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged jar on a real standalone cluster of this machine: spark-submit, a master, and two
 * workers whose executors fetch the jar and load it in a child class loader.
 */
@ExtendWith(StandaloneCluster.Resolver.class)
class ClusterIT {
  private static final int SHARDS = 8;

  @TempDir static Path shared;
  private static Path local;

  private final StandaloneCluster cluster;
  @TempDir Path folder;
  private Path set;

  ClusterIT(StandaloneCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  static void simulateOnThisMachine() throws Exception {
    local = shared.resolve("local");
    List<String> args = simulate(local.toString(), "--set", "backend=reference");
    args.addAll(List.of("--master", "local[2]"));
    ok(Command.script(shared, Map.of("ERGODE_HEAP", "512m"), args(args)));
    assertThat(DataSets.bytes(local)).hasSize(SHARDS + 2);
  }

  @BeforeEach
  void choose() {
    set = folder.resolve("set");
  }

  private static List<String> args(List<String> args) {
    List<String> command = new ArrayList<>(List.of("jobs/ergode"));
    command.addAll(args);
    return command;
  }

  private static List<String> simulate(String out, String... more) {
    List<String> args = new ArrayList<>(List.of("simulate", "--out", out));
    args.addAll(List.of("--config", "conf/double-pendulum.conf"));
    args.addAll(List.of("--set", "ensemble.samples=60", "--set", "output.shards=" + SHARDS));
    args.addAll(List.of("--set", "ensemble.theta1=[-3, 3]", "--set", "ensemble.theta2=[-3, 3]"));
    args.addAll(List.of("--set", "save.tmax=2", "--set", "save.points=50"));
    args.addAll(List.of(more));
    return args;
  }

  /** Tasks that find a step of this kind stand still before the first, and mark that they do. */
  private List<String> stalling(String step, String... more) {
    List<String> args = simulate(FaultyFileSystem.location(set), more);
    FaultyFileSystem.SETTINGS.forEach((key, value) -> hadoop(args, key, value));
    hadoop(args, "fs.faulty.stall", step);
    hadoop(args, "fs.faulty.stall.marker", marker().toString());
    return args;
  }

  private static void hadoop(List<String> args, String key, String value) {
    args.addAll(List.of("--set", "spark.hadoop." + key + "=" + value));
  }

  private Path marker() {
    return folder.resolve("marker");
  }

  /** The process that stands still, which is an executor of this cluster. */
  private long stalled() throws IOException {
    long pid = Long.parseLong(Files.readString(marker()));
    assertThat(cluster.hasExecutor(pid)).as("%d is an executor", pid).isTrue();
    return pid;
  }

  private static void ok(Command command) throws Exception {
    try (command) {
      command.ok();
    }
  }

  private int shardsOf(Path dataset) throws IOException {
    try (Stream<Path> files =
        Files.isDirectory(dataset.resolve("_ergode"))
            ? Files.list(dataset.resolve("_ergode"))
            : Stream.empty()) {
      return (int) files.filter(file -> file.toString().endsWith(".parquet.json")).count();
    }
  }

  private void assertSameAsLocal() throws IOException {
    assertThat(DataSets.bytes(set)).isEqualTo(DataSets.bytes(local));
    assertThat(DataSets.tree(set)).isEqualTo(DataSets.tree(local));
  }

  @Test
  void aClusterWritesTheBytesOfOneMachine() throws Exception {
    ok(cluster.ergode(folder, simulate(set.toString(), "--set", "backend=simd")));
    assertSameAsLocal();
    Map<?, ?> facts = Json.parse(Files.readAllBytes(set.resolve("_run.json")), Map.class);
    assertThat(facts.get("master")).isEqualTo(cluster.master());
    // the executors' processor is this one
    assertThat(facts.get("backend")).isEqualTo(Backends.select(Backends.Choice.SIMD).reason());
    assertThat(executors(1)).as("executors of the first worker").isNotEmpty();
    assertThat(executors(2)).as("executors of the second worker").isNotEmpty();

    Path localSides = folder.resolve("local-sides");
    Path sides = folder.resolve("sides");
    List<String> filter = List.of("filter", set.toString(), "--out");
    ok(
        Command.script(
            folder,
            Map.of("ERGODE_HEAP", "512m"),
            args(and(filter, localSides.toString(), "--master", "local[2]"))));
    ok(cluster.ergode(folder, and(filter, sides.toString())));
    assertThat(DataSets.bytes(sides))
        .hasSize(2 * (SHARDS + 2))
        .isEqualTo(DataSets.bytes(localSides));
  }

  private static List<String> and(List<String> args, String... more) {
    return Stream.concat(args.stream(), Stream.of(more)).toList();
  }

  /** Each executor has the jar in its own working directory: a worker's class path lacks it. */
  private List<Path> executors(int worker) throws IOException {
    try (Stream<Path> files = Files.walk(cluster.work(worker))) {
      return files.filter(file -> file.endsWith("ergode.jar")).toList();
    }
  }

  @Test
  void aKilledExecutorIsReplaced() throws Exception {
    try (Command command =
        cluster.ergode(folder, stalling("write .*/train-00002-of-00008.parquet.* at [1-9]"))) {
      command.await(() -> Files.exists(marker()));
      ProcessHandle.of(stalled()).orElseThrow().destroyForcibly();
      command.ok();
    }
    assertSameAsLocal();
  }

  /** Its executors live on for a moment, one of them in the middle of a shard. */
  @Test
  void aKilledDriverIsResumed() throws Exception {
    try (Command command =
        cluster.ergode(folder, stalling("write .*/train-00006-of-00008.parquet.* at [1-9]"))) {
      command.await(() -> Files.exists(marker()) && shardsOf(set) == SHARDS - 1);
      stalled();
      command.kill();
    }
    Map<String, Object> identities = identities();
    assertThat(identities).hasSize(SHARDS - 1);
    try (Command again = cluster.ergode(folder, simulate(set.toString()))) {
      assertThat(again.exitCode()).isEqualTo(3);
      assertThat(again.err()).anyMatch(line -> line.contains("add --resume to complete it"));
    }
    ok(cluster.ergode(folder, simulate(set.toString(), "--resume")));
    assertSameAsLocal();
    assertThat(identities()).containsAllEntriesOf(identities);
  }

  /** Which files on the disk the shards are. */
  private Map<String, Object> identities() throws IOException {
    Map<String, Object> identities = new TreeMap<>();
    try (Stream<Path> files = Files.list(set.resolve("data"))) {
      for (Path file : files.toList()) {
        identities.put(file.getFileName().toString(), DataSets.identity(file));
      }
    }
    return identities;
  }

  /**
   * The first attempt at a shard stands still until the second, on the other worker, has moved its
   * file into place; then it goes on, unless Spark ends it before.
   */
  @Test
  void twoAttemptsAtOneShardMakeOneFile() throws Exception {
    List<String> args =
        stalling(
            "write .*/train-00003-of-00008.parquet.* at [1-9]",
            "--set",
            "spark.speculation=true",
            "--set",
            "spark.speculation.interval=50ms",
            "--set",
            "spark.speculation.quantile=0.5",
            "--set",
            "spark.speculation.minTaskRuntime=0ms",
            "--set",
            "spark.eventLog.enabled=true",
            "--set",
            "spark.eventLog.rolling.enabled=false",
            "--set",
            "spark.eventLog.compress=false",
            "--set",
            "spark.eventLog.dir=" + Files.createDirectory(folder.resolve("events")).toUri());
    Path second = set.resolve("data/train-00003-of-00008.parquet");
    hadoop(args, "fs.faulty.stall.until", second.toString());
    try (Command command = cluster.ergode(folder, args)) {
      command.await(() -> Files.exists(marker()));
      stalled();
      command.ok();
    }
    assertThat(events())
        .as("the second attempt, and not one after the end of the first")
        .anyMatch(
            event ->
                event.contains("\"Event\":\"SparkListenerTaskEnd\"")
                    && event.contains("\"Reason\":\"Success\"")
                    && event.contains("\"Index\":3,\"Attempt\":1,")
                    && event.contains("\"Speculative\":true"));
    assertSameAsLocal();
  }

  /** Lines of JSON, by the driver. */
  private List<String> events() throws IOException {
    List<String> events = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("events"))) {
      for (Path file : files.toList()) {
        events.addAll(Files.readAllLines(file));
      }
    }
    return events;
  }
}

package ergode.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.backend.Backends;
import ergode.data.DataSets;
import ergode.data.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged jar on a real standalone cluster of this machine: spark-submit, a master, and two
 * workers whose executors fetch the jar and load it in a child class loader.
 */
class ClusterIT {
  private static final long TIMEOUT_SECONDS = 300;
  private static final String[] ENSEMBLE = {
    "--set", "ensemble.samples=60",
    "--set", "ensemble.theta1=[-3, 3]",
    "--set", "ensemble.theta2=[-3, 3]",
    "--set", "save.tmax=2",
    "--set", "save.points=50",
    "--set", "output.shards=8"
  };

  @TempDir static Path directory;
  private static String master = "";

  @BeforeAll
  static void startCluster() throws Exception {
    assertThat(Path.of("target", "ergode.jar"))
        .as("the packaged jar; run mvn verify, not a single test")
        .exists();
    List<String> out = run("jobs/cluster", "start", "2");
    master = out.get(out.size() - 1);
    assertThat(master).matches("spark://127\\.0\\.0\\.1:\\d+");
  }

  @AfterAll
  static void stopCluster() throws Exception {
    run("jobs/cluster", "stop");
  }

  /** Lines of the standard output of a script of ours, which must succeed. */
  private static List<String> run(String... command) throws Exception {
    Path out = Files.createTempFile(directory, "out", ".log");
    Path err = Files.createTempFile(directory, "err", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("ERGODE_CLUSTER_DIR", directory.resolve("cluster").toString());
    builder.environment().put("ERGODE_HEAP", "512m");
    Process process = builder.start();
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
    assertThat(process.waitFor())
        .as("%s: %s", String.join(" ", command), Files.readString(err))
        .isZero();
    return Files.readAllLines(out);
  }

  private static Path simulate(String name, String master, String backend) throws Exception {
    Path out = directory.resolve(name);
    List<String> command =
        new ArrayList<>(
            List.of(
                "jobs/ergode",
                "simulate",
                "--config",
                "conf/double-pendulum.conf",
                "--out",
                out.toString(),
                "--master",
                master,
                "--set",
                "backend=" + backend));
    command.addAll(List.of(ENSEMBLE));
    run(command.toArray(String[]::new));
    return out;
  }

  private static Path filter(Path dataset, String name, String master) throws Exception {
    Path out = directory.resolve(name);
    run("jobs/ergode", "filter", dataset.toString(), "--out", out.toString(), "--master", master);
    return out;
  }

  @Test
  void aClusterWritesTheBytesOfOneMachine() throws Exception {
    Path local = simulate("local", "local[2]", "reference");
    Path distributed = simulate("distributed", master, "simd");
    assertThat(DataSets.bytes(distributed)).hasSize(8 + 2).isEqualTo(DataSets.bytes(local));
    Map<?, ?> facts = Json.parse(Files.readAllBytes(distributed.resolve("_run.json")), Map.class);
    assertThat(facts.get("master")).isEqualTo(master);
    // the executors' processor is this one
    assertThat(facts.get("backend")).isEqualTo(Backends.select(Backends.Choice.SIMD).reason());
    assertThat(executors("work-1")).as("executors of the first worker").isNotEmpty();
    assertThat(executors("work-2")).as("executors of the second worker").isNotEmpty();

    Path localSides = filter(local, "local-sides", "local[2]");
    Path distributedSides = filter(distributed, "distributed-sides", master);
    assertThat(DataSets.bytes(distributedSides))
        .hasSize(2 * (8 + 2))
        .isEqualTo(DataSets.bytes(localSides));
  }

  /** Each executor has the jar in its own working directory: a worker's class path lacks it. */
  private static List<Path> executors(String worker) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("cluster").resolve(worker))) {
      return files.filter(file -> file.endsWith("ergode.jar")).toList();
    }
  }
}

package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.DataSets;
import ergode.faults.FaultyFileSystem;
import ergode.processes.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code simulate} in a JVM that is killed with signal 9, or by a signal that it can hear. */
class SimulateKilledIT {
  private static final int SHARDS = 6;

  @TempDir static Path shared;
  private static Map<String, String> undisturbed;
  private static List<String> tree;

  @TempDir Path folder;
  private Path set;
  private Map<String, String> expected = undisturbed;

  @BeforeAll
  static void undisturbedRun() throws IOException {
    Path plain = shared.resolve("undisturbed");
    assertThat(run(simulate(plain.toString(), 1)).exitCode()).isZero();
    undisturbed = DataSets.bytes(plain);
    tree = DataSets.tree(plain);
    assertThat(undisturbed).hasSize(SHARDS + 2);
  }

  private static List<String> simulate(String out, int cores, String... more) {
    List<String> args = new ArrayList<>(List.of("simulate", "--out", out));
    args.addAll(List.of("--master", "local[" + cores + "]", "--set", "output.shards=" + SHARDS));
    args.addAll(List.of("--set", "ensemble.samples=60", "--set", "save.points=50"));
    args.addAll(List.of(more));
    return args;
  }

  private static Cli run(List<String> args) {
    return Cli.run(args.toArray(String[]::new));
  }

  /** A child that stands still before a step, until it is killed. */
  private Command stalled(String step) throws IOException {
    List<String> args = simulate(FaultyFileSystem.location(set), 2);
    FaultyFileSystem.SETTINGS.forEach(
        (key, value) -> args.addAll(List.of("--set", "spark.hadoop." + key + "=" + value)));
    args.addAll(List.of("--set", "spark.hadoop.fs.faulty.stall=" + step));
    args.addAll(List.of("--set", "spark.hadoop.fs.faulty.stall.marker=" + marker()));
    return Command.ergode(folder, args);
  }

  private Path marker() {
    return folder.resolve("marker");
  }

  /** The files of recorded shards, and which files on the disk they are. */
  private Map<String, Object> recorded() throws IOException {
    Map<String, Object> recorded = new TreeMap<>();
    for (String name : expected.keySet()) {
      String record = name.replaceFirst("^data/", "_ergode/") + ".json";
      if (name.startsWith("data/") && Files.exists(set.resolve(record))) {
        recorded.put(name, DataSets.identity(set.resolve(name)));
      }
    }
    return recorded;
  }

  private void assertNothingHalf() throws IOException {
    Map<String, String> found = DataSets.bytes(set);
    found.keySet().removeIf(name -> name.startsWith("_ergode/"));
    assertThat(expected).containsAllEntriesOf(found);
  }

  private void assertResumable(List<String> command) throws IOException {
    Map<String, Object> kept = recorded();
    assertNothingHalf();
    Map<String, String> before = DataSets.bytes(set);
    Cli again = run(command);
    assertThat(again.exitCode()).isEqualTo(ExitCodes.OUTPUT_EXISTS);
    assertThat(again.err())
        .containsExactly(
            "ergode: "
                + set
                + " holds an unfinished data set: add --resume to complete it, or --overwrite to"
                + " start again");
    assertThat(DataSets.bytes(set)).isEqualTo(before);

    List<String> resume = new ArrayList<>(command);
    resume.add("--resume");
    Cli resumed = run(resume);
    assertThat(resumed.exitCode()).as("%s", resumed.err()).isZero();
    if (!kept.isEmpty() && !command.contains("--quiet")) {
      assertThat(resumed.err())
          .contains(
              "note: "
                  + kept.size()
                  + " of 6 shards are there from an earlier run; each is verified, and kept if it"
                  + " is whole");
    }
    assertComplete(kept);
  }

  private void assertComplete(Map<String, Object> kept) throws IOException {
    assertThat(DataSets.bytes(set)).isEqualTo(expected);
    assertThat(DataSets.tree(set)).isEqualTo(tree);
    for (Map.Entry<String, Object> shard : kept.entrySet()) {
      assertThat(DataSets.identity(set.resolve(shard.getKey())))
          .as("%s is not written again", shard.getKey())
          .isEqualTo(shard.getValue());
    }
  }

  /** Other shards are finished meanwhile by the other core. */
  @ParameterizedTest
  @CsvSource({
    "write .*/train-00001-of-00006.parquet.* at [1-9], 5",
    "rename .*/_ergode/train-00005-of-00006.parquet.json$, 5",
    "rename .*/manifest.json$, 6"
  })
  void isResumedAfterAKillAt(String step, int finished) throws Exception {
    set = folder.resolve("set");
    try (Command child = stalled(step)) {
      child.await(() -> Files.exists(marker()) && recorded().size() == finished);
      child.kill();
    }
    assertResumable(simulate(set.toString(), 1));
  }

  /** Without a hook: as soon as there are two files. An ensemble that is too quick is doubled. */
  @Test
  void isResumedAfterAKillInTheMiddle() throws Exception {
    boolean hit = false;
    for (int samples = 600; !hit; samples *= 2) {
      assertThat(samples).as("trajectories that were all there before the kill").isLessThan(40_000);
      String[] slow = {
        "--set", "ensemble.samples=" + samples, "--set", "backend=reference", "--quiet"
      };
      set = folder.resolve("set-" + samples);
      try (Command child = Command.ergode(folder, simulate(set.toString(), 1, slow))) {
        hit = child.lastsUntil(() -> recorded().size() >= 2);
        child.kill();
      }
      hit &= Files.notExists(set.resolve("manifest.json")) && recorded().size() < SHARDS;
      if (hit) {
        Path plain = folder.resolve("plain");
        assertThat(run(simulate(plain.toString(), 2, slow)).exitCode()).isZero();
        Map<String, Object> kept = recorded();
        assertThat(kept).hasSizeBetween(2, SHARDS - 1);
        expected = DataSets.bytes(plain);
        assertResumable(simulate(set.toString(), 2, slow));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void saysHowToGoOnWhenItIsInterrupted(String signal, int exitCode) throws Exception {
    set = folder.resolve("set");
    try (Command child = stalled("write .*/train-00001-of-00006.parquet.* at [1-9]")) {
      child.await(() -> Files.exists(marker()) && recorded().size() == 5);
      child.signal(signal);
      assertThat(child.exitCode()).isEqualTo(exitCode);
      assertThat(child.err())
          .contains(
              "ergode: interrupted; the same command with --resume goes on from what is finished")
          .noneMatch(line -> line.contains("Exception"));
    }
    assertResumable(simulate(set.toString(), 1));
  }

  @Test
  void aKillAfterTheManifestLeavesACompleteDataSet() throws Exception {
    set = folder.resolve("set");
    try (Command child = stalled("delete .*/_ergode$")) {
      child.await(() -> Files.exists(marker()));
      child.kill();
    }
    Cli again = run(simulate(set.toString(), 1));
    assertThat(again.exitCode()).isEqualTo(ExitCodes.OUTPUT_EXISTS);
    Map<String, Object> kept = recorded();
    assertThat(kept).hasSize(SHARDS);
    Cli resumed = run(simulate(set.toString(), 1, "--resume"));
    assertThat(resumed.exitCode()).isZero();
    assertThat(resumed.err()).contains("note: " + set + " is complete already");
    assertComplete(kept);
  }
}

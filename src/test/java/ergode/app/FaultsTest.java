package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.DataSets;
import ergode.faults.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A disk that is full, and one that must not be written to, as a user sees them. */
class FaultsTest {
  private static final String REMEDY =
      "; once that is mended, the same command with --resume goes on from what is finished";

  @TempDir static Path shared;
  private static Path undisturbed;

  @TempDir Path folder;
  private Path set;

  @BeforeAll
  static void undisturbedRun() {
    undisturbed = shared.resolve("undisturbed");
    assertThat(run(simulate(undisturbed.toString())).exitCode()).isZero();
  }

  private static List<String> simulate(String out, String... more) {
    List<String> args = new ArrayList<>(List.of("simulate", "--out", out, "--quiet"));
    args.addAll(List.of("--master", "local[1]", "--set", "ensemble.samples=8"));
    args.addAll(List.of("--set", "save.points=100", "--set", "output.shards=2"));
    args.addAll(List.of(more));
    return args;
  }

  private static Cli run(List<String> args) {
    return Cli.run(args.toArray(String[]::new));
  }

  /** The command on a file system with a fault, as {@link FaultyFileSystem} has them. */
  private List<String> faulty(String... settings) {
    List<String> args = simulate(FaultyFileSystem.location(set));
    Stream.concat(
            FaultyFileSystem.SETTINGS.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()),
            Stream.of(settings))
        .forEach(setting -> args.addAll(List.of("--set", "spark.hadoop." + setting)));
    return args;
  }

  private void assertResumed() throws IOException {
    Cli resumed = run(simulate(set.toString(), "--resume"));
    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.exitCode()).isZero();
    assertThat(DataSets.bytes(set)).isEqualTo(DataSets.bytes(undisturbed));
    assertThat(DataSets.tree(set)).isEqualTo(DataSets.tree(undisturbed));
  }

  private void assertNothingHalf() throws IOException {
    Map<String, String> found = DataSets.bytes(set);
    found.keySet().removeIf(name -> name.startsWith("_ergode/"));
    assertThat(DataSets.bytes(undisturbed)).containsAllEntriesOf(found);
    assertThat(found).doesNotContainKey("manifest.json");
  }

  /** Sizes are those of the first shard: its magic, its first page, its footer. */
  @ParameterizedTest
  @CsvSource({
    "first bytes, train-00000-of-00002.parquet, 2",
    "a page, train-00001-of-00002.parquet, 3000",
    "the footer, train-00000-of-00002.parquet, -100",
    "a record, train-00001-of-00002.parquet[^/]*json, 10",
    "the card, README.md, 10",
    "the manifest, manifest.json, 100"
  })
  void aFullDisk(String what, String name, long room) throws IOException {
    set = folder.resolve("set");
    long bytes =
        room > 0
            ? room
            : Files.size(undisturbed.resolve("data/train-00000-of-00002.parquet")) + room;
    Cli full = run(faulty("fs.faulty.full=/" + name + "[^/]* at", "fs.faulty.full.bytes=" + bytes));
    assertThat(full.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(full.err()).hasSize(1);
    assertThat(full.err().get(0))
        .matches("ergode: cannot write faulty:/.*/" + name + ".*: No space left on device; .*")
        .endsWith(REMEDY);
    assertThat(full.out()).isEmpty();
    assertNothingHalf();
    assertResumed();
  }

  @Test
  void aDiskThatIsFullFromTheStart() throws IOException {
    set = folder.resolve("set");
    Cli full = run(faulty("fs.faulty.full=plan.json", "fs.faulty.full.bytes=10"));
    assertThat(full.exitCode()).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(full.err()).hasSize(1);
    assertThat(full.err().get(0))
        .matches(
            "ergode: --out = .*: expected a directory that can be created and written to \\(cannot"
                + " write faulty:/.*/plan.json: No space left on device\\)");
    assertNothingHalf();
    assertResumed();
  }

  @Test
  void aParentThatIsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    for (String command : List.of("simulate", "quickstart")) {
      Cli refused = Cli.run(command, "--out", file + "/set");
      assertThat(refused.exitCode()).isEqualTo(ExitCodes.BAD_INPUT);
      assertThat(refused.err()).hasSize(1);
      assertThat(refused.err().get(0))
          .startsWith("ergode: --out = " + file + "/set")
          .contains("expected a directory that can be created and written to (");
    }
    assertThat(file).hasContent("mine");
  }

  @ParameterizedTest
  @CsvSource({"mkdirs, create the directory", "create, write"})
  void aDirectoryWithoutPermission(String step, String named) {
    set = folder.resolve("set");
    Cli refused = run(faulty("fs.faulty.refuse=^" + step));
    assertThat(refused.exitCode()).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(refused.err()).hasSize(1);
    assertThat(refused.err().get(0))
        .startsWith("ergode: --out = " + FaultyFileSystem.location(set) + ": expected a directory")
        .contains("(cannot " + named + " faulty:/", "Permission denied");
  }

  @Test
  void permissionsThatAreTakenAwayMeanwhile() throws IOException {
    set = folder.resolve("set");
    Cli refused = run(faulty("fs.faulty.refuse=rename .*/data/train-00001"));
    assertThat(refused.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(refused.err()).hasSize(1);
    assertThat(refused.err().get(0))
        .contains("/data/train-00001-of-00002.parquet: Permission denied")
        .endsWith(REMEDY);
    assertNothingHalf();
    assertResumed();
  }

  @Test
  void aSweepSaysHowToGoOn() throws IOException {
    set = folder.resolve("set");
    List<String> args = faulty("fs.faulty.full=g=2.0/.*train-00001", "fs.faulty.full.bytes=3000");
    args.set(0, "sweep");
    args.addAll(List.of("--sweep", "system.g=1,2,3"));
    Cli full = run(args);
    assertThat(full.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(full.err()).hasSize(1);
    assertThat(full.err().get(0)).contains("/system_g=2.0/", "No space left").endsWith(REMEDY);
  }
}

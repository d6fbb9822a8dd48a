package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.DataSets;
import ergode.faults.FaultyFileSystem;
import ergode.processes.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two drivers with one output. */
class TwoDriversIT {
  @TempDir Path folder;
  private Path set;

  private static List<String> simulate(String out, String... more) {
    List<String> args = new ArrayList<>(List.of("simulate", "--out", out, "--quiet"));
    args.addAll(List.of("--master", "local[2]", "--set", "ensemble.samples=24"));
    args.addAll(List.of("--set", "save.points=50", "--set", "output.shards=3"));
    args.addAll(List.of(more));
    return args;
  }

  private static Cli run(List<String> args) {
    return Cli.run(args.toArray(String[]::new));
  }

  /** The first stands still with two shards done and one half-written, and then wants to go on. */
  @Test
  void theSecondTakesOverFromAnotherMachineAndTheFirstSaysSo() throws Exception {
    set = folder.resolve("set");
    Path marker = folder.resolve("marker");
    Path goOn = folder.resolve("go-on");
    List<String> args = simulate(FaultyFileSystem.location(set));
    FaultyFileSystem.SETTINGS.forEach((key, value) -> hadoop(args, key, value));
    hadoop(args, "fs.faulty.stall", "write .*/train-00001-of-00003.parquet.* at [1-9]");
    hadoop(args, "fs.faulty.stall.marker", marker.toString());
    hadoop(args, "fs.faulty.stall.until", goOn.toString());
    try (Command first = Command.ergode(folder, args)) {
      first.await(
          () ->
              Files.exists(marker)
                  && Files.exists(set.resolve("_ergode/train-00000-of-00003.parquet.json"))
                  && Files.exists(set.resolve("_ergode/train-00002-of-00003.parquet.json")));
      for (String mode : List.of("--resume", "--overwrite")) {
        Cli refused = run(simulate(set.toString(), mode));
        assertThat(refused.exitCode()).isEqualTo(ExitCodes.OUTPUT_EXISTS);
        assertThat(refused.err())
            .singleElement()
            .asString()
            .matches(
                "ergode: .*/set is being written by process "
                    + Files.readString(marker)
                    + " of .+, at work since .*: wait for it, or end it and add --resume to"
                    + " complete the data set");
      }
      Path owner = set.resolve("_ergode/owner.json");
      String elsewhere =
          Files.readString(owner).replaceFirst("(\"host\" : \")[^\"]*", "$1elsewhere");
      assertThat(elsewhere).contains("elsewhere");
      Files.writeString(owner, elsewhere);
      Cli second = run(simulate(set.toString(), "--resume"));
      assertThat(second.err()).isEmpty();
      assertThat(second.exitCode()).isZero();
      Files.createFile(goOn);
      assertThat(first.exitCode()).isEqualTo(ExitCodes.OUTPUT_EXISTS);
      assertThat(first.err())
          .filteredOn(line -> line.startsWith("ergode: "))
          .containsExactly(
              "ergode: "
                  + FaultyFileSystem.location(set)
                  + " was taken over by another run and completed: nothing is left to do");
    }
    Path undisturbed = folder.resolve("undisturbed");
    assertThat(run(simulate(undisturbed.toString())).exitCode()).isZero();
    assertThat(DataSets.bytes(set)).isEqualTo(DataSets.bytes(undisturbed));
    assertThat(DataSets.tree(set)).isEqualTo(DataSets.tree(undisturbed));
  }

  private static void hadoop(List<String> args, String key, String value) {
    args.addAll(List.of("--set", "spark.hadoop." + key + "=" + value));
  }
}

package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.faults.FaultyFileSystem;
import ergode.processes.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code train} in a JVM that is killed with signal 9, or interrupted, and goes on elsewhere. */
class TrainKilledIT {
  @TempDir static Path shared;
  private static Path data;
  private static Path undisturbed;

  @TempDir Path folder;

  @BeforeAll
  static void undisturbedRun() throws IOException {
    data = shared.resolve("data");
    undisturbed = shared.resolve("undisturbed");
    TinyTraining.simulate(data);
    Cli cli = TinyTraining.run(data, undisturbed);
    assertThat(cli.exitCode()).as("%s", cli.err()).isZero();
  }

  private Path model() {
    return folder.resolve("model");
  }

  private Path marker() {
    return folder.resolve("marker");
  }

  /** A child that stands still before a step, until it ends by a signal. */
  private Command stalled(String step) throws IOException {
    List<String> args = TinyTraining.command(data, FaultyFileSystem.location(model()));
    FaultyFileSystem.SETTINGS.forEach(
        (key, value) -> args.addAll(List.of("--set", "spark.hadoop." + key + "=" + value)));
    args.addAll(List.of("--set", "spark.hadoop.fs.faulty.stall=" + step));
    args.addAll(List.of("--set", "spark.hadoop.fs.faulty.stall.marker=" + marker()));
    return Command.ergode(folder, args);
  }

  private void assertResumable() throws IOException {
    Cli again = TinyTraining.run(data, model());
    assertThat(again.exitCode()).isEqualTo(ExitCodes.OUTPUT_EXISTS);
    assertThat(again.err()).last().asString().contains("add --resume to complete it");
    Cli resumed = TinyTraining.run(data, model(), "--resume");
    assertThat(resumed.exitCode()).as("%s", resumed.err()).isZero();
    for (String file : List.of("model.safetensors", "best.safetensors", "training.json")) {
      assertThat(model().resolve(file)).hasSameBinaryContentAs(undisturbed.resolve(file));
    }
    assertThat(metrics(model())).isEqualTo(metrics(undisturbed));
    assertThat(model().resolve("_training")).doesNotExist();
  }

  private static String metrics(Path model) throws IOException {
    return Files.readString(model.resolve("metrics.jsonl"))
        .replaceAll("\"seconds\":[-0-9.E]+", "\"seconds\":0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rename .*/checkpoints/step-000002/state.json$",
        "rename .*/checkpoints/step-000006/state.json$",
        "rename .*/training.json$"
      })
  void isResumedAfterAKillAt(String step) throws Exception {
    try (Command child = stalled(step)) {
      child.await(() -> Files.exists(marker()));
      child.kill();
    }
    assertResumable();
  }

  @Test
  void saysHowToGoOnWhenItIsInterrupted() throws Exception {
    try (Command child = stalled("rename .*/checkpoints/step-000006/state.json$")) {
      child.await(() -> Files.exists(marker()));
      child.signal("INT");
      assertThat(child.exitCode()).isEqualTo(130);
      assertThat(child.err())
          .contains(
              "ergode: interrupted; the same command with --resume goes on from what is finished")
          .noneMatch(line -> line.contains("Exception"));
    }
    assertResumable();
  }
}

package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.OutputExistsException;
import ergode.data.Storage;
import ergode.data.WriteMode;
import ergode.faults.DeadProcess;
import ergode.faults.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Training whose file system fails at every step in turn: whatever the step, a resumed run ends
 * with the bytes of an undisturbed one.
 */
class TrainingCrashTest {
  @TempDir Path parent;
  private final TrainingFolder folder = new TrainingFolder(new Storage(FaultyFileSystem.SETTINGS));
  private Map<String, String> expected;

  @BeforeEach
  void undisturbedRun() throws IOException {
    folder.recipe = recipe(true);
    folder.policy = new CheckpointPolicy(2, 1);
    run(parent.resolve("undisturbed"), WriteMode.CREATE);
    expected = TrainingFolder.files(parent.resolve("undisturbed"));
  }

  /** Checkpoints after steps 2, 3, 4 and 5. */
  private static Recipe recipe(boolean resetState) {
    return new Recipe(
        Recipe.stages(List.of(Method.ADAM, Method.LBFGS), List.of(3, 2), List.of(0.5, 1.0)),
        new Rates(Rates.Kind.CONSTANT, List.of(0.1), 0.0, 0),
        4,
        1,
        resetState,
        AdamSettings.DEFAULT,
        3);
  }

  private void run(Path directory, WriteMode mode) throws IOException {
    folder.train(FaultyFileSystem.location(directory), mode);
  }

  private int steps(Path directory, WriteMode mode) throws Throwable {
    return DeadProcess.steps(() -> run(directory, mode));
  }

  private void assertComplete(Path directory, int step) throws IOException {
    assertThat(TrainingFolder.files(directory)).as("after step %d", step).isEqualTo(expected);
    assertThat(directory.resolve("_training")).doesNotExist();
  }

  @Test
  void trainingCanBeKilledAtAnyStep() throws Throwable {
    int last = steps(parent.resolve("counted"), WriteMode.CREATE);
    assertThat(last).isGreaterThan(100);
    for (int step = 1; step <= last; step++) {
      Path directory = parent.resolve("killed-" + step);
      DeadProcess.killedAt(step, () -> run(directory, WriteMode.CREATE));
      run(directory, WriteMode.RESUME);
      assertComplete(directory, step);
    }
  }

  @Test
  void trainingSurvivesAnyFailingStep() throws Throwable {
    int last = steps(parent.resolve("counted"), WriteMode.CREATE);
    for (int step = 1; step <= last; step++) {
      Path directory = parent.resolve("failed-" + step);
      Throwable thrown = DeadProcess.failingAt(step, () -> run(directory, WriteMode.CREATE));
      if (thrown != null) {
        assertThat(thrown).hasMessageContaining("No space left on device");
      }
      run(directory, WriteMode.RESUME);
      assertComplete(directory, step);
    }
  }

  /** Also a resumed run can be killed, again and again, each time a step later. */
  @Test
  void trainingThatIsKilledOverAndOverEnds() throws IOException {
    Path directory = parent.resolve("again");
    int kills = 0;
    Throwable thrown = null;
    for (int step = 1; step < 1000; step++) {
      thrown = DeadProcess.killedAt(step, () -> run(directory, WriteMode.RESUME));
      if (thrown == null) {
        break;
      }
      kills++;
    }
    assertThat(thrown).isNull();
    assertThat(kills).isGreaterThan(20);
    run(directory, WriteMode.RESUME);
    assertComplete(directory, kills);
  }

  /** After a kill there is the old model, or a new one that can be completed. */
  @Test
  void anOverwriteCanBeKilledAtAnyStep() throws Throwable {
    Path old = parent.resolve("old");
    folder.recipe = recipe(false);
    run(old, WriteMode.CREATE);
    folder.recipe = recipe(true);
    int last = steps(DeadProcess.copy(old, parent.resolve("counted")), WriteMode.OVERWRITE);
    int refused = 0;
    for (int step = 1; step <= last; step++) {
      Path directory = DeadProcess.copy(old, parent.resolve("killed-" + step));
      DeadProcess.killedAt(step, () -> run(directory, WriteMode.OVERWRITE));
      try {
        run(directory, WriteMode.RESUME);
      } catch (OutputExistsException e) {
        refused++;
        assertThat(e).hasMessageContaining("train.reset-state (false there, true here)");
        assertThat(TrainingFolder.files(directory))
            .containsEntry("training.json", TrainingFolder.files(old).get("training.json"))
            .containsKey("model.safetensors");
        run(directory, WriteMode.OVERWRITE);
      }
      assertComplete(directory, step);
    }
    assertThat(refused).as("steps before the new plan was there").isBetween(1, last / 2);
  }
}

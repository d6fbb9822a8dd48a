package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ergode.data.OutputExistsException;
import ergode.data.Storage;
import ergode.data.WriteMode;
import ergode.faults.DiskFullException;
import ergode.faults.Fault;
import ergode.faults.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
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

  @AfterEach
  void mend() {
    FaultyFileSystem.inject(Fault.NONE);
  }

  private void run(Path directory, WriteMode mode) throws IOException {
    folder.train(FaultyFileSystem.location(directory), mode);
  }

  /** Everything from step {@code first} on fails, as for a process that is dead. */
  private static Fault crash(int first, AtomicInteger steps) {
    return operation -> {
      if (steps.incrementAndGet() >= first) {
        throw dead(operation);
      }
    };
  }

  /** Step {@code only} fails, those after it do not. */
  private static Fault hiccup(int only, AtomicInteger steps) {
    return operation -> {
      if (steps.incrementAndGet() == only) {
        throw dead(operation);
      }
    };
  }

  /** Of what was to be written, a half is. */
  private static IOException dead(Fault.Operation operation) {
    return new DiskFullException(operation.position() + operation.length() / 2);
  }

  private int steps(Path directory, WriteMode mode) throws IOException {
    AtomicInteger steps = new AtomicInteger();
    FaultyFileSystem.inject(crash(Integer.MAX_VALUE, steps));
    run(directory, mode);
    FaultyFileSystem.inject(Fault.NONE);
    return steps.get();
  }

  private Throwable runWith(Fault fault, Path directory, WriteMode mode) {
    FaultyFileSystem.inject(fault);
    Throwable thrown = catchThrowable(() -> run(directory, mode));
    FaultyFileSystem.inject(Fault.NONE);
    return thrown;
  }

  private void assertComplete(Path directory, int step) throws IOException {
    assertThat(TrainingFolder.files(directory)).as("after step %d", step).isEqualTo(expected);
    assertThat(directory.resolve("_training")).doesNotExist();
  }

  @Test
  void trainingCanBeKilledAtAnyStep() throws IOException {
    int last = steps(parent.resolve("counted"), WriteMode.CREATE);
    assertThat(last).isGreaterThan(100);
    for (int step = 1; step <= last; step++) {
      Path directory = parent.resolve("killed-" + step);
      runWith(crash(step, new AtomicInteger()), directory, WriteMode.CREATE);
      run(directory, WriteMode.RESUME);
      assertComplete(directory, step);
    }
  }

  @Test
  void trainingSurvivesAnyFailingStep() throws IOException {
    int last = steps(parent.resolve("counted"), WriteMode.CREATE);
    for (int step = 1; step <= last; step++) {
      Path directory = parent.resolve("failed-" + step);
      Throwable thrown = runWith(hiccup(step, new AtomicInteger()), directory, WriteMode.CREATE);
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
      thrown = runWith(crash(step, new AtomicInteger()), directory, WriteMode.RESUME);
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
  void anOverwriteCanBeKilledAtAnyStep() throws IOException {
    Path old = parent.resolve("old");
    folder.recipe = recipe(false);
    run(old, WriteMode.CREATE);
    folder.recipe = recipe(true);
    int last = steps(copy(old, parent.resolve("counted")), WriteMode.OVERWRITE);
    int refused = 0;
    for (int step = 1; step <= last; step++) {
      Path directory = copy(old, parent.resolve("killed-" + step));
      runWith(crash(step, new AtomicInteger()), directory, WriteMode.OVERWRITE);
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

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
    return to;
  }
}

package ergode.faults;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** Runs work on a {@link FaultyFileSystem} that fails at one of its steps, or from one on. */
public final class DeadProcess {
  private DeadProcess() {}

  /** Number of steps of a run that nothing disturbs. */
  public static int steps(ThrowingCallable run) throws Throwable {
    AtomicInteger steps = new AtomicInteger();
    FaultyFileSystem.inject(operation -> steps.incrementAndGet());
    try {
      run.call();
    } finally {
      FaultyFileSystem.inject(Fault.NONE);
    }
    return steps.get();
  }

  /**
   * Everything from step {@code first} on fails, as for a process that is dead.
   *
   * @return what the run threw, if it did
   */
  public static @Nullable Throwable killedAt(int first, ThrowingCallable run) {
    return runWith(step -> step >= first, run);
  }

  /** Step {@code only} fails, those after it do not. */
  public static @Nullable Throwable failingAt(int only, ThrowingCallable run) {
    return runWith(step -> step == only, run);
  }

  private static @Nullable Throwable runWith(IntPredicate fails, ThrowingCallable run) {
    AtomicInteger steps = new AtomicInteger();
    FaultyFileSystem.inject(
        operation -> {
          if (fails.test(steps.incrementAndGet())) {
            // of what was to be written, a half is
            throw new DiskFullException(operation.position() + operation.length() / 2);
          }
        });
    try {
      return catchThrowable(run);
    } finally {
      FaultyFileSystem.inject(Fault.NONE);
    }
  }

  /** Copies a folder as it is. */
  public static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
    return to;
  }
}

package ergode.app;

import ergode.data.WriteMode;
import ergode.train.DivergedException;
import java.io.IOException;

/** Runs what can be resumed, and says how if it ends early: by a failure, or by Ctrl-C. */
final class Resumable {
  private final Output output;
  private final String remedy;

  Resumable(Output output, WriteMode mode) {
    this.output = output;
    this.remedy =
        "the same command with --resume "
            + (mode == WriteMode.OVERWRITE ? "instead of --overwrite " : "")
            + "goes on from what is finished";
  }

  /** A job. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * The result of the work.
   *
   * @throws UnfinishedException if it fails for a reason that may pass
   */
  <T> T run(Work<T> work) throws IOException {
    Thread onExit = new Thread(() -> output.error("interrupted; " + remedy), "ergode-interrupted");
    Runtime.getRuntime().addShutdownHook(onExit);
    try {
      return work.run();
    } catch (Exception e) {
      // also Spark's exceptions, which are checked, though Scala declares none
      if (!disarm(onExit)) {
        throw new InterruptedRunException(e);
      }
      if (ExitCodes.of(e) != ExitCodes.FAILED || e instanceof DivergedException) {
        throw e;
      }
      throw new UnfinishedException(e, remedy);
    } finally {
      disarm(onExit);
    }
  }

  /** Whether it is not too late for that. */
  private static boolean disarm(Thread onExit) {
    try {
      return Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // the JVM is shutting down
      return false;
    }
  }
}

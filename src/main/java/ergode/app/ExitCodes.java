package ergode.app;

import ergode.data.InvalidInputException;
import ergode.data.OutputExistsException;
import ergode.network.InvalidTensorsException;

/** What a command's exit code means; scripts rely on these. */
final class ExitCodes {
  static final int OK = 0;
  static final int BAD_INPUT = 2;
  static final int OUTPUT_EXISTS = 3;
  static final int FAILED = 4;
  static final int FAILED_TRAJECTORIES = 5;

  private ExitCodes() {}

  /** The code of a command that ended in an exception, which Spark may have wrapped. */
  static int of(Throwable thrown) {
    for (Throwable cause : Causes.of(thrown)) {
      if (cause instanceof InvalidInputException || cause instanceof InvalidTensorsException) {
        return BAD_INPUT;
      }
      if (cause instanceof OutputExistsException) {
        return OUTPUT_EXISTS;
      }
    }
    return FAILED;
  }
}

package ergode.app;

import java.io.PrintWriter;

/**
 * Where a command speaks: results go to the standard output, all else to the standard error.
 *
 * @param quiet no notes and no progress
 */
record Output(PrintWriter out, PrintWriter err, boolean quiet) {

  void result(String line) {
    out.println(line);
    out.flush();
  }

  /** Why a command ends early, a sentence without a full stop. */
  void error(String sentence) {
    error(err, sentence);
  }

  static void error(PrintWriter err, String sentence) {
    err.println("ergode: " + sentence);
    err.flush();
  }

  /** Something that is good to know, a sentence without a full stop. */
  void note(String sentence) {
    if (!quiet) {
      err.println("note: " + sentence);
      err.flush();
    }
  }

  /** How far a job is, for a log. */
  void progress(String line) {
    if (!quiet) {
      err.println(line);
      err.flush();
    }
  }

  /** Shows how far a job is: a bar on a terminal, a line now and then in a log. */
  ProgressDisplay progress(String job, String unit, long total) {
    if (quiet) {
      return ProgressDisplay.SILENT;
    }
    return Terminal.isStandardError()
        ? new ProgressOnTerminal(job, total)
        : new ProgressLines(err, job, unit, total, System::nanoTime);
  }
}

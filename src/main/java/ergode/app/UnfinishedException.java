package ergode.app;

/** A job that failed, but left something that another run can go on with. */
final class UnfinishedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * The failure of a job.
   *
   * @param remedy how to go on, a part of a sentence
   */
  UnfinishedException(Throwable cause, String remedy) {
    super(Causes.line(cause) + "; once that is mended, " + remedy, cause);
  }
}

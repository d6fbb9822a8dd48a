package ergode.app;

/** What a job fails with when this JVM is on its way out: the reason has been told already. */
final class InterruptedRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InterruptedRunException(Throwable cause) {
    super("interrupted", cause);
  }
}

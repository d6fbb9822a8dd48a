package ergode.data;

import java.io.IOException;

/** A file that the file system did not take; the message is one line that names it. */
public final class StorageException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * An operation that failed.
   *
   * @param operation such as "write"
   * @param file what it was done to
   */
  StorageException(String operation, Object file, Throwable cause) {
    super("cannot " + operation + " " + file + ": " + reason(cause), cause);
  }

  /** Hadoop's remote exceptions carry a stack trace in their messages, its local ones a cause. */
  private static String reason(Throwable thrown) {
    Throwable telling = thrown;
    while (telling.getCause() != null && !(telling instanceof IOException)) {
      telling = telling.getCause();
    }
    String message = telling.getMessage();
    return message == null || message.isBlank()
        ? telling.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElse("").strip();
  }
}

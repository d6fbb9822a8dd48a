package ergode.data;

/**
 * An input a user gave (a configuration key, a file, one field of a file) that cannot be used.
 *
 * <p>The message is one line that names the culprit, the value found and what would be accepted, so
 * that a command can print it as it is.
 */
public final class InvalidInputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String culprit;
  private final String value;
  private final String accepted;

  public InvalidInputException(String culprit, String value, String accepted) {
    super(culprit + " = " + value + ": expected " + accepted);
    this.culprit = culprit;
    this.value = value;
    this.accepted = accepted;
  }

  /** The configuration key, or the file with line and column. */
  public String culprit() {
    return culprit;
  }

  /** The value as the user wrote it. */
  public String value() {
    return value;
  }

  /** What would be accepted instead; completes the sentence "expected ...". */
  public String accepted() {
    return accepted;
  }
}

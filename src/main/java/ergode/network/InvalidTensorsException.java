package ergode.network;

/**
 * A file of tensors that cannot be used: damaged, or not of the expected model. The message is one
 * line that names the file, what is wrong, and what would be accepted.
 */
public final class InvalidTensorsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the message.
   *
   * @param file its name
   * @param problem completes the sentence "FILE: ..."
   */
  public InvalidTensorsException(String file, String problem) {
    super(file + ": " + problem);
  }
}

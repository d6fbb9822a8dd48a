package ergode.data;

/** The output directory holds something that must not be touched; the message is one line. */
public final class OutputExistsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OutputExistsException(String directory, String holds, String remedy) {
    super(directory + " " + holds + ": " + remedy);
  }
}

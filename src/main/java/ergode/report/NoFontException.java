package ergode.report;

/** No figure can be drawn on this machine; the message names what to install. */
public final class NoFontException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  NoFontException(String message) {
    super(message);
  }

  NoFontException(String message, Throwable cause) {
    super(message, cause);
  }
}

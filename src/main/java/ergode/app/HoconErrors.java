package ergode.app;

import com.typesafe.config.ConfigException;
import ergode.data.InvalidInputException;

/** What the HOCON parser complains about, as one line with file and line number. */
final class HoconErrors {
  private HoconErrors() {}

  /**
   * The complaint as an input error.
   *
   * @param source named if the parser does not say where
   */
  static InvalidInputException invalid(ConfigException e, String source) {
    String place = e.origin() == null ? source : Origins.of(e.origin());
    InvalidInputException invalid =
        new InvalidInputException(
            place, "\"" + problem(e) + "\"", "HOCON, such as solver { rtol = 1e-6 }");
    invalid.initCause(e);
    return invalid;
  }

  /** The parser's sentence without its place. */
  static String problem(ConfigException e) {
    String message = String.valueOf(e.getMessage());
    if (e.origin() != null) {
      message = message.replace(e.origin().description() + ": ", "");
    }
    return message.replaceAll("\\s+", " ").strip();
  }
}

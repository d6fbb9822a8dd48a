package ergode.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import ergode.data.InvalidInputException;
import java.util.regex.Pattern;

/**
 * A key and its value given outside of a file.
 *
 * @param origin "--set" or "-D"
 */
record Assignment(String origin, String key, String text) {
  private static final Pattern HOCON = Pattern.compile("(?s)\\s*(?:[\\[{\"].*|null\\s*)");

  /**
   * The assignment that an option holds.
   *
   * @param option {@code key=value}
   */
  static Assignment parse(String origin, String option) {
    int equals = option.indexOf('=');
    if (equals <= 0 || option.substring(0, equals).isBlank()) {
      throw new InvalidInputException(
          origin, option.isBlank() ? "(empty)" : option, "key=value, such as solver.rtol=1e-6");
    }
    return new Assignment(
        origin, option.substring(0, equals).strip(), option.substring(equals + 1));
  }

  boolean isSpark() {
    return key.equals("spark") || key.startsWith("spark.");
  }

  /**
   * The assignment as a configuration. Lists, sections and quoted text are HOCON; anything else is
   * taken as it stands, so that a URI needs no quotes.
   */
  Config config() {
    try {
      return value().atPath(key);
    } catch (ConfigException.BadPath e) {
      throw new InvalidInputException(
          origin, key + "=" + text, "key=value with a key such as solver.rtol");
    }
  }

  Setting setting() {
    return new Setting(key, value(), origin);
  }

  private ConfigValue value() {
    if (!HOCON.matcher(text).matches()) {
      return ConfigValueFactory.fromAnyRef(text.strip(), origin);
    }
    Config parsed;
    try {
      parsed =
          ConfigFactory.parseString(
              "value: " + text, ConfigParseOptions.defaults().setOriginDescription(origin));
    } catch (ConfigException e) {
      throw invalid(HoconErrors.problem(e));
    }
    if (parsed.root().size() != 1) {
      throw invalid("more than one value");
    }
    return parsed.root().values().iterator().next();
  }

  private InvalidInputException invalid(String problem) {
    return new InvalidInputException(
        key,
        text.strip().replaceAll("\\s+", " ") + " (" + origin + ")",
        "a HOCON value, such as 1e-6 or [-1.5, 1.5] (" + problem + ")");
  }
}

package ergode.app;

import java.util.List;
import java.util.regex.Pattern;

/** A configuration as {@code --print-config} shows it: key, value and origin, one line per key. */
final class SettingsTable {
  private static final String REDACTED = "(redacted)";
  private static final Pattern SECRET_KEY = pattern("secret|passw|token|credential|key");
  private static final Pattern SECRET_VALUE = pattern("secret|passw|token");

  /** A longer value pushes only its own line's origin to the right. */
  private static final int WIDEST_VALUE = 40;

  private SettingsTable() {}

  static List<String> lines(Settings settings) {
    List<Setting> all = settings.all();
    int keys = all.stream().mapToInt(setting -> setting.key().length()).max().orElse(1);
    int values =
        all.stream()
            .mapToInt(setting -> value(setting).length())
            .filter(length -> length <= WIDEST_VALUE)
            .max()
            .orElse(1);
    String format = "%-" + keys + "s  %-" + values + "s  %s";
    return all.stream()
        .map(setting -> format.formatted(setting.key(), value(setting), setting.origin()))
        .toList();
  }

  /** Only Spark's keys can hold secrets; a password hides in a value as an option of a JVM, too. */
  private static String value(Setting setting) {
    String text = setting.text();
    if (setting.key().startsWith("spark.")
        && (SECRET_KEY.matcher(setting.key()).find() || SECRET_VALUE.matcher(text).find())) {
      return REDACTED;
    }
    return text.isEmpty() ? "\"\"" : text;
  }

  private static Pattern pattern(String words) {
    return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }
}

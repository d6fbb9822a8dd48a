package ergode.app;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.stream.Collectors;

/**
 * One configuration key with its value.
 *
 * @param origin where the value was given: "default", "--set", "-D", or file and line
 */
record Setting(String key, ConfigValue value, String origin) {

  /** The value as text; an absent value is the empty text. */
  String text() {
    return text(value);
  }

  boolean isDefault() {
    return origin.equals(Origins.DEFAULT);
  }

  boolean isOnCommandLine() {
    return origin.equals(Origins.SET) || origin.equals(Origins.PROPERTY);
  }

  /** Value and origin, as an error message shows them: {@code 1e-6 (conf/a.conf:12)}. */
  String shown() {
    String text = value.valueType() == ConfigValueType.NULL ? "null" : text();
    return (text.isBlank() ? "(empty)" : text.strip()) + " (" + origin + ")";
  }

  static String text(ConfigValue value) {
    return switch (value.valueType()) {
      case NULL -> "";
      case LIST ->
          ((ConfigList) value)
              .stream().map(Setting::text).collect(Collectors.joining(", ", "[", "]"));
      case OBJECT -> value.render(ConfigRenderOptions.concise());
      // keeps a number as it was written, which its unwrapped form does not
      case STRING, NUMBER, BOOLEAN -> value.atKey("value").getString("value");
    };
  }
}

package ergode.app;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import ergode.data.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Entries of the sweep section given on the command line: {@code --sweep system.g=1.6,9.8}. */
final class SweepOption {
  static final String NAME = "--sweep";
  private static final Pattern HOCON = Pattern.compile("[\\[{\"]");

  private SweepOption() {}

  /**
   * The settings with the entries that options hold. An option replaces the configuration's entry
   * for the same keys.
   *
   * @param options {@code key=value,value} or {@code key,key={from=a,to=b,points=n}}
   */
  static Settings apply(Settings settings, List<String> options) {
    KnownKeys known = new KnownKeys(settings.keys());
    List<Setting> given = new ArrayList<>();
    for (String option : options) {
      Setting entry = parse(option, known, settings);
      if (given.stream().anyMatch(other -> other.key().equals(entry.key()))) {
        throw new InvalidInputException(
            NAME, option, entry.key() + " once, with all its values separated by commas");
      }
      given.add(entry);
    }
    List<Setting> entries = new ArrayList<>(settings.sweep());
    entries.removeIf(old -> given.stream().anyMatch(entry -> entry.key().equals(old.key())));
    entries.addAll(given);
    return settings.sweeping(entries);
  }

  private static Setting parse(String option, KnownKeys known, Settings settings) {
    int equals = option.indexOf('=');
    if (equals <= 0 || option.substring(0, equals).isBlank()) {
      throw new InvalidInputException(
          NAME, option.isBlank() ? "(empty)" : option, "key=values, such as system.g=1.6,9.8");
    }
    List<String> keys = SweepSection.keys(option.substring(0, equals));
    boolean ranges = keys.stream().anyMatch(key -> SweepAxis.takesRanges(settings, key));
    ConfigValue values = values(option, option.substring(equals + 1).strip(), ranges);
    return SweepSection.entry(keys, values, NAME, known);
  }

  /** Without brackets the values are taken as they stand, so that a URI needs no quotes. */
  private static ConfigValue values(String option, String text, boolean ranges) {
    if (text.isEmpty()) {
      return ConfigValueFactory.fromIterable(List.of(), NAME);
    }
    if (!HOCON.matcher(text).find()) {
      List<String> values = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
      return ConfigValueFactory.fromIterable(values, NAME);
    }
    ConfigList list = list(option, text);
    ConfigValue first = list.get(0);
    boolean isAll =
        first instanceof ConfigObject
            || (first instanceof ConfigList inner
                && (!ranges || inner.stream().anyMatch(ConfigList.class::isInstance)));
    return list.size() == 1 && isAll ? first : list;
  }

  private static ConfigList list(String option, String text) {
    try {
      return ConfigFactory.parseString(
              "values: [" + text + "]", ConfigParseOptions.defaults().setOriginDescription(NAME))
          .getList("values");
    } catch (ConfigException e) {
      throw new InvalidInputException(
          NAME,
          option,
          "values, such as 1.6,9.8 or [-1,1],[-2,2] or {from=0.5,to=2,points=4} ("
              + HoconErrors.problem(e)
              + ")");
    }
  }
}

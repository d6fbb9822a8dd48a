package ergode.app;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import ergode.data.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code sweep} section: other sections' keys, each with the values it is to take. Keys that
 * take their values together are one name with commas, {@code "solver.rtol, solver.atol"}.
 */
final class SweepSection {
  static final String NAME = "sweep";
  static final String SHAPE = "a section, such as sweep { system.g = [1.6, 9.8] }";
  static final String SWEEPABLE = "a key of the sections system, ensemble, solver or save";
  private static final String SEPARATOR = ", ";

  private SweepSection() {}

  /**
   * The entries, sorted by name.
   *
   * @throws InvalidInputException for a key that does not exist
   */
  static List<Setting> entries(@Nullable ConfigValue section, KnownKeys known) {
    List<Setting> entries = new ArrayList<>();
    if (section instanceof ConfigObject object) {
      collect("", object, known, entries);
    } else if (section != null) {
      Setting setting = new Setting(NAME, section, Origins.of(section.origin()));
      throw new InvalidInputException(NAME, setting.shown(), SHAPE);
    }
    entries.sort(Comparator.comparing(Setting::key));
    return entries;
  }

  private static void collect(
      String prefix, ConfigObject section, KnownKeys known, List<Setting> entries) {
    for (Map.Entry<String, ConfigValue> inside : section.entrySet()) {
      String name = prefix + inside.getKey();
      ConfigValue value = inside.getValue();
      if (value instanceof ConfigObject inner && isSection(name, inner, known)) {
        collect(name + ".", inner, known, entries);
      } else {
        List<String> keys = keys(inside.getKey()).stream().map(key -> prefix + key).toList();
        entries.add(entry(keys, value, Origins.of(value.origin()), known));
      }
    }
  }

  /** Whether an object holds keys; if not, it is a range. */
  private static boolean isSection(String name, ConfigObject object, KnownKeys known) {
    return known.hasSection(name)
        || (!known.contains(name)
            && !name.contains(",")
            && Collections.disjoint(object.keySet(), SweepRange.FIELDS));
  }

  /**
   * One entry.
   *
   * @throws InvalidInputException for a key that does not exist
   */
  static Setting entry(List<String> keys, ConfigValue value, String origin, KnownKeys known) {
    Setting entry = new Setting(String.join(SEPARATOR, keys), value, origin);
    for (String key : keys) {
      if (!known.contains(key)) {
        throw new InvalidInputException(
            NAME + "." + key, entry.shown(), accepted(new Setting(key, value, origin), known));
      }
    }
    return entry;
  }

  private static String accepted(Setting unknown, KnownKeys known) {
    String key = unknown.key();
    boolean isNearOne =
        known.hasSection(key)
            || known.hasSection(key.replaceAll("\\..*", ""))
            || known.nearest(key).isPresent();
    return isNearOne ? known.unknown(unknown).accepted() : SWEEPABLE;
  }

  /** The keys that a name ties together. */
  static List<String> keys(String name) {
    return Arrays.stream(name.split(",", -1)).map(String::strip).toList();
  }
}

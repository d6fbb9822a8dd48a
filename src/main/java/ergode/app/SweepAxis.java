package ergode.app;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import ergode.data.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One dimension of a sweep.
 *
 * @param keys which take the same value at every point, in the order of {@code reference.conf}
 * @param values at least one, all different
 */
record SweepAxis(List<String> keys, List<ConfigValue> values) {
  private static final Set<String> SECTIONS = Set.of("system", "ensemble", "solver", "save");

  /** A sweep is one table: these decide which columns there are, and of which type. */
  private static final Set<String> OF_THE_COLUMNS =
      Set.of("system.name", "save.precision", "save.content");

  SweepAxis {
    keys = List.copyOf(keys);
    values = List.copyOf(values);
  }

  /**
   * The axes of a configuration, in the order of {@code reference.conf}.
   *
   * @throws InvalidInputException naming the entry that will not do
   */
  static List<SweepAxis> all(Settings settings) {
    if (settings.sweep().isEmpty()) {
      throw new InvalidInputException(
          SweepSection.NAME, "(empty)", SweepSection.SHAPE + ", or --sweep system.g=1.6,9.8");
    }
    List<String> order = settings.keys();
    Set<String> seen = new HashSet<>();
    List<SweepAxis> axes = new ArrayList<>();
    for (Setting entry : settings.sweep()) {
      List<String> keys = SweepSection.keys(entry.key());
      for (String key : keys) {
        requireSweepable(entry, key);
        if (!seen.add(key)) {
          throw invalid(
              entry, "each key once; " + key + " has values of its own, or twice the same");
        }
      }
      List<ConfigValue> values =
          values(entry, keys.stream().anyMatch(k -> takesRanges(settings, k)));
      requireDifferent(entry, values);
      keys = keys.stream().sorted(Comparator.comparingInt(order::indexOf)).toList();
      axes.add(new SweepAxis(keys, values));
    }
    axes.sort(Comparator.comparingInt(axis -> order.indexOf(axis.keys().get(0))));
    return axes;
  }

  /** Whether a key's values are ranges [low, high]. */
  static boolean takesRanges(Settings settings, String key) {
    return settings.has(key) && settings.get(key).value().valueType() == ConfigValueType.LIST;
  }

  private static void requireSweepable(Setting entry, String key) {
    if (SECTIONS.stream().noneMatch(section -> key.startsWith(section + "."))) {
      throw invalid(entry, SweepSection.SWEEPABLE);
    }
    if (OF_THE_COLUMNS.contains(key)) {
      throw invalid(entry, "a key that leaves the columns as they are; " + key + " is fixed");
    }
  }

  private static List<ConfigValue> values(Setting entry, boolean ranges) {
    if (entry.value() instanceof ConfigObject range) {
      return SweepRange.of(entry, range).values(entry.origin());
    }
    String example = ranges ? "[[-1, 1], [-pi/2, pi/2]]" : "[1.6, 9.8]";
    if (!(entry.value() instanceof ConfigList list) || list.isEmpty()) {
      throw invalid(
          entry,
          "a list of at least one value, such as "
              + example
              + (ranges ? "" : ", or { from = 0.5, to = 2, points = 4 }"));
    }
    for (ConfigValue value : list) {
      boolean fits =
          switch (value.valueType()) {
            case LIST -> ranges;
            case STRING, NUMBER, BOOLEAN -> !ranges && !Setting.text(value).isBlank();
            case OBJECT, NULL -> false;
          };
      if (!fits) {
        throw invalid(
            entry, (ranges ? "a list of ranges" : "a list of values") + ", such as " + example);
      }
    }
    return list;
  }

  private static void requireDifferent(Setting entry, List<ConfigValue> values) {
    Set<Object> seen = new HashSet<>();
    for (ConfigValue value : values) {
      if (!seen.add(meaning(value))) {
        throw invalid(
            entry, "each value once; " + Setting.text(value) + " is the same as one before it");
      }
    }
  }

  /** Equal for values that are written differently and mean the same. */
  private static Object meaning(ConfigValue value) {
    if (value instanceof ConfigList list) {
      return list.stream().map(SweepAxis::meaning).toList();
    }
    String text = Setting.text(value).strip();
    Optional<Object> whole = NumberText.parseWhole(text).map(number -> number);
    return whole.or(() -> NumberText.parse(text)).orElse(text);
  }

  private static InvalidInputException invalid(Setting entry, String accepted) {
    return new InvalidInputException(
        SweepSection.NAME + "." + entry.key(), entry.shown(), accepted);
  }
}

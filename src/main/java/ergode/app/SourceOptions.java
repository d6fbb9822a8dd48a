package ergode.app;

import ergode.data.InvalidInputException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The options of the data source {@code ergode}: a configuration file, and the keys that decide
 * what is in a row, by any of their {@link OptionNames}.
 *
 * @param file path or Hadoop URI of a configuration file
 * @param assignments what the other options say
 */
record SourceOptions(@Nullable String file, List<Assignment> assignments) {

  /** Names the configuration file; Spark's own name for what {@code load} and SQL give it. */
  private static final String PATH = "path";

  private static final String CONFIG = "config";
  private static final Set<String> SECTIONS = Set.of("system", "ensemble", "solver", "save");
  private static final Set<String> OTHERS = Set.of("output.shards", "backend");

  SourceOptions {
    assignments = List.copyOf(assignments);
  }

  /**
   * Reads options.
   *
   * @param options null, as Python's None becomes, leaves one out
   * @param keys of the configuration
   * @throws InvalidInputException naming the first option that is unknown or given twice
   */
  static SourceOptions parse(Map<String, String> options, Collection<String> keys) {
    OptionNames names =
        new OptionNames(keys.stream().filter(SourceOptions::decidesRows).toList())
            .with("system", "system.name")
            .with(PATH, CONFIG)
            .with(CONFIG, CONFIG);
    Map<String, String> given = new TreeMap<>();
    Map<String, String> set = new TreeMap<>(options);
    set.values().removeIf(Objects::isNull);
    set.forEach(
        (name, value) -> {
          String key = names.key(name).orElseThrow(() -> unknown(name, value, names, keys));
          if (given.put(key, value) != null) {
            throw refused(name, value, "one value for " + key + ", but another option has it");
          }
        });
    String file = given.remove(CONFIG);
    List<Assignment> assignments =
        given.entrySet().stream()
            .map(entry -> new Assignment(Origins.OPTION, entry.getKey(), entry.getValue()))
            .toList();
    return new SourceOptions(file, assignments);
  }

  private static boolean decidesRows(String key) {
    return OTHERS.contains(key) || SECTIONS.contains(KnownKeys.head(key));
  }

  private static InvalidInputException unknown(
      String name, String value, OptionNames names, Collection<String> keys) {
    if (new OptionNames(keys).key(name).isPresent()) {
      return refused(name, value, "an option that changes what is in a row");
    }
    return refused(
        name,
        value,
        names
            .nearest(name)
            .map(meant -> "an option that exists; did you mean " + meant + "?")
            .orElse(
                "path, or a key of the configuration that decides rows, such as samples or"
                    + " solver.rtol"));
  }

  private static InvalidInputException refused(String name, String value, String accepted) {
    return new InvalidInputException("option " + name, value, accepted);
  }
}

package ergode.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that make up a configuration. */
final class ConfigOptions {
  private record Given(String origin, String option) {}

  private final List<Given> given = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file in HOCON: a path or a Hadoop URI.")
  @Nullable String file;

  @Option(
      names = "--print-config",
      description = "Print every key with its value and origin, and do nothing else.")
  boolean print;

  // methods, because the order among the two options counts: the last one wins
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set a configuration key; may be given many times, the last one wins.")
  void set(List<String> options) {
    remember(Origins.SET, options);
  }

  @Option(names = "-D", paramLabel = "KEY=VALUE", description = "The same as --set.")
  void define(List<String> options) {
    remember(Origins.PROPERTY, options);
  }

  /** Is called with a list that grows by one at each use of the option. */
  private void remember(String origin, List<String> options) {
    long known = given.stream().filter(earlier -> earlier.origin().equals(origin)).count();
    options.stream().skip(known).forEach(option -> given.add(new Given(origin, option)));
  }

  /** The configuration of these options in this JVM. */
  Settings load() {
    Map<String, String> properties = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      properties.put(name, System.getProperty(name, ""));
    }
    List<Assignment> assignments =
        given.stream().map(option -> Assignment.parse(option.origin(), option.option())).toList();
    return new SettingsLoader(properties).load(file, assignments);
  }
}

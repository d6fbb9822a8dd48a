package ergode.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loads configurations as the command line does, but for this JVM's own properties. */
final class Configs {
  private Configs() {}

  /** Options as a user would type them: {@code "--set a=1"} or {@code "-Da=1"}. */
  static Settings load(@Nullable String file, Map<String, String> properties, String... options) {
    List<Assignment> assignments = new ArrayList<>();
    for (String option : options) {
      assignments.add(
          option.startsWith("-D")
              ? Assignment.parse(Origins.PROPERTY, option.substring(2))
              : Assignment.parse(Origins.SET, option.substring("--set ".length())));
    }
    return new SettingsLoader(properties).load(file, assignments);
  }

  static Settings load(String... options) {
    return load(null, Map.of(), options);
  }
}

package ergode.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import ergode.data.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lays the configuration's layers over each other: {@code reference.conf}, a file, JVM properties,
 * then the command line in its order.
 *
 * <p>{@code spark.*} keys are flat texts, because Spark has keys that are prefixes of others; among
 * them a JVM property wins, since spark-submit passes its own settings that way.
 */
final class SettingsLoader {
  private static final String SPARK = "spark";
  private static final String SPARK_SECTION = "a section, such as spark { executor.memory = 4g }";
  private static final String REFERENCE = "/reference.conf";
  private static final String SHIPPED = "/conf/";

  private final Map<String, String> properties;
  private final String fileOption;
  private final Config reference = parseResource(REFERENCE, Origins.DEFAULT);
  private final KnownKeys known;
  private final List<String> keys;

  /** A loader for commands in a JVM with these system properties. */
  SettingsLoader(Map<String, String> properties) {
    this(properties, "--config");
  }

  /**
   * A loader.
   *
   * @param properties system properties
   * @param fileOption how a user names a configuration file, for error messages
   */
  SettingsLoader(Map<String, String> properties, String fileOption) {
    this.properties = new TreeMap<>(properties);
    this.fileOption = fileOption;
    keys =
        leaves(reference.root()).stream()
            .filter(setting -> !isOpenSection(setting))
            .sorted(Comparator.comparingInt(setting -> setting.value().origin().lineNumber()))
            .map(Setting::key)
            .toList();
    known = new KnownKeys(keys);
  }

  /** Ergode's own keys, but for the sweep section, in the order of {@code reference.conf}. */
  List<String> keys() {
    return keys;
  }

  /**
   * Loads and checks a configuration.
   *
   * @param file path or Hadoop URI
   * @param commandLine a later one overrides an earlier one
   * @throws InvalidInputException naming the first file, key or value that will not do
   */
  Settings load(@Nullable String file, List<Assignment> commandLine) {
    List<Assignment> assignments = new ArrayList<>();
    properties.forEach(
        (key, value) -> {
          if (known.isOurs(key)) {
            assignments.add(new Assignment(Origins.PROPERTY, key, value));
          }
        });
    assignments.addAll(commandLine);

    Map<String, Setting> spark = new TreeMap<>();
    Config given = ConfigFactory.empty();
    for (Assignment assignment : assignments) {
      if (assignment.isSpark()) {
        putSpark(spark, assignment);
      } else {
        given = assignment.config().withFallback(given);
      }
    }
    List<String> notes = new ArrayList<>();
    putSparkProperties(spark, notes);

    Config fromFile = file == null ? ConfigFactory.empty() : read(file, spark);
    return settings(given.withFallback(fromFile), file, spark, notes);
  }

  /**
   * One of the configurations that come with Ergode, alone.
   *
   * @param name of its file in {@code conf}
   */
  Settings shipped(String name) {
    return settings(parseResource(SHIPPED + name, name), name, new TreeMap<>(), List.of());
  }

  /** Checks a configuration over the defaults. */
  private Settings settings(
      Config given, @Nullable String file, Map<String, Setting> spark, List<String> notes) {
    ConfigObject merged = resolve(given.withFallback(reference), file);
    List<Setting> sweep = SweepSection.entries(merged.get(SweepSection.NAME), known);
    List<Setting> own = new ArrayList<>();
    for (Setting setting : leaves(merged.withoutKey(SweepSection.NAME))) {
      if (isSpark(setting)) {
        spark.putIfAbsent(setting.key(), requireScalar(setting));
      } else if (known.contains(setting.key())) {
        own.add(setting);
      } else if (setting.key().equals(SPARK) && !isEmptySpark(setting)) {
        throw new InvalidInputException(SPARK, setting.shown(), SPARK_SECTION);
      } else if (!isEmptySpark(setting)) {
        throw known.unknown(setting);
      }
    }
    own.sort(Comparator.comparingInt(setting -> keys.indexOf(setting.key())));
    return new Settings(own, spark.values(), sweep, notes);
  }

  private Config read(String file, Map<String, Setting> spark) {
    Map<String, String> values = new TreeMap<>();
    spark.forEach((key, setting) -> values.put(key, setting.text()));
    return new ConfigFile(Settings.storage(values), fileOption).read(file);
  }

  private static ConfigObject resolve(Config config, @Nullable String file) {
    try {
      return config.resolve(ConfigResolveOptions.noSystem()).root();
    } catch (ConfigException e) {
      throw HoconErrors.invalid(e, file == null ? "--set" : file);
    }
  }

  private static boolean isSpark(Setting setting) {
    return setting.key().startsWith(SPARK + ".");
  }

  /** Whether this is a section of {@code reference.conf} that takes keys of others. */
  private static boolean isOpenSection(Setting setting) {
    return isEmptySpark(setting) || setting.key().equals(SweepSection.NAME);
  }

  private static boolean isEmptySpark(Setting setting) {
    return setting.key().equals(SPARK)
        && setting.value() instanceof ConfigObject section
        && section.isEmpty();
  }

  private static Setting requireScalar(Setting setting) {
    return switch (setting.value().valueType()) {
      case STRING, NUMBER, BOOLEAN -> setting;
      case LIST, OBJECT, NULL ->
          throw new InvalidInputException(setting.key(), setting.shown(), "text or a number");
    };
  }

  private static void putSpark(Map<String, Setting> spark, Assignment assignment) {
    if (assignment.key().equals(SPARK)) {
      for (Setting setting : leaves(assignment.config().root())) {
        if (isSpark(setting)) {
          spark.put(setting.key(), requireScalar(setting));
        } else if (!isEmptySpark(setting)) {
          throw new InvalidInputException(setting.key(), setting.shown(), SPARK_SECTION);
        }
      }
    } else {
      spark.put(assignment.key(), flat(assignment.key(), assignment.text(), assignment.origin()));
    }
  }

  private void putSparkProperties(Map<String, Setting> spark, List<String> notes) {
    boolean submitted = properties.containsKey("SPARK_SUBMIT");
    String origin = submitted ? Origins.SPARK_SUBMIT : Origins.PROPERTY;
    properties.forEach(
        (key, value) -> {
          if (key.startsWith(SPARK + ".") && !isDefaultName(key, value)) {
            Setting earlier = spark.put(key, flat(key, value, origin));
            if (earlier != null && !earlier.text().equals(value)) {
              notes.add(key + " (" + earlier.origin() + ") is ignored: " + origin + " has set it");
            }
          }
        });
  }

  /** spark-submit names an application after its main class unless it was given a name. */
  private static boolean isDefaultName(String key, String value) {
    return key.equals("spark.app.name") && value.equals(Main.class.getName());
  }

  private static Setting flat(String key, String text, String origin) {
    return new Setting(key, ConfigValueFactory.fromAnyRef(text, origin), origin);
  }

  /** Every value that is not a section, nulls and empty sections included. */
  private static List<Setting> leaves(ConfigObject root) {
    List<Setting> leaves = new ArrayList<>();
    collect("", root, leaves);
    return leaves;
  }

  private static void collect(String prefix, ConfigObject section, List<Setting> leaves) {
    for (Map.Entry<String, ConfigValue> entry : section.entrySet()) {
      boolean spark = (prefix + entry.getKey()).startsWith(SPARK + ".");
      // a quoted key with a dot in it is Spark's business, and a mistake elsewhere
      String name = spark ? entry.getKey() : ConfigUtil.joinPath(entry.getKey());
      ConfigValue value = entry.getValue();
      if (value instanceof ConfigObject inner && !inner.isEmpty()) {
        collect(prefix + name + ".", inner, leaves);
      } else {
        leaves.add(new Setting(prefix + name, value, Origins.of(value.origin())));
      }
    }
  }

  private static Config parseResource(String resource, String origin) {
    try (InputStream stream = SettingsLoader.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is missing from the class path");
      }
      return ConfigFactory.parseString(
          new String(stream.readAllBytes(), StandardCharsets.UTF_8),
          ConfigParseOptions.defaults().setOriginDescription(origin));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

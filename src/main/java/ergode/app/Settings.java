package ergode.app;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import ergode.data.InvalidInputException;
import ergode.data.Names;
import ergode.data.Storage;
import ergode.data.design.Range;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The configuration of one run: every key with its value and where that was given.
 *
 * <p>Values are read by type. A value of another type is refused by an {@link
 * InvalidInputException} that names key, value, origin and what would be accepted; so is a key that
 * {@code reference.conf} does not have, by an {@link IllegalArgumentException}.
 */
public final class Settings {
  /** What Spark puts before Hadoop's keys. */
  static final String HADOOP = "spark.hadoop.";

  private static final String AUTO = "auto";
  private static final String WHOLE =
      "a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE;
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);

  private final Map<String, Setting> own = new LinkedHashMap<>();
  private final Map<String, Setting> spark = new TreeMap<>();

  private final List<Setting> sweep;
  private final List<String> notes;

  Settings(
      Collection<Setting> own, Collection<Setting> spark, List<Setting> sweep, List<String> notes) {
    this.sweep = List.copyOf(sweep);
    this.notes = List.copyOf(notes);
    own.forEach(setting -> this.own.put(setting.key(), setting));
    spark.forEach(setting -> this.spark.put(setting.key(), setting));
  }

  /** Every key: Ergode's own in the order of {@code reference.conf}, then Spark's by name. */
  List<Setting> all() {
    List<Setting> all = new ArrayList<>(own.values());
    sweep.forEach(
        entry ->
            all.add(
                new Setting(SweepSection.NAME + "." + entry.key(), entry.value(), entry.origin())));
    all.addAll(spark.values());
    return all;
  }

  /** Ergode's own keys, but for the sweep section, in the order of {@code reference.conf}. */
  List<String> keys() {
    return List.copyOf(own.keySet());
  }

  /** The sweep section: key, or keys tied by commas, and what to sweep. */
  List<Setting> sweep() {
    return sweep;
  }

  /** These settings with another sweep section. */
  Settings sweeping(List<Setting> entries) {
    return new Settings(own.values(), spark.values(), entries, notes);
  }

  /** These settings at one point of a sweep: with other values for some keys. */
  Settings at(Collection<Setting> values) {
    Settings point = sweeping(List.of());
    values.forEach(setting -> point.own.put(setting.key(), setting));
    return point;
  }

  /** What was given and has no effect, a sentence each. */
  List<String> notes() {
    return notes;
  }

  boolean has(String key) {
    return own.containsKey(key);
  }

  Setting get(String key) {
    Setting setting = own.get(key);
    if (setting == null) {
      throw new IllegalArgumentException("reference.conf has no key " + key);
    }
    return setting;
  }

  /** Whether nobody gave the key another value than {@code reference.conf}. */
  public boolean isDefault(String key) {
    return get(key).isDefault();
  }

  /** The {@code spark.*} keys, by their whole names. */
  public Map<String, String> spark() {
    Map<String, String> values = new TreeMap<>();
    spark.forEach((key, setting) -> values.put(key, setting.text()));
    return values;
  }

  /**
   * Files as this configuration and process see them: with its {@code spark.hadoop.*} keys over
   * Hadoop's files on the class path, which executors need not have.
   */
  public Storage storage() {
    return storage(spark());
  }

  static Storage storage(Map<String, String> spark) {
    Map<String, String> hadoop = HadoopEntries.ofSite();
    spark.forEach(
        (key, value) -> {
          if (key.startsWith(HADOOP)) {
            hadoop.put(key.substring(HADOOP.length()), value);
          }
        });
    return new Storage(hadoop);
  }

  /** One text; empty if the value is null. */
  public String text(String key) {
    Setting setting = get(key);
    ConfigValueType type = setting.value().valueType();
    if (type == ConfigValueType.LIST || type == ConfigValueType.OBJECT) {
      throw invalid(key, "one text, not a " + type.name().toLowerCase(Locale.ROOT));
    }
    return setting.text();
  }

  /** True or false. */
  public boolean flag(String key) {
    return switch (text(key)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(key, "true or false");
    };
  }

  /** Constants that a list names, or one text for a list of one. */
  public <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
    return choices(key, List.of(type.getEnumConstants()));
  }

  /** The same, of some constants alone. */
  <E extends Enum<E>> List<E> choices(String key, List<E> accepted) {
    List<E> choices = new ArrayList<>();
    for (ConfigValue element : elements(key)) {
      choices.add(located(() -> Names.parse(key, Setting.text(element), accepted)));
    }
    return choices;
  }

  /** Numbers of a list, or one number for a list of one. */
  public List<Double> numbers(String key) {
    return elements(key).stream()
        .map(element -> number(element).orElseThrow(() -> invalid(key, "a list of numbers")))
        .toList();
  }

  /** Whole numbers of a list, or one for a list of one, with {@code most} as in {@link #count}. */
  public List<Integer> counts(String key, int most) {
    return elements(key).stream()
        .map(
            element ->
                (int)
                    count(
                        NumberText.parseWhole(Setting.text(element))
                            .orElseThrow(() -> invalid(key, "a list of whole numbers")),
                        most))
        .toList();
  }

  private List<ConfigValue> elements(String key) {
    ConfigValue value = get(key).value();
    return value instanceof ConfigList list ? List.copyOf(list) : List.of(value);
  }

  /** The constant that the value names, in lower case. */
  public <E extends Enum<E>> E choice(String key, Class<E> type) {
    return located(() -> Names.parse(key, text(key), type));
  }

  /** A number; NaN and infinities are for the caller to refuse. */
  public double number(String key) {
    return number(get(key).value()).orElseThrow(() -> invalid(key, "a number"));
  }

  /** A number, or empty for the word auto. */
  public Optional<Double> numberOrAuto(String key) {
    if (get(key).text().equals(AUTO)) {
      return Optional.empty();
    }
    Optional<Double> number = number(get(key).value());
    if (number.isEmpty()) {
      throw invalid(key, "auto or a number");
    }
    return number;
  }

  /** A whole number of 64 bits. */
  public long whole(String key) {
    BigDecimal whole = parseWhole(key, WHOLE);
    if (whole.compareTo(LEAST) < 0 || whole.compareTo(MOST) > 0) {
      throw invalid(key, WHOLE);
    }
    return whole.longValueExact();
  }

  /**
   * A whole number for a place that accepts much less than {@code most}: one beyond {@code most} is
   * returned as {@code most}, so that its refusal names the range that counts.
   */
  public long count(String key, long most) {
    return count(parseWhole(key, "a whole number"), most);
  }

  /** The same, or empty for the word auto. */
  public Optional<Long> countOrAuto(String key, long most) {
    return get(key).text().equals(AUTO)
        ? Optional.empty()
        : Optional.of(count(parseWhole(key, "auto or a whole number"), most));
  }

  /** Two numbers, low and high. */
  public Range range(String key) {
    List<Double> bounds = new ArrayList<>();
    if (get(key).value() instanceof ConfigList list) {
      list.forEach(element -> number(element).ifPresent(bounds::add));
      if (bounds.size() == 2 && list.size() == 2) {
        return Range.of(key, bounds);
      }
    }
    throw invalid(key, "two numbers [low, high], such as [-pi/2, pi/2]");
  }

  /** The error for a key's value: names value and origin. */
  InvalidInputException invalid(String key, String accepted) {
    return new InvalidInputException(key, get(key).shown(), accepted);
  }

  /**
   * What {@code make} makes of settings; a refusal that names a key gets the value as the user
   * wrote it, and its origin.
   */
  <T> T located(Supplier<T> make) {
    try {
      return make.get();
    } catch (InvalidInputException e) {
      if (!has(e.culprit())) {
        throw e;
      }
      InvalidInputException located = invalid(e.culprit(), e.accepted());
      located.initCause(e);
      throw located;
    }
  }

  private BigDecimal parseWhole(String key, String accepted) {
    return NumberText.parseWhole(get(key).text()).orElseThrow(() -> invalid(key, accepted));
  }

  private static long count(BigDecimal whole, long most) {
    return whole.max(BigDecimal.valueOf(-most)).min(BigDecimal.valueOf(most)).longValueExact();
  }

  private static Optional<Double> number(ConfigValue value) {
    ConfigValueType type = value.valueType();
    return type == ConfigValueType.NUMBER || type == ConfigValueType.STRING
        ? NumberText.parse(Setting.text(value))
        : Optional.empty();
  }
}

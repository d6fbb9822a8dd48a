package ergode.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a sweep is going to be: data sets that differ in some keys, each in its own directory.
 *
 * @param swept the keys that are swept, each with its values in their order
 * @param config the other keys that decide the bytes, as far as they are the same everywhere
 * @param pointsSha256 hash of the points with their configurations: the identity of the sweep
 */
public record SweepPlan(
    String format,
    int formatVersion,
    Map<String, List<Object>> swept,
    Map<String, Object> config,
    String pointsSha256,
    List<Point> points) {
  public static final String FORMAT = "ergode-sweep";
  public static final int FORMAT_VERSION = 1;

  private static final Pattern DIRECTORY =
      Pattern.compile("[A-Za-z0-9_]+=[A-Za-z0-9._%-]*(/[A-Za-z0-9_]+=[A-Za-z0-9._%-]*)*");

  public SweepPlan {
    swept = new TreeMap<>(swept);
    config = new TreeMap<>(config);
    points = List.copyOf(points);
    Objects.requireNonNull(pointsSha256, "points_sha256");
  }

  /**
   * One data set of a sweep.
   *
   * @param directory below that of the sweep: {@code key=value} for each key, separated by slashes
   * @param values of the keys that are swept
   */
  public record Point(String directory, Map<String, Object> values, String configSha256) {
    public Point {
      // a plan may come from anywhere; a directory must not lead out of the sweep
      if (!DIRECTORY.matcher(directory).matches()) {
        throw new InvalidInputException("directory of a point", directory, "key=value/key=value");
      }
      values = new TreeMap<>(values);
      Objects.requireNonNull(configSha256, "config_sha256");
    }

    /** The directory's levels, from the top. */
    List<String> levels() {
      return List.of(directory.split("/", -1));
    }
  }

  /**
   * The plan for some points.
   *
   * @param configs of the points, in their order
   */
  public static SweepPlan of(List<Point> points, List<Map<String, Object>> configs) {
    Map<String, Set<Object>> swept = new TreeMap<>();
    for (Point point : points) {
      point.values().forEach((k, v) -> swept.computeIfAbsent(k, x -> new LinkedHashSet<>()).add(v));
    }
    Map<String, Object> shared = new TreeMap<>(configs.get(0));
    shared.keySet().removeAll(swept.keySet());
    configs.forEach(
        config -> shared.entrySet().removeIf(e -> !e.getValue().equals(config.get(e.getKey()))));
    Map<String, List<Object>> values = new TreeMap<>();
    swept.forEach((key, set) -> values.put(key, List.copyOf(set)));
    return new SweepPlan(FORMAT, FORMAT_VERSION, values, shared, hash(points), points);
  }

  private static String hash(List<Point> points) {
    List<List<String>> identity =
        points.stream().map(point -> List.of(point.directory(), point.configSha256())).toList();
    return Storage.sha256(Json.compact(identity).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * {@code system_g=9.8}: one level of a point's directory, as Hive names partitions. The whole key
   * is the name, because {@code g} and {@code theta1} are columns already. A number reads back as
   * the same number.
   */
  public static String directory(String key, Object value) {
    return column(key) + "=" + escaped(text(value));
  }

  /** The column that readers make of each swept key. */
  Map<String, String> columns() {
    Map<String, String> columns = new TreeMap<>();
    swept.keySet().forEach(key -> columns.put(key, column(key)));
    return columns;
  }

  /** The column that readers make of a swept key. */
  public static String column(String key) {
    return key.replaceAll("[.-]", "_");
  }

  private static String text(Object value) {
    if (value instanceof List<?> range) {
      return range.stream().map(SweepPlan::text).collect(Collectors.joining("_to_"));
    }
    return value instanceof String text ? text : Json.compact(value);
  }

  /** Percent signs for all that a path, a glob or a shell might take for something else. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b > 0 && (Character.isLetterOrDigit(b) || "._-".indexOf(b) >= 0);
      escaped.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b));
    }
    return escaped.toString();
  }

  /** Whether the points are the same. */
  boolean isSameAs(SweepPlan other) {
    return pointsSha256.equals(other.pointsSha256);
  }

  /** "solver.rtol ([1.0E-5] there, [1.0E-6] here), ...". */
  String differencesFrom(SweepPlan there) {
    Map<String, Object> here = all();
    Map<String, Object> other = there.all();
    Set<String> keys = new TreeSet<>(here.keySet());
    keys.addAll(other.keySet());
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      String a = shown(other, key);
      String b = shown(here, key);
      if (!a.equals(b)) {
        differences.add(key + " (" + a + " there, " + b + " here)");
      }
    }
    return differences.isEmpty()
        ? "points (%s there, %s here)".formatted(there.points().size(), points.size())
        : String.join(", ", differences);
  }

  private Map<String, Object> all() {
    Map<String, Object> all = new TreeMap<>(config);
    all.putAll(swept);
    return all;
  }

  private static String shown(Map<String, Object> config, String key) {
    Object value = config.get(key);
    return value == null ? "unset" : Json.compact(value);
  }
}

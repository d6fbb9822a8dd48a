package ergode.data;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.Version;

/**
 * What the bytes of an output depend on. The first thing written to a directory, so that a later
 * run can tell whether it would go on with the same bytes.
 *
 * @param config the keys that decide the bytes
 * @param configSha256 their hash
 * @param versions of Ergode and of the libraries that write the bytes
 */
public record OutputPlan(
    Map<String, Object> config, String configSha256, Map<String, String> versions)
    implements Serializable {
  public OutputPlan {
    config = new TreeMap<>(config);
    Objects.requireNonNull(configSha256, "config_sha256");
    versions = new TreeMap<>(versions);
  }

  /** The plan of a configuration. */
  public static OutputPlan of(Map<String, Object> config, Map<String, String> versions) {
    return new OutputPlan(config, Manifest.hash(config), versions);
  }

  /**
   * The plan of a data set.
   *
   * @param versions of Ergode and Spark; that of Parquet is added
   */
  public static OutputPlan ofDataset(Map<String, Object> config, Map<String, String> versions) {
    Map<String, String> all = new TreeMap<>(versions);
    all.put("parquet", Version.VERSION_NUMBER);
    return of(config, all);
  }

  /** What a plan, or a manifest that has one in it, says, if ergode wrote the file. */
  static Optional<OutputPlan> read(Storage storage, Path file) throws IOException {
    if (!storage.isFile(file)) {
      return Optional.empty();
    }
    byte[] content = storage.read(file);
    try {
      return Optional.of(Json.parse(content, OutputPlan.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  boolean hasConfigOf(OutputPlan other) {
    return configSha256.equals(other.configSha256);
  }

  /** Whether the same bytes follow from both. */
  public boolean hasBytesOf(OutputPlan other) {
    return hasConfigOf(other) && versions.equals(other.versions);
  }

  /** "solver.rtol (1.0E-5 there, 1.0E-6 here), ...": what this plan has there and another here. */
  public String differences(OutputPlan here) {
    return hasConfigOf(here)
        ? differences(versions, here.versions)
        : differences(config, here.config);
  }

  private static String differences(Map<String, ?> there, Map<String, ?> here) {
    TreeSet<String> keys = new TreeSet<>(there.keySet());
    keys.addAll(here.keySet());
    return String.join(
        ", ",
        keys.stream()
            .filter(
                k ->
                    !Json.compact(List.of(shown(there, k)))
                        .equals(Json.compact(List.of(shown(here, k)))))
            .map(k -> k + " (" + shown(there, k) + " there, " + shown(here, k) + " here)")
            .toList());
  }

  private static Object shown(Map<String, ?> values, String key) {
    Object value = values.get(key);
    return value == null ? "unset" : value;
  }
}

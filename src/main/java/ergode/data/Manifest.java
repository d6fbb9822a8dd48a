package ergode.data;

import ergode.data.parquet.Column;
import ergode.data.parquet.TrajectorySchema;
import ergode.mechanics.MechanicalSystems;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.parquet.Version;

/**
 * {@code manifest.json}: what a finished data set is. Readers trust it, not the listing of {@code
 * data/}. It depends on the configuration and on the versions named in it, on nothing else.
 *
 * @param config the keys that decide the bytes
 * @param configSha256 their hash: the identity of the data set
 */
public record Manifest(
    String format,
    int formatVersion,
    Map<String, Object> config,
    String configSha256,
    Map<String, String> versions,
    List<Column> columns,
    ShardStatistics statistics,
    List<ShardRecord> shards)
    implements Serializable {
  public static final String FORMAT = "ergode-trajectories";
  public static final int FORMAT_VERSION = 1;

  public Manifest {
    config = new TreeMap<>(config);
    versions = new TreeMap<>(versions);
    columns = List.copyOf(columns);
    shards = List.copyOf(shards);
    Objects.requireNonNull(configSha256, "config_sha256");
    Objects.requireNonNull(statistics, "statistics");
  }

  /**
   * The manifest of a complete set of shards.
   *
   * @param versions of Ergode and Spark; that of Parquet is added
   * @param shards in order
   */
  public static Manifest of(
      Map<String, Object> config,
      Map<String, String> versions,
      TrajectorySchema schema,
      List<ShardRecord> shards) {
    ShardStatistics total =
        shards.stream()
            .map(ShardRecord::statistics)
            .reduce(ShardStatistics.empty(), ShardStatistics::merge);
    Map<String, String> all = new TreeMap<>(versions);
    all.put("parquet", Version.VERSION_NUMBER);
    return new Manifest(
        FORMAT, FORMAT_VERSION, config, hash(config), all, schema.columns(), total, shards);
  }

  /** SHA-256 of the configuration, written as JSON with sorted keys. */
  public static String hash(Map<String, Object> config) {
    return Storage.sha256(Json.compact(new TreeMap<>(config)).getBytes(StandardCharsets.UTF_8));
  }

  /** What is kept of a trajectory. */
  public SaveConfig save() {
    return new SaveConfig(
        number("save.tmax"),
        (int) number("save.points"),
        Names.parse("save.precision", string("save.precision"), Precision.class));
  }

  /** The columns, ready for readers and writers. */
  public TrajectorySchema schema() {
    String system = string("system.name");
    return new TrajectorySchema(
        MechanicalSystems.byName(system)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "system.name", system, "one of " + MechanicalSystems.names())),
        save());
  }

  /** A configuration value as text. */
  public String string(String key) {
    return String.valueOf(config.get(key));
  }

  /** A configuration value as a number. */
  public double number(String key) {
    if (config.get(key) instanceof Number number) {
      return number.doubleValue();
    }
    throw new InvalidInputException("manifest.json: " + key, string(key), "a number");
  }

  /** How the rows became bytes. */
  public OutputConfig output() {
    return new OutputConfig(
        Names.parse("output.compression", string("output.compression"), Compression.class),
        Names.parse("output.encoding", string("output.encoding"), ListEncoding.class));
  }
}

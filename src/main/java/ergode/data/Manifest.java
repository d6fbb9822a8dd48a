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
import java.util.regex.Pattern;

/**
 * {@code manifest.json}: what a finished data set is. Readers trust it, not the listing of {@code
 * data/}. It depends on the configuration and on the versions named in it, on nothing else.
 *
 * <p>Its own hash guards every byte of the file: {@code content_sha256} is the SHA-256 of the file
 * with the digits of that value left out.
 *
 * @param contentSha256 of the rest of this file
 * @param cardSha256 of the data set card
 * @param config the keys that decide the bytes
 * @param configSha256 their hash: the identity of the data set
 */
public record Manifest(
    String format,
    int formatVersion,
    String contentSha256,
    String cardSha256,
    Map<String, Object> config,
    String configSha256,
    Map<String, String> versions,
    List<Column> columns,
    ShardStatistics statistics,
    List<ShardRecord> shards)
    implements Serializable {
  public static final String FORMAT = "ergode-trajectories";
  public static final int FORMAT_VERSION = 1;
  private static final Pattern CONTENT_SHA256 =
      Pattern.compile("(\"content_sha256\" : \")([0-9a-f]*)(\")");

  public Manifest {
    config = new TreeMap<>(config);
    versions = new TreeMap<>(versions);
    columns = List.copyOf(columns);
    shards = List.copyOf(shards);
    Objects.requireNonNull(contentSha256, "content_sha256");
    Objects.requireNonNull(cardSha256, "card_sha256");
    Objects.requireNonNull(configSha256, "config_sha256");
    Objects.requireNonNull(statistics, "statistics");
  }

  /**
   * The manifest of a complete set of shards.
   *
   * @param shards in order
   */
  public static Manifest of(OutputPlan plan, TrajectorySchema schema, List<ShardRecord> shards) {
    ShardStatistics total =
        shards.stream()
            .map(ShardRecord::statistics)
            .reduce(ShardStatistics.empty(), ShardStatistics::merge);
    Manifest bare =
        new Manifest(
            FORMAT,
            FORMAT_VERSION,
            "",
            "",
            plan.config(),
            plan.configSha256(),
            plan.versions(),
            schema.columns(),
            total,
            shards);
    return bare.sealed(Storage.sha256(DatasetCard.of(bare).getBytes(StandardCharsets.UTF_8)));
  }

  /** This manifest with the hash of its card and its own. */
  private Manifest sealed(String card) {
    Manifest bare = withHashes("", card);
    return withHashes(contentHash(Json.pretty(bare).getBytes(StandardCharsets.UTF_8)), card);
  }

  private Manifest withHashes(String content, String card) {
    return new Manifest(
        format,
        formatVersion,
        content,
        card,
        config,
        configSha256,
        versions,
        columns,
        statistics,
        shards);
  }

  /**
   * The hash that the bytes of a manifest should carry as {@code content_sha256}.
   *
   * @param json the whole file, whatever that value is now
   */
  public static String contentHash(byte[] json) {
    // one byte is one character, so that a damaged file is taken as it is
    String text = new String(json, StandardCharsets.ISO_8859_1);
    return Storage.sha256(
        CONTENT_SHA256.matcher(text).replaceFirst("$1$3").getBytes(StandardCharsets.ISO_8859_1));
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
        Names.parse("save.precision", string("save.precision"), Precision.class),
        Names.parse("save.content", string("save.content"), SaveContent.class));
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

  /** Whether the data set is one side of a filter: some of the rows of an ensemble. */
  public boolean hasFilter() {
    return config.containsKey("filter.side");
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

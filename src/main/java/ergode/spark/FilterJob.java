package ergode.spark;

import ergode.data.AngleRule;
import ergode.data.Dataset;
import ergode.data.DatasetOutput;
import ergode.data.Manifest;
import ergode.data.ShardFilter;
import ergode.data.ShardRecord;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * Splits a data set by the angle rule into two. Shard k of the source becomes shard k of each side,
 * so the result is as reproducible as the source.
 */
public final class FilterJob {
  private final SparkSession spark;

  public FilterJob(SparkSession spark) {
    this.spark = spark;
  }

  /** The configuration of one side: that of the source and the rule. */
  public static Map<String, Object> config(
      Map<String, Object> source, AngleRule rule, boolean chaotic) {
    Map<String, Object> config = new TreeMap<>(source);
    config.put("filter.cut", rule.cut());
    config.put("filter.side", chaotic ? "chaotic" : "nonchaotic");
    config.put("filter.source_sha256", Manifest.hash(source));
    return config;
  }

  /**
   * Writes one side.
   *
   * @param output claimed for {@link #config}; given up, whatever happens
   */
  public Dataset run(
      Dataset source, AngleRule rule, boolean chaotic, DatasetOutput output, Progress progress)
      throws IOException {
    long start = System.nanoTime();
    try (output) {
      List<ShardRecord> records =
          new ShardFanOut(spark)
              .run(
                  "filter " + (chaotic ? "chaotic" : "non-chaotic") + " trajectories",
                  source.manifest().shards(),
                  (shard, attempt) ->
                      ShardFilter.run(source, shard, rule, chaotic, output, attempt),
                  record -> progress.advance(record.rows()));
      return output.finish(
          Manifest.of(output.plan(), source.manifest().schema(), records),
          RunInfo.of(spark, "none", start));
    }
  }
}

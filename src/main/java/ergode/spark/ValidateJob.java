package ergode.spark;

import ergode.data.Dataset;
import ergode.data.FlipCount;
import ergode.data.ShardRecord;
import ergode.data.ShardStatistics;
import ergode.data.ShardValidation;
import ergode.data.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Re-reads a data set and reports all that is not as its manifest says. */
public final class ValidateJob {
  private final SparkSession spark;
  private final Storage storage;

  public ValidateJob(SparkSession spark, Storage storage) {
    this.spark = spark;
    this.storage = storage;
  }

  /**
   * What was found.
   *
   * @param findings one sentence each; empty if all is well
   * @param statistics of the rows that were read
   * @param flips of the rows that were read
   */
  public record Result(List<String> findings, ShardStatistics statistics, FlipCount flips) {}

  /** Reads every shard, on the cluster. */
  public Result run(Dataset dataset, Progress progress) throws IOException {
    List<String> findings = new ArrayList<>(strangers(dataset));
    List<ShardRecord> shards = dataset.manifest().shards();
    long expected = 0;
    for (ShardRecord shard : shards) {
      if (shard.firstId() != expected) {
        findings.add(
            "data/%s begins with sim_id %d, but the shard before it ends at %d"
                .formatted(shard.file(), shard.firstId(), expected));
      }
      expected = shard.endId();
    }
    Storage files = storage;
    ShardStatistics statistics = ShardStatistics.empty();
    FlipCount flips = FlipCount.NONE;
    List<ShardValidation.Result> results =
        new ShardFanOut(spark)
            .run(
                "validate " + dataset.directory(),
                shards,
                (shard, attempt) -> ShardValidation.run(dataset, shard, files),
                result -> progress.advance(result.statistics().rows()));
    for (ShardValidation.Result result : results) {
      findings.addAll(result.findings());
      statistics = statistics.merge(result.statistics());
      flips = flips.plus(result.flips());
    }
    return new Result(findings, statistics, flips);
  }

  /** Files that a reader of {@code data/} would take for shards, but the manifest does not name. */
  private List<String> strangers(Dataset dataset) throws IOException {
    TreeSet<String> names =
        new TreeSet<>(storage.list(new Path(dataset.directory(), Dataset.DATA)));
    dataset.manifest().shards().forEach(shard -> names.remove(shard.file()));
    return names.stream().map(name -> "data/" + name + " is not in the manifest").toList();
  }
}

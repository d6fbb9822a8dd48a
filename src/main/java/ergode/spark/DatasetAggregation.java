package ergode.spark;

import ergode.data.Dataset;
import ergode.data.ShardRecord;
import ergode.data.Storage;
import ergode.data.parquet.TrajectoryReader;
import ergode.data.parquet.TrajectoryRow;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.apache.spark.sql.SparkSession;

/**
 * Sums over all rows of data sets: one part per shard, computed where the shard is read, merged on
 * the driver in shard order. What reaches the driver is as small as the parts, whatever the number
 * of rows.
 */
public final class DatasetAggregation {
  private final SparkSession spark;
  private final Storage storage;

  public DatasetAggregation(SparkSession spark, Storage storage) {
    this.spark = spark;
    this.storage = storage;
  }

  /**
   * A sum that can be computed in parts.
   *
   * @param <A> a part, mutable
   */
  public interface Aggregator<A> extends Serializable {

    /** A sum over no rows. */
    A zero();

    /** Adds a row of data set number {@code dataset}; the row is reused afterwards. */
    void add(A sum, int dataset, TrajectoryRow row);
  }

  private record Part(int number, Dataset dataset, ShardRecord shard) implements Serializable {}

  /**
   * The sum over all rows.
   *
   * @param columns the columns that the aggregator looks at
   * @param merge adds the second part to the first, which it may change
   */
  public <A> A run(
      String description,
      List<Dataset> datasets,
      List<String> columns,
      Aggregator<A> aggregator,
      BinaryOperator<A> merge,
      Progress progress) {
    List<Part> parts = new ArrayList<>();
    for (int number = 0; number < datasets.size(); number++) {
      Dataset dataset = datasets.get(number);
      for (ShardRecord shard : dataset.manifest().shards()) {
        parts.add(new Part(number, dataset, shard));
      }
    }
    Storage files = storage;
    List<A> sums =
        new ShardFanOut(spark)
            .run(
                description,
                parts,
                (part, attempt) -> {
                  A sum = aggregator.zero();
                  try (TrajectoryReader reader =
                      TrajectoryReader.open(
                          part.dataset().file(part.shard()),
                          files.configuration(),
                          part.dataset().manifest().schema(),
                          columns)) {
                    for (TrajectoryRow row = reader.next(); row != null; row = reader.next()) {
                      aggregator.add(sum, part.number(), row);
                    }
                  }
                  return sum;
                },
                sum -> progress.advance(1));
    return sums.stream().reduce(aggregator.zero(), merge);
  }
}

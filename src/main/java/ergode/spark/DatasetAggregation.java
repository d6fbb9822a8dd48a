package ergode.spark;

import ergode.data.Dataset;
import ergode.data.ShardRecord;
import ergode.data.Storage;
import ergode.data.parquet.TrajectoryReader;
import ergode.data.parquet.TrajectoryRow;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.apache.spark.sql.SparkSession;

/**
 * Sums over all rows of data sets: parts of one or more shards, computed where the shards are read,
 * merged on the driver in shard order. What reaches the driver is bounded by the size of a part,
 * whatever the number of rows.
 */
public final class DatasetAggregation {

  /**
   * Most parts; a function of the data alone, so that rounding in a sum does not depend on the
   * cluster.
   */
  private static final int MAX_PARTS = 256;

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

  /** One shard of data set number {@code dataset}. */
  record Source(int dataset, ShardRecord shard) implements Serializable {}

  /** Shards that one task reads. */
  record Part(List<Source> sources) implements Serializable {}

  /**
   * The sum over all rows.
   *
   * @param columns the columns that the aggregator looks at
   * @param merge adds the second part to the first, which it may change
   * @param progress told of every shard that has been read
   */
  public <A> A run(
      String description,
      List<Dataset> datasets,
      List<String> columns,
      Aggregator<A> aggregator,
      BinaryOperator<A> merge,
      Progress progress) {
    List<Part> parts = parts(datasets);
    InOrder<A> total = new InOrder<>(aggregator.zero(), merge);
    if (parts.isEmpty()) {
      return total.sum();
    }
    Storage files = storage;
    List<Dataset> sent = List.copyOf(datasets);
    new ShardFanOut(spark)
        .<Part, A>gather(
            description,
            parts,
            (part, attempt) -> {
              A sum = aggregator.zero();
              for (Source source : part.sources()) {
                add(sum, aggregator, source, sent.get(source.dataset()), columns, files);
              }
              return sum;
            },
            (index, sum) -> {
              total.add(index, sum);
              progress.advance(parts.get(index).sources().size());
            });
    return total.sum();
  }

  private static <A> void add(
      A sum,
      Aggregator<A> aggregator,
      Source source,
      Dataset dataset,
      List<String> columns,
      Storage files)
      throws IOException {
    try (TrajectoryReader reader =
        TrajectoryReader.open(
            dataset.file(source.shard()),
            files.configuration(),
            dataset.manifest().schema(),
            columns)) {
      for (TrajectoryRow row = reader.next(); row != null; row = reader.next()) {
        aggregator.add(sum, source.dataset(), row);
      }
    }
  }

  static List<Part> parts(List<Dataset> datasets) {
    List<Source> sources = new ArrayList<>();
    for (int number = 0; number < datasets.size(); number++) {
      for (ShardRecord shard : datasets.get(number).manifest().shards()) {
        sources.add(new Source(number, shard));
      }
    }
    int count = Math.min(sources.size(), MAX_PARTS);
    List<Part> parts = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      int from = (int) ((long) sources.size() * k / count);
      int to = (int) ((long) sources.size() * (k + 1) / count);
      parts.add(new Part(List.copyOf(sources.subList(from, to))));
    }
    return parts;
  }
}

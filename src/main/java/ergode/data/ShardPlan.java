package ergode.data;

import java.io.Serializable;
import java.util.Locale;

/**
 * How an ensemble is cut into shards: shard k holds trajectories {@code floor(k n / s)} to {@code
 * floor((k + 1) n / s) - 1} of n in s shards.
 */
public record ShardPlan(long rows, int shards) implements Serializable {

  /** File names have five digits. */
  static final int MAX_SHARDS = 99_999;

  private static final long BYTES_PER_SHARD = 256L << 20;

  /**
   * Small ensembles still get this many shards, of at least so many rows, so that cores have work.
   */
  private static final int SHARDS_FOR_PARALLELISM = 12;

  private static final int ROWS_PER_SMALL_SHARD = 100;

  public ShardPlan {
    if (shards < 1 || shards > Math.min(rows, MAX_SHARDS)) {
      throw new InvalidInputException(
          "output.shards",
          Integer.toString(shards),
          "auto or a whole number from 1 to " + Math.min(rows, MAX_SHARDS));
    }
  }

  /** The default number of shards: a function of the data alone, never of the cluster. */
  public static ShardPlan automatic(long rows, long bytesPerRow) {
    long bySize = (rows / 1000 * bytesPerRow / (BYTES_PER_SHARD / 1000)) + 1;
    long byRows = Math.min(SHARDS_FOR_PARALLELISM, Math.max(1, rows / ROWS_PER_SMALL_SHARD));
    long shards = Math.min(Math.max(bySize, byRows), Math.min(rows, MAX_SHARDS));
    return new ShardPlan(rows, (int) shards);
  }

  /** First trajectory of shard {@code k}; of {@code k = shards}, the number of rows. */
  public long firstId(int k) {
    return rows / shards * k + rows % shards * k / shards;
  }

  /** Whether a file may be a shard of some plan. */
  static boolean isFileName(String name) {
    return name.matches("train-\\d{5}-of-\\d{5}\\.parquet");
  }

  /** "train-00003-of-00012.parquet". */
  public String fileName(int k) {
    return String.format(Locale.ROOT, "train-%05d-of-%05d.parquet", k, shards);
  }
}

package ergode.data;

import java.io.Serializable;
import java.util.Objects;

/**
 * What the manifest says of one data file.
 *
 * @param file name within {@code data/}
 * @param firstId first sim_id of the shard's range
 * @param endId one more than its last; a filtered shard need not hold all ids between
 */
public record ShardRecord(
    String file,
    long rows,
    long bytes,
    String sha256,
    long firstId,
    long endId,
    ShardStatistics statistics)
    implements Serializable {
  public ShardRecord {
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(statistics, "statistics");
    // a manifest may come from anywhere; a name must not lead out of the data set
    if (!file.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new InvalidInputException("shard file", file, "a plain file name");
    }
  }
}

package ergode.data;

import ergode.data.parquet.TrajectoryRow;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums over rows: add rows, merge parts. Merging in shard order gives the same numbers whoever
 * computed the parts.
 *
 * @param rows number of rows
 * @param status number of rows by status
 * @param steps accepted steps of all rows
 * @param rejected rejected steps of all rows
 * @param maxEnergyDrift largest energy drift of the rows that are ok
 */
public record ShardStatistics(
    long rows, Map<String, Long> status, long steps, long rejected, double maxEnergyDrift)
    implements Serializable {

  public ShardStatistics {
    status = new TreeMap<>(status);
  }

  public static ShardStatistics empty() {
    return new ShardStatistics(0, Map.of(), 0, 0, 0);
  }

  public ShardStatistics add(TrajectoryRow row) {
    boolean ok = row.status().equals("ok");
    return merge(
        new ShardStatistics(
            1, Map.of(row.status(), 1L), row.steps(), row.rejected(), ok ? row.energyDrift() : 0));
  }

  public ShardStatistics merge(ShardStatistics other) {
    Map<String, Long> counts = new TreeMap<>(status);
    other.status.forEach((label, count) -> counts.merge(label, count, Long::sum));
    return new ShardStatistics(
        rows + other.rows,
        counts,
        steps + other.steps,
        rejected + other.rejected,
        Math.max(maxEnergyDrift, other.maxEnergyDrift));
  }

  /** Number of trajectories that did not reach the end time. */
  public long failed() {
    return rows - status.getOrDefault("ok", 0L);
  }
}

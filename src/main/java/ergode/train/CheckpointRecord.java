package ergode.train;

import ergode.data.OutputPlan;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * {@code state.json} of a checkpoint.
 *
 * @param points save points of the steps before it
 * @param smoothedLoss median of the latest losses over so many points
 * @param smoothedFailures median of how many trajectories failed in each of those steps
 * @param config the keys that decide the result
 * @param configSha256 their hash
 * @param versions of the program that wrote it
 * @param stateSha256 of {@code state.safetensors}
 */
record CheckpointRecord(
    String format,
    int formatVersion,
    TrainingState.Counts counts,
    int points,
    double smoothedLoss,
    double smoothedFailures,
    Map<String, Object> config,
    String configSha256,
    Map<String, String> versions,
    String stateSha256) {
  static final String FORMAT = "ergode-checkpoint";
  static final int FORMAT_VERSION = 2;

  /**
   * The best first: losses over more points count before those over fewer, which are lower by
   * nature, and those with fewer failures before others, since a trajectory that fails counts for
   * nothing in a loss; of equal ones the earlier is better.
   */
  static final Comparator<CheckpointRecord> BEST_FIRST =
      Comparator.comparingInt(CheckpointRecord::points)
          .reversed()
          // which puts NaN last
          .thenComparingDouble(CheckpointRecord::smoothedFailures)
          .thenComparingDouble(CheckpointRecord::smoothedLoss)
          .thenComparingInt(CheckpointRecord::step);

  CheckpointRecord {
    Objects.requireNonNull(counts, "counts");
    Objects.requireNonNull(configSha256, "config_sha256");
    Objects.requireNonNull(stateSha256, "state_sha256");
    config = new TreeMap<>(config);
    versions = new TreeMap<>(versions);
  }

  static CheckpointRecord of(OutputPlan plan, TrainingState state, int points, String stateSha256) {
    return new CheckpointRecord(
        FORMAT,
        FORMAT_VERSION,
        state.counts(),
        points,
        state.smoothedLoss(),
        state.smoothedFailures(),
        plan.config(),
        plan.configSha256(),
        plan.versions(),
        stateSha256);
  }

  OutputPlan plan() {
    return new OutputPlan(config, configSha256, versions);
  }

  int step() {
    return counts.step();
  }
}

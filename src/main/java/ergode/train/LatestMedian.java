package ergode.train;

import java.util.Arrays;

/**
 * The median of the latest values, at most {@value #WINDOW} of them. The loss of a single batch
 * scatters by a factor of ten, with few but far outliers.
 */
final class LatestMedian {
  static final int WINDOW = 50;

  private double[] latest = {};

  void add(double value) {
    double[] kept = latest.length < WINDOW ? latest : Arrays.copyOfRange(latest, 1, latest.length);
    latest = Arrays.copyOf(kept, kept.length + 1);
    latest[kept.length] = value;
  }

  void clear() {
    latest = new double[0];
  }

  /** NaN if there is none. */
  double value() {
    if (latest.length == 0) {
      return Double.NaN;
    }
    double[] sorted = latest.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
  }

  double[] latest() {
    return latest.clone();
  }

  void restore(double[] values) {
    latest = values.clone();
  }
}

package ergode.train;

import java.util.List;

/** Sums vectors in one order, whoever computed them: a binary tree over their positions. */
final class FixedTree {
  private FixedTree() {}

  /** The sum of vectors of one length; they are used up. */
  static double[] sum(List<double[]> vectors) {
    double[][] level = vectors.toArray(double[][]::new);
    for (int step = 1; step < level.length; step *= 2) {
      for (int i = 0; i + step < level.length; i += 2 * step) {
        double[] into = level[i];
        double[] other = level[i + step];
        for (int j = 0; j < into.length; j++) {
          into[j] += other[j];
        }
      }
    }
    return level[0];
  }
}

package ergode.data.design;

/**
 * The ensemble sizes that fill a regular grid: n^d points, n >= 2 per axis, at most {@link
 * DesignChecks#MAX_SAMPLES}. Integer arithmetic only.
 */
final class GridCounts {
  private GridCounts() {}

  static boolean isAccepted(long samples, int axes) {
    if (axes == 0) {
      return samples == 1;
    }
    if (samples < 2 || samples > DesignChecks.MAX_SAMPLES) {
      return false;
    }
    long n = root(samples, axes);
    return n >= 2 && power(n, axes) == samples;
  }

  /** What to use instead of {@code samples}: the two nearest accepted counts. */
  static String accepted(long samples, int axes) {
    if (axes == 0) {
      return "1 (every range of the grid is a single value)";
    }
    long largest = root(DesignChecks.MAX_SAMPLES, axes);
    if (largest < 2) {
      return "at most 39 ranges that are not a single value in a grid, got " + axes;
    }
    long below = Math.min(root(Math.max(samples, 1), axes), largest);
    if (below < 2) {
      below = 2;
    } else if (below == largest && largest > 2) {
      below = largest - 1;
    }
    String counts = Long.toString(power(below, axes));
    if (below < largest) {
      counts += " or " + power(below + 1, axes);
    }
    return counts + " (n^" + axes + " grid points, n >= 2)";
  }

  /** Largest n with {@code n^axes <= samples}; 1 if there is no axis. */
  static long root(long samples, int axes) {
    if (axes <= 1) {
      return axes == 0 ? 1 : samples;
    }
    long low = 1;
    long high = 1_000_000; // its square is MAX_SAMPLES
    while (low < high) {
      long middle = (low + high + 1) / 2;
      if (power(middle, axes) <= samples) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** {@code n^exponent}, or {@link Long#MAX_VALUE} once it exceeds the largest ensemble. */
  private static long power(long n, int exponent) {
    long product = 1;
    for (int i = 0; i < exponent; i++) {
      if (product > DesignChecks.MAX_SAMPLES / n) {
        return Long.MAX_VALUE;
      }
      product *= n;
    }
    return product;
  }
}

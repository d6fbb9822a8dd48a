package ergode.train;

/**
 * First derivatives of a series of equal spacing, by the polynomial through the nearest points, at
 * the ends too: of order eight with nine of them (weights by Fornberg, Generation of finite
 * difference formulas on arbitrarily spaced grids, Math. Comp. 51, 1988, pp. 699-706).
 */
final class FiniteDifferences {
  static final int WINDOW = 9;

  /** By the point's place in its window, for unit spacing. */
  private final double[][] weights;

  private final int window;

  /** Derivatives of series of so many points, at least 2; the window of short ones is shorter. */
  FiniteDifferences(int points) {
    this(Math.min(WINDOW, points), points);
  }

  /** Derivatives by so many of the nearest points, at least 1. */
  FiniteDifferences(int window, int points) {
    this.window = Math.min(window, points);
    weights = new double[this.window][];
    for (int place = 0; place < this.window; place++) {
      weights[place] = weights(place, this.window);
    }
  }

  /** The derivative at every point of a series. */
  double[] derivative(double[] series, double spacing) {
    double[] derivative = new double[series.length];
    for (int k = 0; k < series.length; k++) {
      int first = Math.max(0, Math.min(k - window / 2, series.length - window));
      double[] w = weights[k - first];
      double sum = 0;
      for (int j = 0; j < window; j++) {
        sum = Math.fma(w[j], series[first + j], sum);
      }
      derivative[k] = sum / spacing;
    }
    return derivative;
  }

  /** Weights of the values at 0, 1, ..., n - 1 for the derivative at {@code x}. */
  private static double[] weights(double x, int n) {
    double[] value = new double[n];
    double[] slope = new double[n];
    value[0] = 1;
    double c1 = 1;
    for (int i = 1; i < n; i++) {
      double c2 = 1;
      double previous = i - 1 - x;
      for (int j = 0; j < i; j++) {
        double c3 = i - j;
        c2 *= c3;
        if (j == i - 1) {
          slope[i] = c1 * (value[i - 1] - previous * slope[i - 1]) / c2;
          value[i] = -c1 * previous * value[i - 1] / c2;
        }
        slope[j] = ((i - x) * slope[j] - value[j]) / c3;
        value[j] = (i - x) * value[j] / c3;
      }
      c1 = c2;
    }
    return slope;
  }
}

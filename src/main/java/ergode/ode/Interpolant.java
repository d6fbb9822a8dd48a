package ergode.ode;

/**
 * Dense output within a step: {@code y(t + theta h) = y + h sum_i w_i(theta) k_i}, with polynomials
 * {@code w_i(theta) = sum_j weights[i][j] theta^(j+1)}.
 *
 * <p>Stages are numbered as in {@link Tableau}: those of the step, then the derivative at its end,
 * then {@code extraStages}, which are evaluated only in steps that contain a save point.
 *
 * @param order the local error of the interpolant is O(h^(order + 1))
 * @param weights [stage][power - 1]
 * @param extraStages [extra stage][earlier stage], coefficients as in a tableau
 * @param extraNodes [extra stage], their times in units of the step
 */
public record Interpolant(
    int order, double[][] weights, double[][] extraStages, double[] extraNodes) {
  public Interpolant {
    for (double[] stage : weights) {
      if (stage.length != weights[0].length) {
        throw new IllegalArgumentException(
            "interpolation weights of degrees " + weights[0].length + " and " + stage.length);
      }
    }
    if (extraStages.length != extraNodes.length) {
      throw new IllegalArgumentException(
          extraStages.length + " extra stages at " + extraNodes.length + " nodes");
    }
  }

  static Interpolant of(int order, double[][] weights) {
    return new Interpolant(order, weights, new double[0][], new double[0]);
  }

  /** The straight line between both ends of the step. */
  static Interpolant linear(double[] b) {
    double[][] weights = new double[b.length + 1][1];
    for (int i = 0; i < b.length; i++) {
      weights[i][0] = b[i];
    }
    return of(1, weights);
  }

  /**
   * The cubic with the values and derivatives of both ends. Its order is 3 at most, and no more
   * than that of the value at the end.
   */
  static Interpolant hermite(int methodOrder, double[] b) {
    return hermiteWithQuartic(Math.min(3, methodOrder), b, new double[b.length + 1]);
  }

  /** The cubic of both ends plus {@code theta^2 (1 - theta)^2 h sum_i d_i k_i}. */
  static Interpolant hermiteWithQuartic(int order, double[] b, double[] d) {
    int s = b.length;
    double[][] weights = new double[s + 1][];
    for (int i = 0; i <= s; i++) {
      double bi = i < s ? b[i] : 0;
      double first = i == 0 ? 1 : 0;
      double last = i == s ? 1 : 0;
      weights[i] =
          new double[] {
            first, 3 * bi - 2 * first - last + d[i], -2 * bi + first + last - 2 * d[i], d[i]
          };
    }
    return of(order, weights);
  }

  /**
   * Hairer's nested form, {@code w_i(theta) = theta (f_0i + (1 - theta) (f_1i + theta (f_2i + (1 -
   * theta) (f_3i + ...))))}, where f_0, f_1 and f_2 follow from values and derivatives of both ends
   * and f_3, f_4, ... are the rows of d (Hairer, Norsett, Wanner, Solving Ordinary Differential
   * Equations I, 2nd ed., section II.6).
   *
   * @param d [row][stage], extra stages included
   */
  static Interpolant nested(
      int order, double[] b, double[][] d, double[][] extraStages, double[] extraNodes) {
    int s = b.length;
    double[][] basis = nestedBasis(3 + d.length);
    double[][] weights = new double[s + 1 + extraStages.length][basis.length];
    for (int i = 0; i < weights.length; i++) {
      double bi = i < s ? b[i] : 0;
      double first = i == 0 ? 1 : 0;
      double last = i == s ? 1 : 0;
      for (int row = 0; row < basis.length; row++) {
        double f =
            switch (row) {
              case 0 -> bi;
              case 1 -> first - bi;
              case 2 -> 2 * bi - first - last;
              default -> d[row - 3][i];
            };
        for (int power = 0; power < basis.length; power++) {
          weights[i][power] = Math.fma(f, basis[row][power], weights[i][power]);
        }
      }
    }
    return new Interpolant(order, weights, extraStages, extraNodes);
  }

  /** theta, theta (1 - theta), theta^2 (1 - theta), ...: whole numbers, [row][power - 1]. */
  private static double[][] nestedBasis(int rows) {
    double[][] basis = new double[rows][rows];
    basis[0][0] = 1;
    for (int row = 1; row < rows; row++) {
      boolean byTheta = row % 2 == 0;
      for (int power = 0; power < rows; power++) {
        double shifted = power == 0 ? 0 : basis[row - 1][power - 1];
        basis[row][power] = byTheta ? shifted : basis[row - 1][power] - shifted;
      }
    }
    return basis;
  }

  /** Degree of the polynomials. */
  int degree() {
    return weights[0].length;
  }
}

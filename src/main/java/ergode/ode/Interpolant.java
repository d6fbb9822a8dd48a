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

  /** The cubic with the values and derivatives of both ends. */
  static Interpolant hermite(double[] b) {
    return hermiteWithQuartic(3, b, new double[b.length + 1]);
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

  /** Degree of the polynomials. */
  int degree() {
    return weights[0].length;
  }
}

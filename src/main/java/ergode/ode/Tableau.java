package ergode.ode;

/**
 * An explicit Runge-Kutta method (Butcher tableau) with s stages:
 *
 * <pre>
 *   0   |
 *   c_2 | a_21                     k_i = f(t + c_i h, y + h sum_j a_ij k_j)
 *   ... | ...                      y1  = y + h sum_j b_j k_j
 *   c_s | a_s1 ... a_s,s-1         k_(s+1) = f(t + h, y1)
 *   ----+-----------------
 *       | b_1  ... b_s             error = h sum_j e_j k_j,  j = 1 ... s+1
 * </pre>
 *
 * <p>The derivative at the end of a step is always evaluated, as stage s+1, because it is the first
 * stage of the next one; "first same as last" methods are those whose error or interpolant uses it.
 *
 * @param order of the solution y1
 * @param a [stage][earlier stage], strictly lower triangular, row i of length i
 * @param b weights of the solution, s of them
 * @param error rows of weights of the error estimate, s + 1 each: none for a method without one,
 *     one row as above, or two rows e, e' for Hairer's combination |e|^2 / sqrt(|e|^2 + 0.01
 *     |e'|^2) (DOP853)
 * @param c nodes, s of them, c_1 = 0
 */
public record Tableau(
    String name,
    int order,
    double[][] a,
    double[] b,
    double[][] error,
    double[] c,
    Interpolant interpolant) {

  public Tableau {
    int s = b.length;
    if (a.length != s || c.length != s) {
      throw new IllegalArgumentException(
          name + " has " + s + " weights, " + a.length + " rows and " + c.length + " nodes");
    }
    for (int i = 0; i < s; i++) {
      if (a[i].length != i) {
        throw new IllegalArgumentException(
            name + ": row " + i + " has " + a[i].length + " entries");
      }
    }
    for (double[] row : error) {
      if (row.length != s + 1) {
        throw new IllegalArgumentException(
            name + ": the error estimate has " + row.length + " weights, expected " + (s + 1));
      }
    }
    double[][] extra = interpolant.extraStages();
    for (int i = 0; i < extra.length; i++) {
      if (extra[i].length != s + 1 + i) {
        throw new IllegalArgumentException(
            "%s: extra stage %d has %d entries, expected %d"
                .formatted(name, i, extra[i].length, s + 1 + i));
      }
    }
    int stages = s + 1 + extra.length;
    if (interpolant.weights().length != stages) {
      throw new IllegalArgumentException(
          "%s: the interpolant has %d weights, expected %d"
              .formatted(name, interpolant.weights().length, stages));
    }
  }

  /** Number of stages s, not counting the derivative at the end of the step. */
  public int stages() {
    return b.length;
  }

  /** Whether step sizes can be chosen from an error estimate. */
  public boolean isAdaptive() {
    return error.length > 0;
  }

  @Override
  public String toString() {
    return name;
  }
}

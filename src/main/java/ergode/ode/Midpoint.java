package ergode.ode;

/**
 * The explicit midpoint rule: order 2, two stages, an embedded Euler step as error estimate, cubic
 * Hermite interpolation.
 *
 * <p>Runge, Ueber die numerische Aufloesung von Differentialgleichungen, Math. Ann. 46, 1895, p.
 * 167.
 */
final class Midpoint {
  private static final double[] B = {0, 1};

  static final Tableau TABLEAU =
      new Tableau(
          "midpoint",
          2,
          new double[][] {{}, {0.5}},
          B,
          new double[][] {{-1, 1, 0}},
          new double[] {0, 0.5},
          Interpolant.hermite(2, B));

  private Midpoint() {}
}

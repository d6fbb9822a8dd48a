package ergode.ode;

/**
 * The classical Runge-Kutta method: order 4, four stages, no error estimate, cubic Hermite
 * interpolation.
 *
 * <p>Kutta, Beitrag zur naeherungsweisen Integration totaler Differentialgleichungen, Z. Math.
 * Phys. 46, 1901, p. 435.
 */
final class RK4 {
  private static final double[] B = {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6};

  static final Tableau TABLEAU =
      new Tableau(
          "rk4",
          4,
          new double[][] {{}, {0.5}, {0, 0.5}, {0, 0, 1}},
          B,
          new double[0][],
          new double[] {0, 0.5, 0.5, 1},
          Interpolant.hermite(4, B));

  private RK4() {}
}

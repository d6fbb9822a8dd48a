package ergode.ode;

/**
 * The Bogacki-Shampine 3(2) pair: order 3, three stages and the derivative at the end (used by the
 * error estimate of order 2, and reused as the first stage of the next step), cubic Hermite
 * interpolation.
 *
 * <p>Bogacki, Shampine, A 3(2) pair of Runge-Kutta formulas, Appl. Math. Lett. 2, 1989, pp.
 * 321-325.
 */
final class Bosh3 {
  private static final double[] B = {2.0 / 9, 1.0 / 3, 4.0 / 9};

  static final Tableau TABLEAU =
      new Tableau(
          "bosh3",
          3,
          new double[][] {{}, {1.0 / 2}, {0, 3.0 / 4}},
          B,
          new double[][] {{-5.0 / 72, 1.0 / 12, 1.0 / 9, -1.0 / 8}},
          new double[] {0, 1.0 / 2, 3.0 / 4},
          Interpolant.hermite(3, B));

  private Bosh3() {}
}

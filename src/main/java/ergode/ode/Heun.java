package ergode.ode;

/**
 * Heun's method, the explicit trapezoidal rule: order 2, two stages, an embedded Euler step as
 * error estimate, cubic Hermite interpolation.
 *
 * <p>Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, 2nd ed., section II.1.
 */
final class Heun {
  private static final double[] B = {0.5, 0.5};

  static final Tableau TABLEAU =
      new Tableau(
          "heun",
          2,
          new double[][] {{}, {1}},
          B,
          new double[][] {{-0.5, 0.5, 0}},
          new double[] {0, 1},
          Interpolant.hermite(2, B));

  private Heun() {}
}

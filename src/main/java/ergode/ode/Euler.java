package ergode.ode;

/**
 * The explicit Euler method: order 1, one stage, no error estimate, linear interpolation.
 *
 * <p>Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, 2nd ed., eq. I.7.3.
 */
final class Euler {
  private static final double[] B = {1};

  static final Tableau TABLEAU =
      new Tableau(
          "euler",
          1,
          new double[][] {{}},
          B,
          new double[0][],
          new double[] {0},
          Interpolant.linear(B));

  private Euler() {}
}

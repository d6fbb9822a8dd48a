package ergode.ode;

/**
 * The Dormand-Prince 5(4) pair: order 5, six stages and the derivative at the end (used by the
 * error estimate of order 4, and reused as the first stage of the next step), interpolant of order
 * 4.
 *
 * <p>Dormand, Prince, A family of embedded Runge-Kutta formulae, J. Comput. Appl. Math. 6, 1980;
 * the interpolant is that of Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I,
 * 2nd ed., section II.6 (Shampine).
 */
final class Dopri5 {
  private static final double[] B = {
    35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84
  };

  static final Tableau TABLEAU =
      new Tableau(
          "dopri5",
          5,
          new double[][] {
            {},
            {1.0 / 5},
            {3.0 / 40, 9.0 / 40},
            {44.0 / 45, -56.0 / 15, 32.0 / 9},
            {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
            {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
          },
          B,
          new double[][] {
            {71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40}
          },
          new double[] {0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1},
          Interpolant.hermiteWithQuartic(
              4,
              B,
              new double[] {
                -12715105075.0 / 11282082432.0,
                0,
                87487479700.0 / 32700410799.0,
                -10690763975.0 / 1880347072.0,
                701980252875.0 / 199316789632.0,
                -1453857185.0 / 822651844.0,
                69997945.0 / 29380423.0
              }));

  private Dopri5() {}
}

package ergode.ode;

/** How step sizes are chosen. */
public sealed interface StepControl {

  /** Every step has the initial size; the last is cut to end at t1. */
  record Constant() implements StepControl {}

  /**
   * A PID controller on the scaled error (Soederlind, Digital filters in adaptive time-stepping,
   * ACM TOMS 29, 2003): {@code factor = safety e_n^-(p+i+d)/q e_(n-1)^(p+2d)/q e_(n-2)^-d/q}, where
   * e is the error norm of accepted steps and q the order of the method.
   *
   * <p>The norm is the root mean square over components of {@code error / (atol + rtol max(|y0|,
   * |y1|))}; a step is accepted if it is below 1. The factor lies in [1, factorMax] after
   * acceptance and in [factorMin, safety] after rejection. The defaults (0, 1, 0, 0.9, 0.2, 10) are
   * those of diffrax 0.7.
   */
  record Pid(
      Tolerances tolerances,
      double p,
      double i,
      double d,
      double safety,
      double factorMin,
      double factorMax)
      implements StepControl {
    public Pid {
      if (!(safety > 0 && safety < 1)) {
        throw new IllegalArgumentException("safety = " + safety + ", expected 0 < safety < 1");
      }
      if (!(factorMin > 0 && factorMin < safety)) {
        throw new IllegalArgumentException(
            "factorMin = " + factorMin + ", expected 0 < factorMin < safety = " + safety);
      }
      if (!(factorMax > 1 && Double.isFinite(factorMax))) {
        throw new IllegalArgumentException("factorMax = " + factorMax + ", expected a number > 1");
      }
      if (!(Double.isFinite(p) && Double.isFinite(i) && Double.isFinite(d) && p + i + d > 0)) {
        throw new IllegalArgumentException(
            "p, i, d = " + p + ", " + i + ", " + d + ", expected a positive sum");
      }
    }

    /** An integral controller with the default constants. */
    public static Pid integral(Tolerances tolerances) {
      return new Pid(tolerances, 0, 1, 0, 0.9, 0.2, 10);
    }
  }
}

package ergode.ode;

import ergode.math.Pow;

/** Accepts or rejects steps and chooses the next size, lane by lane; see {@link StepControl}. */
final class StepSizes {

  /** Squared errors below this count as this, so that their inverse stays finite. */
  private static final double LEAST_ERROR = Double.MIN_NORMAL;

  private final StepControl control;
  private final int order;

  StepSizes(StepControl control, int order) {
    this.control = control;
    this.order = order;
  }

  /** Readies a lane for a new trajectory. */
  void reset(Lanes lanes, int lane, double firstStep) {
    lanes.hNext[lane] = firstStep;
    lanes.inverseError1[lane] = 1;
    lanes.inverseError2[lane] = 1;
  }

  /**
   * Judges the step just taken and sets the size of the next; true if accepted.
   *
   * @param finite whether the step ended at finite numbers; if not, only a constant size accepts it
   */
  boolean judge(Lanes lanes, int lane, boolean finite) {
    if (!(control instanceof StepControl.Pid pid)) {
      return true;
    }
    double error = lanes.errorSquared[lane];
    if (!finite || !Double.isFinite(error)) {
      lanes.hNext[lane] = lanes.h[lane] * pid.factorMin();
      return false;
    }
    boolean accepted = error < 1;
    double inverse = 1 / Math.max(error, LEAST_ERROR);
    double factor =
        pid.safety()
            * power(inverse, pid.p() + pid.i() + pid.d())
            * power(lanes.inverseError1[lane], -(pid.p() + 2 * pid.d()))
            * power(lanes.inverseError2[lane], pid.d());
    double low = accepted ? 1 : pid.factorMin();
    double high = accepted ? pid.factorMax() : pid.safety();
    lanes.hNext[lane] = lanes.h[lane] * Math.min(high, Math.max(low, factor));
    if (accepted) {
      lanes.inverseError2[lane] = lanes.inverseError1[lane];
      lanes.inverseError1[lane] = inverse;
    }
    return accepted;
  }

  /** {@code (1 / error)^(coefficient / order)} from the square of 1 / error. */
  private double power(double inverseSquared, double coefficient) {
    return coefficient == 0 ? 1 : Pow.pow(inverseSquared, coefficient / (2.0 * order));
  }
}

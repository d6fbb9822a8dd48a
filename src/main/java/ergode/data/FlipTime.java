package ergode.data;

import ergode.ode.SaveAt;

/**
 * When a run goes over the top for the first time. With k the first save point at which some
 * |angle| exceeds pi, it is the time between t_(k-1) and t_k at which the straight line through
 * that angle's two values passes pi; the earliest of them, if several angles do. A run that starts
 * beyond pi has flip time t_0.
 *
 * <p>It follows from the values at the save points, as stored, so a run has a flip time if and only
 * if its largest |angle| at a save point exceeds pi: what {@link AngleRule} with a cut of pi calls
 * chaotic. Unlike the time of the save point itself it has no steps in it.
 */
public final class FlipTime {
  /** The rule of what has a flip time. */
  public static final AngleRule RULE = new AngleRule(Math.PI);

  private FlipTime() {}

  /**
   * The flip time of a run.
   *
   * @param angles rad, [coordinate][save point]; NaN where a run did not arrive
   * @return s, or NaN if no angle exceeds pi
   */
  public static double of(double[][] angles, SaveAt saveAt) {
    double first = Double.NaN;
    int end = saveAt.points();
    for (double[] angle : angles) {
      for (int k = 0; k < end; k++) {
        if (Math.abs(angle[k]) > RULE.cut()) {
          double time = k == 0 ? saveAt.t0() : between(angle[k - 1], angle[k], saveAt, k);
          first = Double.isNaN(first) ? time : Math.min(first, time);
          end = k + 1; // another angle may pass between the same two points
        }
      }
    }
    return first;
  }

  private static double between(double before, double after, SaveAt saveAt, int k) {
    double side = Math.signum(after);
    double part = (RULE.cut() - side * before) / (side * after - side * before);
    double start = saveAt.time(k - 1);
    return start + part * (saveAt.time(k) - start);
  }
}

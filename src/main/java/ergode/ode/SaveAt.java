package ergode.ode;

/**
 * Evenly spaced save points {@code t0 + (t1 - t0) k / (points - 1)}, the last exactly t1.
 *
 * @param points at least 2
 */
public record SaveAt(double t0, double t1, int points) {
  public SaveAt {
    if (!(Double.isFinite(t0) && Double.isFinite(t1) && t0 < t1)) {
      throw new IllegalArgumentException("save points from " + t0 + " to " + t1);
    }
    if (points < 2) {
      throw new IllegalArgumentException(points + " save points, expected at least 2");
    }
  }

  /** The time of save point {@code k}. */
  public double time(int k) {
    return k == points - 1 ? t1 : t0 + (t1 - t0) * k / (points - 1);
  }

  public double spacing() {
    return time(1) - t0;
  }
}

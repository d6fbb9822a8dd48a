package ergode.ode;

/** Evaluates the interpolant of a step at the save points inside it. */
final class DenseOutput {

  /** Interpolants have at most so many powers; most have no more than the few. */
  private static final int MOST_POWERS = 8;

  private static final int FEW_POWERS = 4;

  private final Lanes lanes;
  private final int[] components;
  private final double[] times;
  private final int powers;

  /** Of the component's polynomial in theta, lowest power first, padded with zeros. */
  private final double[] coefficients;

  /** The rows of the coefficients in the block of lanes, in the same order. */
  private final double[][] rows;

  private final double[] start;
  private final double[][] saved;

  /**
   * Dense output of some components.
   *
   * @param components the ones to save; the trajectories have no save points if there are none
   */
  DenseOutput(SaveAt saveAt, int[] components, Lanes lanes) {
    int degree = lanes.dense.length;
    if (degree > MOST_POWERS) {
      throw new IllegalArgumentException(
          "an interpolant of degree " + degree + ", expected at most " + MOST_POWERS);
    }
    this.lanes = lanes;
    this.components = components;
    this.times = new double[components.length == 0 ? 0 : saveAt.points()];
    for (int point = 0; point < times.length; point++) {
      times[point] = saveAt.time(point);
    }
    powers = degree <= FEW_POWERS ? FEW_POWERS : MOST_POWERS;
    coefficients = new double[components.length * powers];
    rows = new double[components.length * powers][lanes.t.length];
    for (int i = 0; i < components.length; i++) {
      for (int power = 0; power < degree; power++) {
        rows[i * powers + power] = lanes.dense[power][components[i]];
      }
    }
    start = new double[components.length];
    saved = new double[components.length][];
  }

  /** Saves the initial state. */
  void start(Trajectory trajectory, int lane) {
    for (int component : components) {
      trajectory.saved[component][0] = trajectory.initial[component];
    }
    reached(1, trajectory, lane);
  }

  private void reached(int points, Trajectory trajectory, int lane) {
    trajectory.savedPoints = points;
    lanes.nextSave[lane] = points < times.length ? times[points] : Double.POSITIVE_INFINITY;
  }

  /** Whether the step of this lane ends at a save point or contains one. */
  boolean isDue(int lane) {
    return lanes.nextSave[lane] <= lanes.tNext[lane];
  }

  /** Whether the step of this lane contains a save point that is not its end. */
  boolean isInside(int lane) {
    return lanes.nextSave[lane] < lanes.tNext[lane];
  }

  /** Saves every point in {@code (t, tNext]}; a point at tNext gets the step's own end state. */
  void save(Trajectory trajectory, int lane) {
    for (int i = 0; i < components.length; i++) {
      start[i] = lanes.y[components[i]][lane];
      saved[i] = trajectory.saved[components[i]];
    }
    int point = trajectory.savedPoints;
    double tNext = lanes.tNext[lane];
    if (times[point] < tNext) {
      for (int j = 0; j < coefficients.length; j++) {
        coefficients[j] = rows[j][lane];
      }
      point =
          powers == FEW_POWERS
              ? interpolateFew(point, lanes.t[lane], lanes.h[lane], tNext)
              : interpolateMost(point, lanes.t[lane], lanes.h[lane], tNext);
    }
    if (point < times.length && times[point] == tNext) {
      for (int i = 0; i < components.length; i++) {
        saved[i][point] = lanes.yNext[components[i]][lane];
      }
      point++;
    }
    reached(point, trajectory, lane);
  }

  /**
   * {@code y + h sum_j p_j theta^j} by Horner's rule, at all save points before tNext. A step has
   * but a few, in numbers that are hard to predict: hence one loop over them, not one for each
   * component, and no inner one over powers.
   *
   * @return the first save point that remains
   */
  private int interpolateFew(int first, double t, double h, double tNext) {
    double[] p = coefficients;
    int point = first;
    for (; point < times.length && times[point] < tNext; point++) {
      double x = (times[point] - t) / h;
      double hx = h * x;
      for (int i = 0, j = 0; i < saved.length; i++, j += FEW_POWERS) {
        double sum = Math.fma(Math.fma(Math.fma(p[j + 3], x, p[j + 2]), x, p[j + 1]), x, p[j]);
        saved[i][point] = Math.fma(hx, sum, start[i]);
      }
    }
    return point;
  }

  private int interpolateMost(int first, double t, double h, double tNext) {
    double[] p = coefficients;
    int point = first;
    for (; point < times.length && times[point] < tNext; point++) {
      double x = (times[point] - t) / h;
      double hx = h * x;
      for (int i = 0, j = 0; i < saved.length; i++, j += MOST_POWERS) {
        double high = Math.fma(Math.fma(Math.fma(p[j + 7], x, p[j + 6]), x, p[j + 5]), x, p[j + 4]);
        double low = Math.fma(Math.fma(Math.fma(high, x, p[j + 3]), x, p[j + 2]), x, p[j + 1]);
        saved[i][point] = Math.fma(hx, Math.fma(low, x, p[j]), start[i]);
      }
    }
    return point;
  }
}

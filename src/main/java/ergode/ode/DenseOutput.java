package ergode.ode;

/** Evaluates the interpolant of a step at the save points inside it. */
final class DenseOutput {
  private final SaveAt saveAt;
  private final Interpolant interpolant;
  private final double[] coefficients;

  DenseOutput(SaveAt saveAt, Interpolant interpolant) {
    this.saveAt = saveAt;
    this.interpolant = interpolant;
    this.coefficients = new double[interpolant.degree()];
  }

  /** Whether the step of this lane contains the next save point. */
  boolean isDue(Trajectory trajectory, double tNext) {
    return trajectory.savedPoints < saveAt.points() && saveAt.time(trajectory.savedPoints) <= tNext;
  }

  /** Saves the initial state. */
  void start(Trajectory trajectory) {
    for (int i = 0; i < trajectory.saved.length; i++) {
      trajectory.saved[i][0] = trajectory.initial[i];
    }
    trajectory.savedPoints = 1;
  }

  /** Saves every point in {@code (t, tNext]}; a point at tNext gets the step's own end state. */
  void save(Trajectory trajectory, Lanes lanes, int lane) {
    double tNext = lanes.tNext[lane];
    int from = trajectory.savedPoints;
    int to = from;
    while (to < saveAt.points() && saveAt.time(to) <= tNext) {
      to++;
    }
    double t = lanes.t[lane];
    double h = lanes.h[lane];
    int degree = coefficients.length;
    for (int i = 0; i < lanes.dimension; i++) {
      for (int power = 0; power < degree; power++) {
        double sum = 0;
        for (int stage = 0; stage < lanes.k.length; stage++) {
          double weight = interpolant.weights()[stage][power];
          if (weight != 0) {
            sum = Math.fma(weight, lanes.k[stage][i][lane], sum);
          }
        }
        coefficients[power] = sum;
      }
      double[] saved = trajectory.saved[i];
      double y = lanes.y[i][lane];
      for (int point = from; point < to; point++) {
        double time = saveAt.time(point);
        if (time == tNext) {
          saved[point] = lanes.yNext[i][lane];
          continue;
        }
        double theta = (time - t) / h;
        double polynomial = coefficients[degree - 1];
        for (int power = degree - 2; power >= 0; power--) {
          polynomial = Math.fma(polynomial, theta, coefficients[power]);
        }
        saved[point] = Math.fma(h * theta, polynomial, y);
      }
    }
    trajectory.savedPoints = to;
  }
}

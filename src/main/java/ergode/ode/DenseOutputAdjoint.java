package ergode.ode;

import java.util.Arrays;

/**
 * The transpose of {@link DenseOutput}: passes the cotangents of save points on to the steps that
 * they lie in, from the last to the first.
 */
final class DenseOutputAdjoint {

  /** Powers whose sums are in registers together; few methods have more. */
  private static final int POWERS_AT_ONCE = 5;

  private final Lanes lanes;
  private final Lanes cotangents;

  /** The size of the step in a lane if a save point lies inside it, else 0. */
  final double[] size;

  /** Of each lane, the last save point that has not been passed on; point 0 never is. */
  private final int[] last;

  /** By power of theta, with room for those that are summed beyond the last. */
  private final double[] sums;

  private double[] times = {};

  /** Where the save points of a step lie in it. */
  private double[] theta = {};

  /** Of the component at hand, the cotangent times the next power of theta. */
  private double[] terms = {};

  DenseOutputAdjoint(Lanes lanes, Lanes cotangents) {
    this.lanes = lanes;
    this.cotangents = cotangents;
    size = new double[lanes.t.length];
    last = new int[lanes.capacity];
    sums = new double[lanes.dense.length + POWERS_AT_ONCE];
  }

  /** Takes the save points of the trajectories to come. */
  void begin(SaveAt saveAt) {
    if (times.length != saveAt.points()) {
      times = new double[saveAt.points()];
      theta = new double[saveAt.points()];
      terms = new double[saveAt.points()];
    }
    Arrays.setAll(times, saveAt::time);
  }

  /** Readies a lane for the last step of a trajectory. */
  void begin(int lane, Tape tape) {
    last[lane] = times.length - 1;
    while (last[lane] > 0 && times[last[lane]] > tape.time(tape.steps())) {
      last[lane]--;
    }
  }

  /**
   * Passes on the save points in {@code (t, tNext]} of the step in a lane: sets the cotangents of
   * its state and interpolant, and adds to that of its new state.
   *
   * @param saved cotangents of the saved states, [component][point]
   */
  void pass(int lane, double[][] saved) {
    int to = last[lane] + 1;
    if (to > 1 && times[to - 1] == lanes.tNext[lane]) {
      to--;
      for (int i = 0; i < lanes.dimension; i++) {
        cotangents.yNext[i][lane] += saved[i][to];
      }
    }
    int from = to;
    for (; from > 1 && times[from - 1] > lanes.t[lane]; from--) {
      theta[from - 1] = (times[from - 1] - lanes.t[lane]) / lanes.h[lane];
    }
    for (int i = 0; i < lanes.dimension; i++) {
      interpolated(i, lane, saved[i], from, to);
    }
    size[lane] = from < to ? lanes.h[lane] : 0;
    last[lane] = from - 1;
  }

  /** Passes nothing on in a lane. */
  void rest(int lane) {
    size[lane] = 0;
    for (double[][] power : cotangents.dense) {
      for (double[] row : power) {
        row[lane] = 0;
      }
    }
  }

  /** By {@code y + h sum_p P_p theta^p} at the points inside the step. */
  private void interpolated(int component, int lane, double[] saved, int from, int to) {
    double[][][] dense = cotangents.dense;
    sumPowers(0, saved, from, to);
    for (int power = POWERS_AT_ONCE; power <= dense.length; power += POWERS_AT_ONCE) {
      sumPowers(power, terms, from, to);
    }
    cotangents.y[component][lane] = sums[0];
    for (int i = 0; i < dense.length; i++) {
      dense[i][component][lane] = lanes.h[lane] * sums[i + 1];
    }
  }

  /**
   * Sums from this power of theta on, in one loop: sums that do not wait for each other.
   *
   * @param factors cotangents times the power
   */
  private void sumPowers(int power, double[] factors, int from, int to) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    double sum4 = 0;
    for (int point = from; point < to; point++) {
      double x = theta[point];
      double term0 = factors[point];
      double term1 = term0 * x;
      double term2 = term1 * x;
      double term3 = term2 * x;
      double term4 = term3 * x;
      sum0 += term0;
      sum1 += term1;
      sum2 += term2;
      sum3 += term3;
      sum4 += term4;
      terms[point] = term4 * x;
    }
    sums[power] = sum0;
    sums[power + 1] = sum1;
    sums[power + 2] = sum2;
    sums[power + 3] = sum3;
    sums[power + 4] = sum4;
  }
}

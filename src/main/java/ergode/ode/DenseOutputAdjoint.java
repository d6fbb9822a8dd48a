package ergode.ode;

import java.util.Arrays;

/**
 * The transpose of {@link DenseOutput}: passes the cotangents of save points on to the steps that
 * they lie in, from the last to the first.
 */
final class DenseOutputAdjoint {
  private final Lanes lanes;
  private final Lanes cotangents;

  /** The size of the step in a lane if a save point lies inside it, else 0. */
  final double[] size;

  /** Of each lane, the last save point that has not been passed on; point 0 never is. */
  private final int[] last;

  private final double[] sums;
  private double[] times = {};

  /** Where the save points of a step lie in it. */
  private double[] theta = {};

  DenseOutputAdjoint(Lanes lanes, Lanes cotangents) {
    this.lanes = lanes;
    this.cotangents = cotangents;
    size = new double[lanes.t.length];
    last = new int[lanes.capacity];
    sums = new double[lanes.dense.length];
  }

  /** Takes the save points of the trajectories to come. */
  void begin(SaveAt saveAt) {
    if (times.length != saveAt.points()) {
      times = new double[saveAt.points()];
      theta = new double[saveAt.points()];
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
    double state = 0;
    Arrays.fill(sums, 0);
    for (int point = from; point < to; point++) {
      double factor = lanes.h[lane] * saved[point];
      state += saved[point];
      for (int power = 0; power < sums.length; power++) {
        factor *= theta[point];
        sums[power] += factor;
      }
    }
    cotangents.y[component][lane] = state;
    for (int power = 0; power < sums.length; power++) {
      cotangents.dense[power][component][lane] = sums[power];
    }
  }
}

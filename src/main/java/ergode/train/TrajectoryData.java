package ergode.train;

import ergode.ode.SaveAt;

/**
 * Trajectories to learn from or to be scored on, in memory.
 *
 * @param ids of the rows they come from, [trajectory]
 * @param states at the save points, [trajectory][component][point]
 */
public record TrajectoryData(SaveAt saveAt, long[] ids, double[][][] states) {
  public TrajectoryData {
    if (ids.length != states.length) {
      throw new IllegalArgumentException(
          ids.length + " ids for " + states.length + " trajectories");
    }
    for (int i = 0; i < ids.length; i++) {
      for (double[] component : states[i]) {
        requireWhole(ids[i], component, saveAt.points());
      }
    }
  }

  private static void requireWhole(long id, double[] values, int points) {
    if (values.length != points) {
      throw new IllegalArgumentException(
          "trajectory " + id + " has " + values.length + " points, expected " + points);
    }
    for (int k = 0; k < points; k++) {
      if (!Double.isFinite(values[k])) {
        throw new IllegalArgumentException(
            "trajectory " + id + " has " + values[k] + " at save point " + k);
      }
    }
  }

  /** Number of trajectories. */
  public int size() {
    return ids.length;
  }

  /** The save points from the first on, as a grid of their own. */
  public SaveAt first(int points) {
    return points == saveAt.points()
        ? saveAt
        : new SaveAt(saveAt.t0(), saveAt.time(points - 1), points);
  }

  /** Copies the first state of a trajectory. */
  void first(long trajectory, double[] state) {
    for (int i = 0; i < state.length; i++) {
      state[i] = states[(int) trajectory][i][0];
    }
  }

  /** Some of the trajectories. */
  public TrajectoryData select(int... chosen) {
    long[] some = new long[chosen.length];
    double[][][] their = new double[chosen.length][][];
    for (int i = 0; i < chosen.length; i++) {
      some[i] = ids[chosen[i]];
      their[i] = states[chosen[i]];
    }
    return new TrajectoryData(saveAt, some, their);
  }

  /** Lengths of the paths through the space of states, over the first save points. */
  double[] pathLengths(int points) {
    double[] lengths = new double[size()];
    for (int i = 0; i < lengths.length; i++) {
      for (int k = 1; k < points; k++) {
        double square = 0;
        for (double[] component : states[i]) {
          double change = component[k] - component[k - 1];
          square += change * change;
        }
        lengths[i] += Math.sqrt(square);
      }
    }
    return lengths;
  }

  /**
   * Accelerations estimated from the velocities, the second half of the components:
   * [trajectory][coordinate][point].
   */
  double[][][] accelerations() {
    return accelerations(new FiniteDifferences(saveAt.points()));
  }

  /**
   * By how much those estimates change if polynomials are of two degrees less: the root mean square
   * as a share of that of the estimates. More than their error where the save points are close
   * together, and near 1 where they are too far apart for any estimate.
   */
  public double accelerationUncertainty() {
    int window = Math.min(FiniteDifferences.WINDOW, saveAt.points());
    double[][][] best = accelerations();
    double[][][] other =
        accelerations(new FiniteDifferences(Math.max(1, window - 2), saveAt.points()));
    double changes = 0;
    double squares = 0;
    for (int i = 0; i < best.length; i++) {
      for (int j = 0; j < best[i].length; j++) {
        for (int k = 0; k < best[i][j].length; k++) {
          double change = other[i][j][k] - best[i][j][k];
          changes += change * change;
          squares += best[i][j][k] * best[i][j][k];
        }
      }
    }
    return squares == 0 ? 0 : Math.sqrt(changes / squares);
  }

  private double[][][] accelerations(FiniteDifferences differences) {
    double[][][] accelerations = new double[size()][][];
    for (int i = 0; i < accelerations.length; i++) {
      int coordinates = states[i].length / 2;
      accelerations[i] = new double[coordinates][];
      for (int j = 0; j < coordinates; j++) {
        accelerations[i][j] = differences.derivative(states[i][coordinates + j], saveAt.spacing());
      }
    }
    return accelerations;
  }
}

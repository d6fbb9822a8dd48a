package ergode.train;

import ergode.backend.Backend;
import ergode.backend.Kernel;
import ergode.backend.LaneGroups;
import java.util.Arrays;

/**
 * The loss over the predicted paths of a gradient shard, save point by save point: a group of lanes
 * is a save point of all its trajectories.
 */
final class PathLoss {

  /** Of a call of the kernel: few enough that its memory stays in a core's cache. */
  private static final int CALL_LANES = 128;

  private static final int LANES = LaneGroups.SIZE;

  private final LossTerms terms;
  private final TrajectoryData data;
  private final double[][][] accelerations;
  private final int dimension;
  private final int gradientSize;
  private final Kernel kernel;
  private final double[][] inputs;
  private final double[][] outputs;
  private final double[] totals;

  /**
   * A loss for shards of trajectories.
   *
   * @param accelerations recorded ones, [trajectory][coordinate][point]; none if they are no target
   */
  PathLoss(
      Backend backend,
      LearningProblem problem,
      LossTerms terms,
      TrajectoryData data,
      double[][][] accelerations) {
    this.accelerations = accelerations;
    this.terms = terms;
    this.data = data;
    dimension = problem.dimension();
    kernel =
        backend.compile(
            PointLoss.of(
                terms, problem.model(), problem.truth(), problem.all(), problem.trainedNames()));
    inputs = new double[kernel.inputRows()][CALL_LANES];
    outputs = new double[kernel.outputRows()][CALL_LANES];
    totals = new double[kernel.totalCount()];
    gradientSize = terms.motion() == MotionTarget.OFF ? 0 : problem.trainedCount();
  }

  /**
   * Computes the loss of a shard, and the cotangents of its paths.
   *
   * @param values all parameters
   * @param first the shard's first lane in a block
   * @param rows the trajectory in each lane of the block
   * @param failed lanes that count for nothing
   * @param path predicted states, [lane][component][point]; overwritten with their cotangents
   */
  void run(
      double[] values, int first, int[] rows, boolean[] failed, double[][][] path, int points) {
    Arrays.fill(totals, 0);
    int most = CALL_LANES / LANES;
    for (int from = 0; from < points; from += most) {
      int count = Math.min(most, points - from);
      for (int lane = 0; lane < LANES; lane++) {
        int at = first + lane;
        gather(lane, rows[at], failed[at], path[at], from, count);
      }
      kernel.run(inputs, values, outputs, totals, count * LANES);
      for (int lane = 0; lane < LANES; lane++) {
        for (int i = 0; i < dimension; i++) {
          double[] cotangents = path[first + lane][i];
          double[] row = outputs[i];
          for (int k = 0; k < count; k++) {
            cotangents[from + k] = row[k * LANES + lane];
          }
        }
      }
    }
  }

  private void gather(
      int lane, int trajectory, boolean failed, double[][] path, int from, int count) {
    double[][] recorded = data.states()[trajectory];
    double[][] predicted = failed ? recorded : path;
    for (int k = 0; k < count; k++) {
      inputs[0][k * LANES + lane] = failed ? 0 : 1;
    }
    for (int i = 0; i < dimension; i++) {
      spread(predicted[i], from, count, inputs[1 + i], lane);
      spread(recorded[i], from, count, inputs[1 + dimension + i], lane);
    }
    for (int i = 1 + 2 * dimension; i < inputs.length; i++) {
      spread(accelerations[trajectory][i - 1 - 2 * dimension], from, count, inputs[i], lane);
    }
  }

  private static void spread(double[] series, int from, int count, double[] row, int lane) {
    for (int k = 0; k < count; k++) {
      row[k * LANES + lane] = series[from + k];
    }
  }

  /** Copies the gradient of the motion term. */
  void gradientTo(double[] gradient, int from) {
    System.arraycopy(totals, 0, gradient, from, gradientSize);
  }

  /** The trajectory term of the shard. */
  double trajectoryLoss() {
    int at = terms.motion() == MotionTarget.OFF ? 0 : gradientSize + 1;
    return terms.trajectory() ? totals[at] : 0;
  }

  /** The motion term of the shard. */
  double motionLoss() {
    return terms.motion() == MotionTarget.OFF ? 0 : totals[gradientSize];
  }
}

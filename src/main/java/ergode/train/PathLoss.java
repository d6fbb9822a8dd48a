package ergode.train;

import ergode.backend.Backend;
import ergode.backend.Kernel;
import java.util.Arrays;

/**
 * The loss over predicted paths, save point by save point: a call of the kernel takes the same few
 * save points of all lanes of a block, so that the strand of a trajectory is its lane.
 */
final class PathLoss {

  /** Of a call of the kernel: few enough that its memory stays in a core's cache. */
  private static final int CALL_LANES = 128;

  private final LossTerms terms;
  private final TrajectoryData data;
  private final double[][][] accelerations;
  private final int lanes;
  private final int dimension;
  private final int gradientSize;
  private final Kernel kernel;
  private final double[][] inputs;
  private final double[][] outputs;
  private final double[] totals;
  private final double[] trajectoryLoss;
  private final double[] motionLoss;

  /**
   * A loss for blocks of so many lanes.
   *
   * @param accelerations recorded ones, [trajectory][coordinate][point]; none if they are no target
   */
  PathLoss(
      Backend backend,
      LearningProblem problem,
      LossTerms terms,
      TrajectoryData data,
      double[][][] accelerations,
      int lanes) {
    this.accelerations = accelerations;
    this.terms = terms;
    this.data = data;
    this.lanes = lanes;
    dimension = problem.dimension();
    kernel =
        backend.compile(
            PointLoss.of(
                terms, problem.model(), problem.truth(), problem.all(), problem.trainedNames()));
    int room = Math.max(CALL_LANES / lanes, 1) * lanes;
    inputs = new double[kernel.inputRows()][room];
    outputs = new double[kernel.outputRows()][room];
    totals = new double[kernel.totalCount() * lanes];
    gradientSize = terms.motion() == MotionTarget.OFF ? 0 : problem.trainedCount() * lanes;
    trajectoryLoss = new double[lanes];
    motionLoss = new double[lanes];
  }

  /**
   * Computes the loss and what follows from it.
   *
   * @param values all parameters
   * @param rows the trajectory in each lane
   * @param failed lanes that count for nothing
   * @param path predicted states, [lane][component][point]; overwritten with their cotangents
   * @param gradient by trained parameter and strand: the motion term's is added
   */
  void run(
      double[] values,
      int[] rows,
      boolean[] failed,
      double[][][] path,
      int points,
      double[] gradient) {
    Arrays.fill(totals, 0);
    int pointsPerCall = inputs[0].length / lanes;
    for (int first = 0; first < points; first += pointsPerCall) {
      int count = Math.min(pointsPerCall, points - first);
      gather(rows, failed, path, first, count);
      kernel.run(inputs, values, outputs, totals, count * lanes);
      for (int lane = 0; lane < lanes; lane++) {
        for (int i = 0; i < dimension; i++) {
          double[] cotangents = path[lane][i];
          double[] row = outputs[i];
          for (int k = 0; k < count; k++) {
            cotangents[first + k] = row[k * lanes + lane];
          }
        }
      }
    }
    for (int j = 0; j < gradientSize; j++) {
      gradient[j] += totals[j];
    }
    int at = gradientSize;
    if (terms.motion() != MotionTarget.OFF) {
      System.arraycopy(totals, at, motionLoss, 0, lanes);
      at += lanes;
    }
    if (terms.trajectory()) {
      System.arraycopy(totals, at, trajectoryLoss, 0, lanes);
    }
  }

  private void gather(int[] rows, boolean[] failed, double[][][] path, int first, int count) {
    for (int lane = 0; lane < lanes; lane++) {
      double[][] recorded = data.states()[rows[lane]];
      double[][] predicted = failed[lane] ? recorded : path[lane];
      double weight = failed[lane] ? 0 : 1;
      for (int k = 0; k < count; k++) {
        inputs[0][k * lanes + lane] = weight;
      }
      for (int i = 0; i < dimension; i++) {
        spread(predicted[i], first, count, inputs[1 + i], lane);
        spread(recorded[i], first, count, inputs[1 + dimension + i], lane);
      }
      for (int i = 1 + 2 * dimension; i < inputs.length; i++) {
        double[] series = accelerations[rows[lane]][i - 1 - 2 * dimension];
        spread(series, first, count, inputs[i], lane);
      }
    }
  }

  private void spread(double[] series, int first, int count, double[] row, int lane) {
    for (int k = 0; k < count; k++) {
      row[k * lanes + lane] = series[first + k];
    }
  }

  /** The trajectory term, by strand. */
  double[] trajectoryLoss() {
    return trajectoryLoss;
  }

  /** The motion term, by strand. */
  double[] motionLoss() {
    return motionLoss;
  }
}

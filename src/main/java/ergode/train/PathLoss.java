package ergode.train;

import ergode.backend.Backend;
import ergode.backend.Kernel;
import java.util.Arrays;

/**
 * The loss summed over predicted paths, one after the other: the lanes of a call of the kernel are
 * consecutive save points of one path.
 */
final class PathLoss {

  /** Of a call of the kernel: few enough that its memory stays in a core's cache. */
  private static final int CALL_LANES = 128;

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
   * A loss that has summed nothing yet.
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

  /** Forgets the paths so far. */
  void clear() {
    Arrays.fill(totals, 0);
  }

  /**
   * Adds a path.
   *
   * @param values all parameters
   * @param trajectory number of the recorded one
   * @param path predicted states, [component][point]; overwritten with their cotangents
   */
  void add(double[] values, int trajectory, double[][] path, int points) {
    for (int from = 0; from < points; from += CALL_LANES) {
      int count = Math.min(CALL_LANES, points - from);
      copyIn(path, from, count, 0);
      copyIn(data.states()[trajectory], from, count, dimension);
      if (accelerations.length > 0) {
        copyIn(accelerations[trajectory], from, count, 2 * dimension);
      }
      kernel.run(inputs, values, outputs, totals, count);
      for (int i = 0; i < dimension; i++) {
        System.arraycopy(outputs[i], 0, path[i], from, count);
      }
    }
  }

  private void copyIn(double[][] series, int from, int count, int firstRow) {
    for (int i = 0; i < series.length; i++) {
      System.arraycopy(series[i], from, inputs[firstRow + i], 0, count);
    }
  }

  /** Copies the gradient of the motion term. */
  void gradientTo(double[] gradient, int from) {
    System.arraycopy(totals, 0, gradient, from, gradientSize);
  }

  /** The trajectory term. */
  double trajectoryLoss() {
    int at = terms.motion() == MotionTarget.OFF ? 0 : gradientSize + 1;
    return terms.trajectory() ? totals[at] : 0;
  }

  /** The motion term. */
  double motionLoss() {
    return terms.motion() == MotionTarget.OFF ? 0 : totals[gradientSize];
  }
}

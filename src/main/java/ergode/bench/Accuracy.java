package ergode.bench;

import ergode.backend.Backend;
import ergode.data.Simulation;
import java.util.Map;

/**
 * An integration that is accurate to {@value #BOUND} rad, and how that was found out.
 *
 * @param integration with DOP853
 * @param medianError median over the trajectories of the larger error of the two angles at the end
 *     time, against a run at {@value #REFERENCE}, rad
 */
record Accuracy(Integration integration, double medianError) {
  static final double BOUND = 1e-9;
  static final double REFERENCE = 1e-13;
  private static final int SAMPLE = 512;
  private static final String METHOD = "dop853";

  /** From loose to tight. */
  private static final double[] TOLERANCES = {1e-9, 5e-10, 2e-10, 1e-10, 5e-11, 2e-11, 1e-11};

  /**
   * The loosest tolerance that will do.
   *
   * @throws IllegalStateException if none does
   */
  static Accuracy find(Simulation ensemble, Backend backend, int points) {
    double[][] truth = ends(integration(ensemble, REFERENCE, points), backend);
    for (double tolerance : TOLERANCES) {
      Integration candidate = integration(ensemble, tolerance, points);
      double error = medianError(ends(candidate, backend), truth);
      if (error <= BOUND) {
        return new Accuracy(candidate, error);
      }
    }
    throw new IllegalStateException(
        "no tolerance down to "
            + TOLERANCES[TOLERANCES.length - 1]
            + " gives a median angle error of at most "
            + BOUND
            + " rad");
  }

  private static Integration integration(Simulation ensemble, double tolerance, int points) {
    return new Integration(ensemble, METHOD, tolerance, CoreFigures.TMAX, points);
  }

  /** Angles at the last save point, [trajectory][angle]. */
  private static double[][] ends(Integration integration, Backend backend) {
    int angles = integration.ensemble().system().system().coordinates().size();
    int last = integration.points() - 1;
    double[][] ends = new double[SAMPLE][angles];
    integration
        .solver(backend)
        .solve(
            integration.design()::initialCondition,
            0,
            SAMPLE,
            trajectory -> {
              for (int i = 0; i < angles; i++) {
                ends[(int) trajectory.id()][i] = trajectory.saved()[i][last];
              }
            });
    return ends;
  }

  static double medianError(double[][] ends, double[][] truth) {
    double[] errors = new double[ends.length];
    for (int k = 0; k < ends.length; k++) {
      for (int i = 0; i < ends[k].length; i++) {
        errors[k] = Math.max(errors[k], Math.abs(ends[k][i] - truth[k][i]));
      }
    }
    return Repeats.median(errors);
  }

  Map<String, Object> conditions() {
    return Map.of(
        "median_theta_error", medianError,
        "median_theta_error_bound", BOUND,
        "error_sample", SAMPLE,
        "reference_tolerance", REFERENCE);
  }
}

package ergode.train;

import ergode.backend.Backend;
import ergode.ode.EnsembleSolver;
import ergode.ode.InitialValueProblem;
import ergode.ode.Outcome;
import ergode.ode.SolverSettings;
import java.util.stream.IntStream;

/**
 * Where a field leads from the first states of recorded trajectories.
 *
 * @param states at the save points, [trajectory][component][point]; NaN where a run did not arrive
 * @param drift largest change of the field's own invariant over each run; 0 if it has none
 * @param outcomes of each run
 */
public record Forecast(double[][][] states, double[] drift, Outcome[] outcomes) {
  /**
   * Many, because a small forecast is made by kernels that are not compiled yet, block by block.
   */
  private static final int LANES = 64;

  private static final int MOST_IN_TASK = 4 * LANES;

  /** Whether a run got to the last save point. */
  boolean arrived(int trajectory) {
    return outcomes[trajectory] == Outcome.OK;
  }

  /** How many runs did not. */
  int failed() {
    return (int) IntStream.range(0, outcomes.length).filter(i -> !arrived(i)).count();
  }

  /**
   * Integrates a field.
   *
   * @param start trajectories whose first states and save points are taken
   */
  public static Forecast of(
      Backend backend,
      InitialValueProblem field,
      SolverSettings settings,
      TrajectoryData start,
      int threads) {
    int size = start.size();
    int inTask = Math.max(1, Math.min(MOST_IN_TASK, (size + threads - 1) / threads));
    Forecast forecast = new Forecast(new double[size][][], new double[size], new Outcome[size]);
    try (Workers<EnsembleSolver> workers =
        new Workers<>(
            threads, () -> new EnsembleSolver(backend, field, settings, start.saveAt(), LANES))) {
      workers.run(
          (size + inTask - 1) / inTask,
          (solver, task) ->
              solver.solve(
                  start::first,
                  (long) task * inTask,
                  Math.min(size, (task + 1L) * inTask),
                  trajectory -> {
                    int i = (int) trajectory.id();
                    double[][] saved = trajectory.saved();
                    double[][] copy = new double[saved.length][];
                    for (int component = 0; component < saved.length; component++) {
                      copy[component] = saved[component].clone();
                    }
                    forecast.states()[i] = copy;
                    forecast.drift()[i] = trajectory.invariantDrift();
                    forecast.outcomes()[i] = trajectory.outcome();
                  }));
    }
    return forecast;
  }
}

package ergode.bench;

import ergode.backend.Backend;
import ergode.ode.InitialValueProblem;
import ergode.ode.SolverSettings;
import ergode.ode.StepControl;
import ergode.ode.Tolerances;
import ergode.ode.VectorField;
import ergode.train.Forecast;
import ergode.train.ForecastErrors;
import ergode.train.LearningProblem;
import ergode.train.TrajectoryData;
import java.util.Map;

/**
 * How far a model is from the truth itself, at a tolerance far below that of the forecast, and how
 * far the exact equations of motion are from it when they are integrated as the model is: no model
 * can be better than that, but by luck.
 */
record TruthScores(Backend backend, SolverSettings settings, int threads) {
  private static final double TRUTH = 1e-11;

  /**
   * Errors over the save points of trajectories, from whose first states everything starts.
   *
   * @return mean squares, median and 90th percentile over trajectories, of model and exact field
   */
  Map<String, Object> of(LearningProblem problem, double[] parameters, TrajectoryData start) {
    InitialValueProblem model =
        new InitialValueProblem(
            VectorField.autonomous(problem.model()),
            problem.modelValues(problem.values(parameters)),
            null);
    InitialValueProblem exact =
        new InitialValueProblem(
            VectorField.autonomous(problem.truth()), problem.truthValues(), null);
    SolverSettings tight =
        new SolverSettings(
            settings.method(),
            StepControl.Pid.integral(new Tolerances(TRUTH, TRUTH)),
            settings.firstStep(),
            100 * settings.maxSteps());
    TrajectoryData truth =
        new TrajectoryData(start.saveAt(), start.ids(), states(exact, tight, start));
    ForecastErrors.Summary ofModel = errors(states(model, settings, start), truth);
    ForecastErrors.Summary ofExact = errors(states(exact, settings, start), truth);
    return Map.of(
        "truth_mse_median", ofModel.median(),
        "truth_mse_p90", ofModel.p90(),
        "exact_field_mse_median", ofExact.median(),
        "exact_field_mse_p90", ofExact.p90());
  }

  private double[][][] states(
      InitialValueProblem field, SolverSettings solver, TrajectoryData start) {
    return Forecast.of(backend, field, solver, start, threads).states();
  }

  private static ForecastErrors.Summary errors(double[][][] states, TrajectoryData truth) {
    return ForecastErrors.of(states, truth).meanSquares();
  }
}

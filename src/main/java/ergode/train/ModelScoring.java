package ergode.train;

import ergode.backend.Backend;
import ergode.data.SolverConfig;
import ergode.data.SystemConfig;
import ergode.expr.Graph;
import ergode.mechanics.MechanicalSystem;
import ergode.network.Model;
import ergode.ode.InitialValueProblem;
import ergode.ode.Methods;
import ergode.ode.SaveAt;
import ergode.ode.SolverSettings;
import ergode.ode.StepControl;
import ergode.ode.Tolerances;
import ergode.ode.VectorField;
import java.util.stream.IntStream;

/**
 * Scores a model of one system with given physical parameters, which need not be those that it was
 * trained at. The scores do not depend on the number of threads.
 */
public final class ModelScoring {
  /** Relative and absolute tolerance of the solution that counts as true. */
  public static final double TOLERANCE = 1e-11;

  private static final long MOST_STEPS = 100_000_000;

  private final Backend backend;
  private final SystemConfig system;
  private final LearningProblem problem;
  private final boolean isPotential;
  private final double[] values;
  private final InitialValueProblem model;
  private final InitialValueProblem exact;
  private final SolverConfig solver;
  private final int threads;

  /**
   * A scoring.
   *
   * @param system physical parameters
   * @param solver of the model and of the exact equations
   * @throws ergode.data.InvalidInputException if the model cannot stand for the system
   */
  public ModelScoring(
      Backend backend, Model model, SystemConfig system, SolverConfig solver, int threads) {
    this.backend = backend;
    this.system = system;
    this.solver = solver;
    this.threads = threads;
    problem = LearningProblem.of(model.lagrangian(), system);
    isPotential = model.lagrangian().potential().isPresent();
    values = problem.values();
    double[] trained = model.parameters();
    System.arraycopy(trained, 0, values, values.length - trained.length, trained.length);
    this.model =
        new InitialValueProblem(
            VectorField.autonomous(problem.model()),
            problem.modelValues(values),
            model.lagrangian().energy());
    MechanicalSystem mechanics = system.system();
    exact =
        new InitialValueProblem(
            VectorField.autonomous(problem.truth()), problem.truthValues(), energy(mechanics));
  }

  private static Graph energy(MechanicalSystem mechanics) {
    return mechanics.equationsOfMotion().energy(mechanics.parameterNames());
  }

  /**
   * Scores, with the trajectories that they are of.
   *
   * @param truth solutions of the true equations at {@link #TOLERANCE}
   * @param model the model's forecasts
   * @param exact those of the true equations with the model's solver settings
   */
  public record Scored(ModelScores scores, TrajectoryData truth, Forecast model, Forecast exact) {}

  /** Scores on recorded trajectories of the same physical parameters. */
  public Scored onRecorded(String rows, TrajectoryData recorded) {
    return score(rows, recorded, true);
  }

  /** Scores on solutions that start where trajectories of other physical parameters did. */
  public Scored fromStartsOf(String rows, TrajectoryData others) {
    return score(rows, others, false);
  }

  private Scored score(String rows, TrajectoryData start, boolean isRecorded) {
    SaveAt saveAt = start.saveAt();
    SolverSettings accurate =
        new SolverSettings(
            Methods.byName("dop853").orElseThrow(),
            StepControl.Pid.integral(new Tolerances(TOLERANCE, TOLERANCE)),
            saveAt.spacing(),
            MOST_STEPS);
    Forecast solved = Forecast.of(backend, exact, accurate, start, threads);
    TrajectoryData truth = new TrajectoryData(saveAt, start.ids(), solved.states());
    SolverSettings settings = solver.settings(saveAt);
    Forecast byModel = Forecast.of(backend, model, settings, start, threads);
    Forecast byTruth = Forecast.of(backend, exact, settings, start, threads);
    TrajectoryData reference = isRecorded ? start : truth;
    ModelScores scores =
        new ModelScores(
            rows,
            system.values(),
            start.size(),
            scores(byModel, true, truth, reference, isRecorded),
            scores(byTruth, false, truth, reference, isRecorded));
    return new Scored(scores, truth, byModel, byTruth);
  }

  private FieldScores scores(
      Forecast forecast,
      boolean isModel,
      TrajectoryData truth,
      TrajectoryData reference,
      boolean isRecorded) {
    double scale = system.energyScale();
    return new FieldScores(
        FieldScores.Errors.of(ForecastErrors.of(forecast.states(), truth)),
        isRecorded ? FieldScores.Errors.of(ForecastErrors.of(forecast.states(), reference)) : null,
        summary(motion(reference.states(), isModel), 1),
        summary(arrived(forecast, motion(forecast.states(), isModel)), 1),
        summary(arrived(forecast, energyDrift(forecast)), scale),
        isModel && !isPotential
            ? null
            : summary(arrived(forecast, forecast.drift()), isModel ? scale / massUnit() : scale),
        forecast.failed());
  }

  /** A Lagrangian with a learned potential is per kilogram of one bob. */
  private double massUnit() {
    return system.values().getOrDefault("m1", 1.0);
  }

  /** Infinite where the forecast did not arrive, or went beyond all bounds. */
  private static double[] arrived(Forecast forecast, double[] errors) {
    return IntStream.range(0, errors.length)
        .mapToDouble(
            i ->
                forecast.arrived(i) && !Double.isNaN(errors[i])
                    ? errors[i]
                    : Double.POSITIVE_INFINITY)
        .toArray();
  }

  /** Of each trajectory, the mean over points and components. */
  private double[] motion(double[][][] states, boolean isModel) {
    double[] means = new double[states.length];
    if (!isModel) {
      return means; // the true equations agree with themselves
    }
    double[][] squares =
        StateFunctions.along(
            states, StateFunctions.accelerationError(problem), values, backend, threads);
    for (int i = 0; i < means.length; i++) {
      double sum = 0;
      for (double square : squares[i]) {
        sum += square;
      }
      means[i] = sum / ((double) squares[i].length * problem.dimension());
    }
    return means;
  }

  private double[] energyDrift(Forecast forecast) {
    double[][] energies =
        StateFunctions.along(
            forecast.states(), energy(system.system()), system.parameters(), backend, threads);
    double[] drift = new double[energies.length];
    for (int i = 0; i < drift.length; i++) {
      for (double energy : energies[i]) {
        drift[i] = Math.max(drift[i], Math.abs(energy - energies[i][0]));
      }
    }
    return drift;
  }

  private static ForecastErrors.Summary summary(double[] values, double unit) {
    return ForecastErrors.Summary.of(
        IntStream.range(0, values.length).mapToDouble(i -> values[i] / unit).toArray());
  }
}

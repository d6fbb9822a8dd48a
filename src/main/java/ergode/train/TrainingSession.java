package ergode.train;

import ergode.backend.Backend;
import ergode.data.SystemConfig;
import ergode.network.Model;
import ergode.network.NeuralLagrangian;
import ergode.ode.InitialValueProblem;
import ergode.ode.SolverSettings;
import ergode.ode.VectorField;
import org.jspecify.annotations.Nullable;

/** A training with its data: the losses of its stages, and what a set of parameters is worth. */
public final class TrainingSession implements AutoCloseable {
  private final Backend backend;
  private final Training training;
  private final SolverSettings settings;
  private final TrajectoryData data;
  private final int threads;
  private final NeuralLagrangian model;
  private final LearningProblem problem;
  private @Nullable MotionRegression regression;
  private @Nullable TrajectoryObjective integration;

  /**
   * A session with kernels for {@code threads} threads, which are compiled when they are needed.
   *
   * @param system that the data is of
   * @param settings of the solver
   * @throws ergode.data.InvalidInputException if the model cannot stand for the system
   */
  public TrainingSession(
      Backend backend,
      Training training,
      SystemConfig system,
      SolverSettings settings,
      TrajectoryData data,
      int threads) {
    this.backend = backend;
    this.training = training;
    this.settings = settings;
    this.data = data;
    this.threads = threads;
    model = training.architecture().lagrangian();
    problem = LearningProblem.of(model, system);
  }

  /** Number of trained numbers. */
  public int parameterCount() {
    return problem.trainedCount();
  }

  /** The parameters that training starts from, unless others are given. */
  public double[] initial() {
    return model.initial(training.seed());
  }

  /**
   * Goes through the recipe.
   *
   * @throws ergode.data.InvalidInputException if it asks for more than the data has
   */
  public Trainer trainer() {
    return new Trainer(this::objective, training.recipe());
  }

  private Objective objective(Stage stage) {
    return stage.isPretraining() ? regression() : integration();
  }

  private Objective regression() {
    if (regression == null) {
      MotionTarget target = training.terms().motion();
      regression =
          new MotionRegression(
              backend,
              problem,
              model.linearTensors(),
              target,
              MotionData.of(data, training.pretrainingStates(), target),
              threads);
    }
    return regression;
  }

  private Objective integration() {
    if (integration == null) {
      integration =
          new TrajectoryObjective(backend, problem, training.terms(), settings, data, threads);
    }
    return integration;
  }

  /** The model with some parameters. */
  public Model model(double[] parameters) {
    return new Model(training.architecture(), problem.constants(), parameters);
  }

  /** How far the model is from other trajectories. */
  public ForecastErrors errors(double[] parameters, TrajectoryData others) {
    double[] values = problem.values(parameters);
    InitialValueProblem field =
        new InitialValueProblem(
            VectorField.autonomous(problem.model()), problem.modelValues(values), null);
    Forecast forecast = Forecast.of(backend, field, settings, others, threads);
    return ForecastErrors.of(forecast.states(), others);
  }

  @Override
  public void close() {
    if (regression != null) {
      regression.close();
    }
    if (integration != null) {
      integration.close();
    }
  }
}

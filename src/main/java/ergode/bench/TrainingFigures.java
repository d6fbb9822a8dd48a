package ergode.bench;

import ergode.backend.Backend;
import ergode.data.Simulation;
import ergode.data.SolverConfig;
import ergode.mechanics.Inversion;
import ergode.network.Activation;
import ergode.network.Architecture;
import ergode.network.Features;
import ergode.network.Form;
import ergode.network.NeuralLagrangian;
import ergode.ode.InitialValueProblem;
import ergode.ode.SolverSettings;
import ergode.ode.VectorField;
import ergode.train.Adam;
import ergode.train.AdamSettings;
import ergode.train.Batches;
import ergode.train.Forecast;
import ergode.train.ForecastErrors;
import ergode.train.LearningProblem;
import ergode.train.LinearFit;
import ergode.train.LossTerms;
import ergode.train.Method;
import ergode.train.MotionData;
import ergode.train.MotionObjective;
import ergode.train.MotionTarget;
import ergode.train.Objective;
import ergode.train.Rates;
import ergode.train.Recipe;
import ergode.train.Trainer;
import ergode.train.TrainingState;
import ergode.train.TrajectoryObjective;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How fast the course's model is trained: a network of 2,304 parameters in double precision,
 * batches of 32 double pendulums, Tsit5 at 1e-5, Adam.
 */
public final class TrainingFigures {
  public static final String STEP = "step_ms_";
  public static final String RECIPE = "recipe_seconds";
  public static final String IMPROVED = "improved_seconds";
  public static final String STRUCTURED = "structured_seconds";

  private static final int BATCH = 32;
  private static final long SEED = 420;
  private static final double RATE = 5e-3;
  private static final AdamSettings ADAM = new AdamSettings(0.9, 0.999, 1e-8, 0, 1.0);

  /** At which the equation of motion is compared. */
  private static final int STATES = 2_048;

  /** So many steps over so many points come first: the untrained model has no force at all. */
  private static final int FIRST_STEPS = 15;

  private static final int FIRST_POINTS = 200;

  private final Backend backend;
  private final Effort effort;
  private final int threads;
  private final PendulumData data;
  private final SolverSettings settings;
  private final Simulation ensemble;
  private final NeuralLagrangian model;
  private final LearningProblem problem;

  /**
   * Figures about an ensemble.
   *
   * @param ensemble its system and initial conditions, at least as many as the course has
   */
  public TrainingFigures(Simulation ensemble, Backend backend, Effort effort, int threads) {
    this.ensemble = ensemble;
    this.backend = backend;
    this.effort = effort;
    this.threads = threads;
    data = PendulumData.of(ensemble, backend);
    SolverConfig solver = ensemble.solver();
    settings = solver.settings(data.train().saveAt());
    model = model(ensemble, false);
    problem = LearningProblem.of(model, ensemble.system());
  }

  /** The course's network, with or without a linear map from the features to the potential. */
  private static NeuralLagrangian model(Simulation ensemble, boolean skip) {
    return new Architecture(
            ensemble.system().name(),
            Form.POTENTIAL_GL2,
            Features.FOURIER,
            32,
            3,
            Activation.TANH,
            false,
            skip,
            Inversion.SOLVE)
        .lagrangian();
  }

  /**
   * Time of a step at some numbers of save points, ms.
   *
   * @param print takes each figure as soon as it is there
   */
  public void steps(Consumer<Measurement> print, int... lengths) {
    Batches batches = new Batches(SEED, data.train().size(), BATCH);
    try (TrajectoryObjective objective = objective()) {
      double[] parameters = model.initial(SEED);
      Adam adam = new Adam(ADAM, parameters.length);
      int[] step = {0};
      for (; step[0] < FIRST_STEPS; step[0]++) {
        adam.step(parameters, p -> objective.evaluate(p, batches.at(step[0]), FIRST_POINTS), RATE);
      }
      for (int points : lengths) {
        WarmUp warmUp =
            WarmUp.of(
                effort,
                1,
                1L << 20,
                size ->
                    Timing.ofThisProcess(
                        () -> {
                          for (int i = 0; i < size; i++) {
                            objective.evaluate(parameters, batches.at(step[0] + i), points);
                          }
                          return size;
                        }));
        List<Timing> timings = new ArrayList<>();
        for (int i = 0; i < effort.repeats(); i++) {
          timings.add(
              Timing.ofThisProcess(
                  () -> {
                    int[] batch = batches.at(step[0]++);
                    adam.step(parameters, p -> objective.evaluate(p, batch, points), RATE);
                    return 1;
                  }));
        }
        print.accept(
            new Repeats(timings)
                .measurement(STEP + points, "ms", timing -> 1e3 * timing.wallSeconds())
                .under(conditions())
                .under(warmUp.conditions())
                .under(Map.of("save_points", points)));
      }
    }
  }

  /** The whole recipe of the course with the rates it intends, s; and what the model is worth. */
  public Measurement recipe() throws IOException {
    Recipe recipe =
        new Recipe(
            Recipe.stages(List.of(Method.ADAM), List.of(300, 500, 500), List.of(0.5, 0.75, 1.0)),
            new Rates(Rates.Kind.INTENDED, List.of(5e-3, 2.5e-3, 1e-3), 0, 0),
            BATCH,
            SEED,
            true,
            ADAM,
            10);
    long start = System.nanoTime();
    double[] parameters;
    try (TrajectoryObjective objective = objective()) {
      parameters = train(objective, recipe);
    }
    return run(RECIPE, start, parameters);
  }

  /** L-BFGS on the equation of motion at recorded states, s; and what the model is worth. */
  public Measurement improved() throws IOException {
    Recipe recipe =
        new Recipe(
            Recipe.stages(List.of(Method.LBFGS), List.of(4_000), List.of(1.0)),
            new Rates(Rates.Kind.CONSTANT, List.of(1.0), 0, 0),
            1,
            SEED,
            true,
            ADAM,
            10);
    long start = System.nanoTime();
    MotionData states = MotionData.of(data.train(), STATES, MotionTarget.ORACLE);
    double[] parameters;
    try (MotionObjective objective =
        new MotionObjective(backend, problem, MotionTarget.ORACLE, states, threads)) {
      parameters = train(objective, recipe);
    }
    return run(IMPROVED, start, parameters);
  }

  /** Least squares for what the accelerations are linear in, s; and what the model is worth. */
  public Measurement structured() {
    NeuralLagrangian withSkip = model(ensemble, true);
    LearningProblem structured = LearningProblem.of(withSkip, ensemble.system());
    long start = System.nanoTime();
    LinearFit fit =
        LinearFit.of(
            backend,
            structured,
            withSkip.linearTensors(),
            MotionTarget.ORACLE,
            MotionData.of(data.train(), STATES, MotionTarget.ORACLE),
            withSkip.initial(SEED),
            threads);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Measurement(STRUCTURED, seconds, "s", conditions())
        .under(
            Map.of(
                "parameters", structured.trainedCount(),
                "states", STATES,
                "motion_mse", fit.motionLoss(),
                "passes", fit.passes()))
        .under(
            new TruthScores(backend, settings, threads)
                .of(structured, fit.parameters(), data.test()));
  }

  private double[] train(Objective objective, Recipe recipe) throws IOException {
    TrainingState state = TrainingState.initial(recipe, model.initial(SEED));
    new Trainer(objective, recipe).run(state, (metrics, after) -> {});
    return state.parameters().clone();
  }

  private Measurement run(String name, long start, double[] parameters) {
    double seconds = (System.nanoTime() - start) / 1e9;
    double[] values = problem.values(parameters);
    InitialValueProblem field =
        new InitialValueProblem(
            VectorField.autonomous(problem.model()), problem.modelValues(values), null);
    Forecast forecast = Forecast.of(backend, field, settings, data.test(), threads);
    ForecastErrors.Summary errors = ForecastErrors.of(forecast.states(), data.test()).meanSquares();
    return new Measurement(name, seconds, "s", conditions())
        .under(
            Map.of(
                "test_mse_median", errors.median(),
                "test_mse_p90", errors.p90(),
                "test_mse_mean", errors.mean(),
                "test_mse_max", errors.max()));
  }

  private TrajectoryObjective objective() {
    return new TrajectoryObjective(
        backend,
        problem,
        new LossTerms(true, MotionTarget.ORACLE),
        settings,
        data.train(),
        threads);
  }

  private Map<String, Object> conditions() {
    return Map.of(
        "batch",
        BATCH,
        "parameters",
        problem.trainedCount(),
        "training_trajectories",
        data.train().size(),
        "threads",
        threads);
  }
}

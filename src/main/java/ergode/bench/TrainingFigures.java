package ergode.bench;

import ergode.backend.Backend;
import ergode.data.Simulation;
import ergode.network.Model;
import ergode.network.NeuralLagrangian;
import ergode.ode.SolverSettings;
import ergode.train.Adam;
import ergode.train.Batches;
import ergode.train.ForecastErrors;
import ergode.train.LearningProblem;
import ergode.train.ModelScores;
import ergode.train.ModelScoring;
import ergode.train.Recipe;
import ergode.train.Stage;
import ergode.train.Training;
import ergode.train.TrainingSession;
import ergode.train.TrainingState;
import ergode.train.TrajectoryObjective;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/** How fast models are trained on the double pendulum, and with how much memory. */
public final class TrainingFigures {
  public static final String STEP = "step_ms_";
  public static final String MEMORY = "peak_memory_mb";
  public static final String RECIPE = "recipe_seconds";
  public static final String IMPROVED = "improved_seconds";
  public static final String STRUCTURED = "structured_seconds";

  private static final double MEGABYTE = 1e6;

  private final Backend backend;
  private final Effort effort;
  private final int threads;
  private final PendulumData data;
  private final SolverSettings settings;
  private final Simulation ensemble;

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
    settings = ensemble.solver().settings(data.train().saveAt());
  }

  /**
   * Time of a training's step at some numbers of save points, ms.
   *
   * @param print takes each figure as soon as it is there
   */
  public void steps(Training training, Consumer<Measurement> print, int... lengths) {
    try (TrainingSteps steps = start(training)) {
      for (int points : lengths) {
        WarmUp warmUp = warmUp(steps, points);
        List<Timing> timings = new ArrayList<>();
        for (int i = 0; i < effort.repeats(); i++) {
          timings.add(
              Timing.ofThisProcess(
                  () -> {
                    steps.step(points);
                    return 1;
                  }));
        }
        print.accept(
            new Repeats(timings)
                .measurement(STEP + points, "ms", timing -> 1e3 * timing.wallSeconds())
                .under(stepConditions(training, points))
                .under(warmUp.conditions()));
      }
    }
  }

  /**
   * Most memory that a training's step over all save points takes beside the data, MB of 10^6
   * bytes.
   *
   * <p>It is a sum of three: what stays reachable between two steps beyond what was reachable
   * before the first (tapes, paths, gradients, the optimiser's moments); all that a step allocates
   * on the heap, on all threads, the largest of the repeats; and what has been added outside the
   * heap, code and classes included. Whatever a step holds at any moment was there when it began or
   * was allocated by it, so the sum is an upper bound of the peak, whenever the collector runs. How
   * far the heap grows before the collector runs is the JVM's choice ({@code -Xmx}) and no part of
   * it. A warm-up comes first: vector code that is not compiled yet makes an object of every
   * vector, short-lived garbage of hundreds of megabytes a step.
   */
  public Measurement memory(Training training) {
    int points = data.train().saveAt().points();
    long offHeap = MemoryGauge.offHeap();
    long heap = MemoryGauge.liveHeap();
    try (TrainingSteps steps = start(training)) {
      WarmUp warmUp = warmUp(steps, points);
      steps.step(points);
      long allocated = 0;
      for (int i = 0; i < effort.repeats(); i++) {
        long before = MemoryGauge.allocated();
        steps.step(points);
        allocated = Math.max(allocated, MemoryGauge.allocated() - before);
      }
      double held = (MemoryGauge.liveHeap() - heap) / MEGABYTE;
      double outside = (MemoryGauge.offHeap() - offHeap) / MEGABYTE;
      double step = allocated / MEGABYTE;
      return new Measurement(MEMORY, held + step + outside, "MB", stepConditions(training, points))
          .under(
              Map.of(
                  "held_between_steps_mb", held,
                  "allocated_by_a_step_mb", step,
                  "off_heap_mb", outside,
                  "repeats", effort.repeats()))
          .under(warmUp.conditions());
    }
  }

  private WarmUp warmUp(TrainingSteps steps, int points) {
    return WarmUp.of(
        effort,
        1,
        1L << 20,
        size ->
            Timing.ofThisProcess(
                () -> {
                  steps.evaluate(size, points);
                  return size;
                }));
  }

  private TrainingSteps start(Training training) {
    NeuralLagrangian model = training.architecture().lagrangian();
    Recipe recipe = training.recipe();
    double[] parameters = model.initial(training.seed());
    return new TrainingSteps(
        new TrajectoryObjective(
            backend,
            LearningProblem.of(model, ensemble.system()),
            training.terms(),
            settings,
            data.train(),
            threads),
        new Batches(recipe.seed(), data.train().size(), recipe.batch()),
        new Adam(recipe.adam(), parameters.length),
        recipe.rates().rates().get(0),
        parameters);
  }

  private Map<String, Object> stepConditions(Training training, int points) {
    Map<String, Object> conditions = conditions(training);
    conditions.put("batch", training.recipe().batch());
    conditions.put("save_points", points);
    return conditions;
  }

  /** A whole training, with all compilation, s; and what the model is worth. */
  public Measurement recipe(String name, Training training) throws IOException {
    long start = System.nanoTime();
    try (TrainingSession session =
        new TrainingSession(
            backend, training, ensemble.system(), settings, data.train(), threads)) {
      TrainingState state = TrainingState.initial(training.recipe(), session.initial());
      session.trainer().run(state, (metrics, after) -> {});
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Measurement(name, seconds, "s", recipeConditions(training))
          .under(worth(session.model(state.parameters())));
    }
  }

  /**
   * What a model is worth on trajectories that it has not seen, and the exact field beside it,
   * which no model can beat, but by luck.
   */
  private Map<String, Object> worth(Model model) {
    ModelScores scores =
        new ModelScoring(backend, model, ensemble.system(), ensemble.solver(), threads)
            .onRecorded("test", data.test())
            .scores();
    ForecastErrors.Summary recorded =
        Objects.requireNonNull(scores.model().recorded()).meanSquare();
    ForecastErrors.Summary truth = scores.model().truth().meanSquare();
    ForecastErrors.Summary exact = scores.exact().truth().meanSquare();
    return Map.of(
        "motion_mse", scores.model().motionAtReference().mean(),
        "test_mse_median", recorded.median(),
        "test_mse_p90", recorded.p90(),
        "test_mse_mean", recorded.mean(),
        "test_mse_max", recorded.max(),
        "truth_mse_median", truth.median(),
        "truth_mse_p90", truth.p90(),
        "exact_field_mse_median", exact.median(),
        "exact_field_mse_p90", exact.p90());
  }

  private Map<String, Object> recipeConditions(Training training) {
    Map<String, Object> conditions = conditions(training);
    List<Stage> stages = training.recipe().stages();
    if (stages.stream().anyMatch(Stage::isPretraining)) {
      conditions.put("states", training.pretrainingStates());
    }
    if (stages.stream().anyMatch(stage -> !stage.isPretraining())) {
      conditions.put("batch", training.recipe().batch());
    }
    return conditions;
  }

  private Map<String, Object> conditions(Training training) {
    return new TreeMap<>(
        Map.of(
            "parameters", training.architecture().lagrangian().layout().size(),
            "training_trajectories", data.train().size(),
            "threads", threads));
  }
}

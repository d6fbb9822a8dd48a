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
import ergode.ode.SolverSettings;
import ergode.train.Adam;
import ergode.train.AdamSettings;
import ergode.train.Batches;
import ergode.train.LearningProblem;
import ergode.train.LossTerms;
import ergode.train.MotionTarget;
import ergode.train.TrajectoryObjective;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How fast the course's model is trained: a network of 2,304 parameters in double precision,
 * batches of 32 double pendulums, Tsit5 at 1e-5, Adam.
 */
public final class TrainingFigures {
  private static final int BATCH = 32;
  private static final long SEED = 420;
  private static final double RATE = 5e-3;
  private static final AdamSettings ADAM = new AdamSettings(0.9, 0.999, 1e-8, 0, 1.0);

  /** So many steps over so many points come first: the untrained model has no force at all. */
  private static final int FIRST_STEPS = 15;

  private static final int FIRST_POINTS = 200;

  private final Backend backend;
  private final Effort effort;
  private final int threads;
  private final PendulumData data;
  private final SolverSettings settings;
  private final NeuralLagrangian model;
  private final LearningProblem problem;

  /**
   * Figures about an ensemble.
   *
   * @param ensemble its system and initial conditions, at least as many as the course has
   */
  public TrainingFigures(Simulation ensemble, Backend backend, Effort effort, int threads) {
    this.backend = backend;
    this.effort = effort;
    this.threads = threads;
    data = PendulumData.of(ensemble, backend);
    SolverConfig solver = ensemble.solver();
    settings = solver.settings(data.train().saveAt());
    model =
        new Architecture(
                ensemble.system().name(),
                Form.POTENTIAL_GL2,
                Features.FOURIER,
                32,
                3,
                Activation.TANH,
                false,
                false,
                Inversion.SOLVE)
            .lagrangian();
    problem = LearningProblem.of(model, ensemble.system());
  }

  /** Time of a step at some numbers of save points, ms. */
  public List<Measurement> steps(int... lengths) {
    List<Measurement> figures = new ArrayList<>();
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
                    Timing.ofThisThread(
                        () -> {
                          for (int i = 0; i < size; i++) {
                            objective.evaluate(parameters, batches.at(step[0] + i), points);
                          }
                          return size;
                        }));
        List<Timing> timings = new ArrayList<>();
        for (int i = 0; i < effort.repeats(); i++) {
          timings.add(
              Timing.ofThisThread(
                  () -> {
                    int[] batch = batches.at(step[0]++);
                    adam.step(parameters, p -> objective.evaluate(p, batch, points), RATE);
                    return 1;
                  }));
        }
        figures.add(
            new Repeats(timings)
                .measurement("step_ms_" + points, "ms", timing -> 1e3 * timing.wallSeconds())
                .under(conditions())
                .under(warmUp.conditions())
                .under(Map.of("save_points", points)));
      }
    }
    return figures;
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

package ergode.app;

import ergode.data.InvalidInputException;
import ergode.data.SolverConfig;
import ergode.mechanics.Inversion;
import ergode.network.Activation;
import ergode.network.Architecture;
import ergode.network.Features;
import ergode.network.Form;
import ergode.train.AdamSettings;
import ergode.train.CheckpointPolicy;
import ergode.train.HoldOut;
import ergode.train.LossTerms;
import ergode.train.Method;
import ergode.train.MotionTarget;
import ergode.train.Rates;
import ergode.train.Recipe;
import ergode.train.Stage;
import ergode.train.Training;
import java.util.ArrayList;
import java.util.List;

/**
 * The training that a configuration asks for.
 *
 * @param threads that compute; they change no bit of the result
 */
record TrainingSettings(Training training, CheckpointPolicy checkpoints, int threads) {

  private static final int MOST_THREADS = 1024;

  /** Methods that need no trajectories. */
  private static final List<Method> PRETRAINING = List.of(Method.LBFGS, Method.LEAST_SQUARES);

  /**
   * Validates a configuration.
   *
   * @param system that the model is to stand for
   * @throws InvalidInputException naming the first key that will not do
   */
  static TrainingSettings of(Settings settings, String system) {
    return settings.located(() -> new Reader(settings, system).read());
  }

  /**
   * How the model is solved: as the data set was, unless a key of the section solver is set, which
   * then counts as a whole.
   */
  static SolverConfig solver(Settings settings, SolverConfig ofDataset) {
    boolean isSet =
        settings.keys().stream()
            .anyMatch(key -> KnownKeys.head(key).equals("solver") && !settings.isDefault(key));
    return isSet ? settings.located(() -> SimulationSettings.solver(settings)) : ofDataset;
  }

  private record Reader(Settings settings, String system) {

    TrainingSettings read() {
      Architecture architecture = architecture();
      Recipe recipe = recipe();
      requireSolvable(architecture, recipe);
      Training training =
          new Training(
              architecture,
              settings.whole("model.seed"),
              terms(),
              recipe,
              count("pretrain.states"),
              new HoldOut(settings.number("train.hold-out")));
      return new TrainingSettings(
          training,
          new CheckpointPolicy(count("train.checkpoint.every"), count("train.checkpoint.keep")),
          threads());
    }

    private Architecture architecture() {
      Form form = settings.choice("model.form", Form.class);
      Features features = settings.choice("model.features", Features.class);
      Activation activation = settings.choice("model.activation", Activation.class);
      Inversion inversion = settings.choice("model.inversion", Inversion.class);
      int width = size("model.width", 4096);
      int depth = size("model.depth", 64);
      boolean finalBias = settings.flag("model.final-bias");
      boolean skip = settings.flag("model.skip");
      if (inversion != Inversion.SOLVE && form != Form.FREE) {
        throw settings.invalid(
            "model.inversion", "solve with model.form = " + settings.text("model.form"));
      }
      return new Architecture(
          system, form, features, width, depth, activation, finalBias, skip, inversion);
    }

    private int size(String key, int most) {
      int size = count(key);
      if (size < 1 || size > most) {
        throw settings.invalid(key, "a whole number from 1 to " + most);
      }
      return size;
    }

    private LossTerms terms() {
      boolean trajectory = settings.flag("loss.trajectory");
      MotionTarget motion = settings.choice("loss.equation-of-motion", MotionTarget.class);
      if (!trajectory && motion == MotionTarget.OFF) {
        throw settings.invalid(
            "loss.equation-of-motion", "oracle or data, since loss.trajectory is false too");
      }
      return new LossTerms(trajectory, motion);
    }

    private Recipe recipe() {
      List<Stage> stages = new ArrayList<>();
      for (Method method : settings.choices("pretrain.methods", PRETRAINING)) {
        int steps = method == Method.LBFGS ? count("pretrain.steps") : 1;
        stages.add(new Stage(method, steps, 1.0, true));
      }
      List<Integer> steps = settings.counts("train.steps", Integer.MAX_VALUE);
      if (!steps.isEmpty()) {
        stages.addAll(
            Recipe.stages(
                settings.choices("train.optimiser", Method.class),
                steps,
                settings.numbers("train.lengths")));
      }
      return new Recipe(
          stages,
          new Rates(
              settings.choice("train.schedule", Rates.Kind.class),
              settings.numbers("train.rates"),
              settings.number("train.last-rate"),
              count("train.warm-up")),
          count("train.batch"),
          settings.whole("train.seed"),
          settings.flag("train.reset-state"),
          new AdamSettings(
              settings.number("train.beta1"),
              settings.number("train.beta2"),
              settings.number("train.epsilon"),
              settings.number("train.weight-decay"),
              settings.number("train.clip")),
          count("train.skip-limit"));
    }

    private void requireSolvable(Architecture architecture, Recipe recipe) {
      boolean leastSquares =
          recipe.stages().stream().anyMatch(stage -> stage.method() == Method.LEAST_SQUARES);
      if (leastSquares && architecture.lagrangian().linearTensors().isEmpty()) {
        throw settings.invalid(
            "pretrain.methods",
            "a list of lbfgs alone with model.form = "
                + settings.text("model.form")
                + ", whose accelerations are linear in no tensor");
      }
    }

    private int threads() {
      int threads =
          settings
              .countOrAuto("train.threads", Integer.MAX_VALUE)
              .map(Long::intValue)
              .orElseGet(Runtime.getRuntime()::availableProcessors);
      if (threads < 1 || threads > MOST_THREADS) {
        throw settings.invalid(
            "train.threads", "auto, or a whole number from 1 to " + MOST_THREADS);
      }
      return threads;
    }

    private int count(String key) {
      return (int) settings.count(key, Integer.MAX_VALUE);
    }
  }
}

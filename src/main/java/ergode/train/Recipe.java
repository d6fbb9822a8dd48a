package ergode.train;

import ergode.data.InvalidInputException;
import ergode.data.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How parameters are trained: stages of pre-training, then stages that integrate. With an {@link
 * Objective} and initial parameters it decides every bit of the result.
 *
 * @param batch trajectories of a step
 * @param seed of the draws of batches
 * @param resetState whether the optimiser's state is made anew when the length changes
 * @param skipLimit how many steps in a row may be skipped because they are not finite
 */
public record Recipe(
    List<Stage> stages,
    Rates rates,
    int batch,
    long seed,
    boolean resetState,
    AdamSettings adam,
    int skipLimit) {
  private static final int LEAST_POINTS = 2;

  public Recipe {
    stages = List.copyOf(stages);
    if (stages.isEmpty()) {
      throw new InvalidInputException(
          "train.steps",
          "[]",
          "one number per stage, or methods of pre-training in pretrain.methods");
    }
    requireSteps("pretrain.steps", stages.stream().filter(Stage::isPretraining).toList());
    requireSteps("train.steps", training(stages));
    if (stages.stream().anyMatch(stage -> !(stage.length() > 0 && stage.length() <= 1))) {
      throw new InvalidInputException(
          "train.lengths", list(stages, Stage::length), "shares above 0 and at most 1");
    }
    if (stages.stream().mapToLong(Stage::steps).sum() > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          "train.steps",
          list(stages, Stage::steps),
          "at most " + Integer.MAX_VALUE + " steps in all");
    }
    if (!training(stages).isEmpty()) {
      rates.schedule(steps(training(stages)));
    }
    if (stages.stream().anyMatch(s -> s.method() == Method.LEAST_SQUARES && !s.isPretraining())) {
      throw new InvalidInputException(
          "train.optimiser",
          list(stages, stage -> Names.of(stage.method())),
          "adam, adamw or lbfgs; least-squares is for pretrain.methods");
    }
    if (batch < 1) {
      throw new InvalidInputException("train.batch", Integer.toString(batch), "at least 1");
    }
    if (skipLimit < 1) {
      throw new InvalidInputException(
          "train.skip-limit", Integer.toString(skipLimit), "at least 1");
    }
  }

  /**
   * Stages of parallel lists, as a configuration has them.
   *
   * @param methods one for all stages, or one each
   */
  public static List<Stage> stages(
      List<Method> methods, List<Integer> steps, List<Double> lengths) {
    if (lengths.size() != steps.size()) {
      throw new InvalidInputException(
          "train.lengths",
          lengths.toString(),
          "as many as train.steps has, %d, not %d".formatted(steps.size(), lengths.size()));
    }
    if (methods.size() != 1 && methods.size() != steps.size()) {
      throw new InvalidInputException(
          "train.optimiser",
          methods.stream().map(Names::of).toList().toString(),
          "one, or as many as train.steps has, %d, not %d".formatted(steps.size(), methods.size()));
    }
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Method method = methods.get(methods.size() == 1 ? 0 : i);
      stages.add(new Stage(method, steps.get(i), lengths.get(i)));
    }
    return stages;
  }

  private static void requireSteps(String key, List<Stage> stages) {
    if (stages.stream().anyMatch(stage -> stage.steps() < 1)) {
      throw new InvalidInputException(
          key, list(stages, Stage::steps), "whole numbers of at least 1");
    }
  }

  /** Those that integrate. */
  private static List<Stage> training(List<Stage> stages) {
    return stages.stream().filter(stage -> !stage.isPretraining()).toList();
  }

  /** Steps of all stages, if none converges early. */
  public int steps() {
    return steps(stages).stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * The learning rate of the step after so many. Methods for a fixed loss find the length of a step
   * by themselves, and a whole one, which Newton's method would take, mostly is right.
   */
  double rate(TrainingState.Counts counts) {
    Stage now = stages.get(counts.stage());
    if (now.isPretraining() || now.method().needsFixedLoss()) {
      return 1.0;
    }
    List<Stage> training = training(stages);
    int before = stages.size() - training.size();
    return rates
        .schedule(steps(training))
        .rate(new StepCount(counts.trained(), counts.stage() - before, counts.sinceReset()));
  }

  /**
   * Refuses an objective that a stage is not for.
   *
   * @throws InvalidInputException if a batch or a length asks for more or less than there is
   */
  void requireFits(Stage stage, Objective objective) {
    if (!stage.method().needsFixedLoss() && batch > objective.size()) {
      throw new InvalidInputException(
          "train.batch",
          Integer.toString(batch),
          "at most %d, the number of training trajectories, since no batch has one twice"
              .formatted(objective.size()));
    }
    int points = objective.points();
    int least = Math.min(LEAST_POINTS, points); // an objective over single states has one
    if (stage.points(points) < least) {
      throw new InvalidInputException(
          "train.lengths",
          list(training(stages), Stage::length),
          "shares of the %d save points that leave at least %d, not %d"
              .formatted(points, least, stage.points(points)));
    }
  }

  /** The keys that decide the result, with their values. */
  public Map<String, Object> canonical() {
    Map<String, Object> keys = new TreeMap<>();
    List<Stage> before = this.stages.stream().filter(Stage::isPretraining).toList();
    if (!before.isEmpty()) {
      keys.put("pretrain.methods", before.stream().map(stage -> Names.of(stage.method())).toList());
      keys.put("pretrain.steps", steps(before));
    }
    List<Stage> stages = training(this.stages);
    keys.put("train.skip-limit", skipLimit);
    keys.put("train.steps", steps(stages));
    if (stages.isEmpty()) {
      return keys;
    }
    keys.put("train.optimiser", stages.stream().map(stage -> Names.of(stage.method())).toList());
    keys.put("train.lengths", stages.stream().map(Stage::length).toList());
    keys.put("train.schedule", Names.of(rates.kind()));
    keys.put("train.rates", rates.rates());
    if (rates.kind() == Rates.Kind.COSINE) {
      keys.put("train.last-rate", rates.last());
      keys.put("train.warm-up", rates.warmUp());
    }
    keys.put("train.batch", batch);
    keys.put("train.seed", seed);
    keys.put("train.reset-state", resetState);
    keys.put("train.beta1", adam.beta1());
    keys.put("train.beta2", adam.beta2());
    keys.put("train.epsilon", adam.epsilon());
    if (stages.stream().anyMatch(stage -> stage.method() == Method.ADAMW)) {
      keys.put("train.weight-decay", adam.weightDecay());
    }
    keys.put("train.clip", adam.clip());
    return keys;
  }

  private static List<Integer> steps(List<Stage> stages) {
    return stages.stream().map(Stage::steps).toList();
  }

  private static String list(List<Stage> stages, Function<Stage, ?> field) {
    return stages.stream().map(field).toList().toString();
  }
}

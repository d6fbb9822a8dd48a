package ergode.train;

import java.util.HashMap;
import java.util.Map;

/**
 * Everything that the steps to come depend on, between two steps. {@link #counts} and {@link
 * #tensors} are what a checkpoint keeps of it.
 */
public final class TrainingState {
  private static final String PARAMETERS = "parameters";
  private static final String LOSSES = "losses";
  private static final String FAILURES = "failures";
  private static final String OPTIMISER = "optimiser.";

  private final Recipe recipe;
  private final double[] parameters;
  private Optimiser optimiser;
  private Counts counts;

  /** Of steps over as many save points as the latest: a longer trajectory has a larger loss. */
  private final LatestMedian losses = new LatestMedian();

  private final LatestMedian failures = new LatestMedian();

  /**
   * Numbers of steps.
   *
   * @param step steps so far
   * @param pretraining of them, those of pre-training
   * @param stage number of the stage, from 0
   * @param stageSteps steps of that stage so far
   * @param sinceReset steps since the optimiser's state was last made anew
   * @param skipped steps that were skipped
   * @param skippedInARow of them, those just before now
   */
  public record Counts(
      int step,
      int pretraining,
      int stage,
      int stageSteps,
      int sinceReset,
      int skipped,
      int skippedInARow) {

    /** Steps so far that integrate. */
    int trained() {
      return step - pretraining;
    }

    Counts after(boolean skip, boolean isPretraining) {
      return new Counts(
          step + 1,
          pretraining + (isPretraining ? 1 : 0),
          stage,
          stageSteps + 1,
          sinceReset + 1,
          skipped + (skip ? 1 : 0),
          skip ? skippedInARow + 1 : 0);
    }

    Counts nextStage(boolean reset) {
      return new Counts(
          step, pretraining, stage + 1, 0, reset ? 0 : sinceReset, skipped, skippedInARow);
    }
  }

  private TrainingState(Recipe recipe, double[] parameters, Counts counts) {
    this.recipe = recipe;
    this.parameters = parameters;
    this.counts = counts;
    optimiser = newOptimiser();
  }

  /** Before the first step. */
  public static TrainingState initial(Recipe recipe, double[] parameters) {
    return new TrainingState(recipe, parameters.clone(), new Counts(0, 0, 0, 0, 0, 0, 0));
  }

  /**
   * What a checkpoint has kept.
   *
   * @throws IllegalArgumentException if it is that of another recipe
   */
  public static TrainingState restored(
      Recipe recipe, Counts counts, Map<String, double[]> tensors) {
    if (counts.stage() < 0 || counts.stage() >= recipe.stages().size()) {
      throw new IllegalArgumentException(
          "the state is of stage %d of %d".formatted(counts.stage() + 1, recipe.stages().size()));
    }
    StateTensors stored = new StateTensors(tensors);
    TrainingState state = new TrainingState(recipe, stored.get(PARAMETERS).clone(), counts);
    state.losses.restore(stored.get(LOSSES));
    state.failures.restore(stored.get(FAILURES));
    Map<String, double[]> own = new HashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(OPTIMISER)) {
            own.put(name.substring(OPTIMISER.length()), tensor);
          }
        });
    state.optimiser.restore(own);
    return state;
  }

  /** All its vectors, by name. */
  public Map<String, double[]> tensors() {
    Map<String, double[]> tensors = new HashMap<>();
    tensors.put(PARAMETERS, parameters.clone());
    tensors.put(LOSSES, losses.latest());
    tensors.put(FAILURES, failures.latest());
    optimiser.state().forEach((name, tensor) -> tensors.put(OPTIMISER + name, tensor));
    return StateTensors.nonEmpty(tensors);
  }

  public Counts counts() {
    return counts;
  }

  /** The parameters themselves, which a step changes. */
  public double[] parameters() {
    return parameters;
  }

  Optimiser optimiser() {
    return optimiser;
  }

  Stage stage() {
    return recipe.stages().get(counts.stage());
  }

  /** The median of the latest losses over as many save points; NaN before the first. */
  public double smoothedLoss() {
    return losses.value();
  }

  /** The median of how many trajectories failed in each of those; NaN before the first. */
  double smoothedFailures() {
    return failures.value();
  }

  /** Whether no stage has a step left. */
  public boolean isFinished() {
    return isStageDone() && counts.stage() == recipe.stages().size() - 1;
  }

  /** Whether the stage has no step left. */
  public boolean isStageDone() {
    return counts.stageSteps() == stage().steps() || optimiser.isConverged();
  }

  /** Whether too many steps in a row were skipped, so that training cannot go on. */
  boolean isDiverged() {
    return counts.skippedInARow() >= recipe.skipLimit();
  }

  /** Counts a step of that loss. */
  void count(Evaluation evaluation) {
    counts = counts.after(!evaluation.isFinite(), stage().isPretraining());
    if (evaluation.isFinite()) {
      losses.add(evaluation.loss());
      failures.add(evaluation.failed());
    }
  }

  void nextStage() {
    Stage before = stage();
    Stage next = recipe.stages().get(counts.stage() + 1);
    boolean reset = next.startsAnew(before, recipe.resetState());
    counts = counts.nextStage(reset);
    if (reset) {
      optimiser = newOptimiser();
    }
    if (next.length() != before.length() || next.isPretraining() != before.isPretraining()) {
      losses.clear();
      failures.clear();
    }
  }

  private Optimiser newOptimiser() {
    return stage().method().create(recipe.adam(), parameters.length);
  }
}

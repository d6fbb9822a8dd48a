package ergode.train;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Runs a recipe over objectives. Keeps nothing between two steps but the state it is given. */
public final class Trainer {
  private final Function<Stage, Objective> objectives;
  private final Recipe recipe;

  /**
   * A trainer.
   *
   * @throws ergode.data.InvalidInputException if the recipe asks for more than the objective has
   */
  public Trainer(Objective objective, Recipe recipe) {
    this(stage -> objective, recipe);
  }

  /**
   * A trainer with an objective for each stage.
   *
   * @throws ergode.data.InvalidInputException if the recipe asks for more than an objective has
   */
  public Trainer(Function<Stage, Objective> objectives, Recipe recipe) {
    recipe.stages().forEach(stage -> recipe.requireFits(stage, objectives.apply(stage)));
    this.objectives = objectives;
    this.recipe = recipe;
  }

  public Recipe recipe() {
    return recipe;
  }

  /**
   * Takes all steps that are left.
   *
   * @throws DivergedException if too many steps in a row are not finite
   */
  public void run(TrainingState state, TrainingListener listener) throws IOException {
    while (!state.isFinished()) {
      if (state.isStageDone()) {
        state.nextStage();
        continue;
      }
      StepMetrics metrics = step(state);
      listener.step(metrics, state);
      if (state.isDiverged()) {
        throw new DivergedException(recipe.skipLimit(), metrics);
      }
    }
  }

  private StepMetrics step(TrainingState state) {
    long begin = System.nanoTime();
    Stage stage = state.stage();
    TrainingState.Counts counts = state.counts();
    Objective objective = objectives.apply(stage);
    requireParameters(state, objective);
    int points = stage.points(objective.points());
    int[] batch =
        stage.method().needsFixedLoss()
            ? IntStream.range(0, objective.size()).toArray()
            : new Batches(recipe.seed(), objective.size(), recipe.batch()).at(counts.trained());
    double rate = recipe.rate(counts);
    Evaluation evaluation =
        state.optimiser().step(state.parameters(), objective.loss(batch, points), rate);
    state.count(evaluation);
    return new StepMetrics(
        counts.step() + 1,
        counts.stage() + 1,
        points,
        rate,
        evaluation.loss(),
        objective.terms().trajectory() ? evaluation.trajectoryLoss() : null,
        objective.terms().hasMotion() ? evaluation.motionLoss() : null,
        evaluation.gradientNorm(),
        evaluation.failed(),
        !evaluation.isFinite(),
        TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin) / 1e6);
  }

  private static void requireParameters(TrainingState state, Objective objective) {
    if (state.parameters().length != objective.parameterCount()) {
      throw new IllegalArgumentException(
          "got %d parameters to train for an objective of %d"
              .formatted(state.parameters().length, objective.parameterCount()));
    }
  }
}

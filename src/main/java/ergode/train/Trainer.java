package ergode.train;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Runs a recipe over an objective. Keeps nothing between two steps but the state it is given. */
public final class Trainer {
  private final Objective objective;
  private final Recipe recipe;
  private final Schedule schedule;
  private final Batches batches;
  private final int[] all;

  /**
   * A trainer.
   *
   * @throws ergode.data.InvalidInputException if the recipe asks for more than the objective has
   */
  public Trainer(Objective objective, Recipe recipe) {
    recipe.requireFits(objective);
    this.objective = objective;
    this.recipe = recipe;
    schedule = recipe.schedule();
    batches = new Batches(recipe.seed(), objective.size(), recipe.batch());
    all = IntStream.range(0, objective.size()).toArray();
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
    if (state.parameters().length != objective.parameterCount()) {
      throw new IllegalArgumentException(
          "got %d parameters to train for an objective of %d"
              .formatted(state.parameters().length, objective.parameterCount()));
    }
    while (!state.isFinished()) {
      if (state.isStageDone()) {
        state.nextStage();
        continue;
      }
      StepMetrics metrics = step(state);
      listener.step(metrics, state);
      if (state.counts().skippedInARow() >= recipe.skipLimit()) {
        throw new DivergedException(recipe.skipLimit(), metrics);
      }
    }
  }

  private StepMetrics step(TrainingState state) {
    long begin = System.nanoTime();
    StepCount at = state.counts().stepCount();
    Stage stage = state.stage();
    int points = stage.points(objective.points());
    int[] batch = stage.method().needsFixedLoss() ? all : batches.at(at.total());
    double rate = schedule.rate(at);
    Evaluation start =
        state.optimiser().step(state.parameters(), p -> objective.evaluate(p, batch, points), rate);
    state.count(start);
    return new StepMetrics(
        at.total() + 1,
        at.stage() + 1,
        points,
        rate,
        start.loss(),
        start.trajectoryLoss(),
        start.motionLoss(),
        start.gradientNorm(),
        start.failed(),
        !start.isFinite(),
        TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin) / 1e6);
  }
}

package ergode.app;

import ergode.data.Names;
import ergode.train.Method;
import ergode.train.Recipe;
import ergode.train.Stage;
import ergode.train.StepMetrics;
import ergode.train.TrainingListener;
import ergode.train.TrainingState;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Says how training goes: a line for each stage, and one at most every five seconds. It tells the
 * time left once no stage of another kind is to come, and once steps are about as fast as those of
 * the line before: the first ones run while their code is compiled, and take up to a hundred times
 * as long.
 */
final class TrainingProgress implements TrainingListener {
  private static final long NANOS = 1_000_000_000L;
  private static final long INTERVAL = 5 * NANOS;
  private static final double STEADY = 2;

  private final Output output;
  private final Recipe recipe;
  private final int trajectories;
  private final LongSupplier nanoTime;
  private long last;
  private int stage;
  private int steps;
  private double seconds;
  private double earlierSecondsPerStep = Double.POSITIVE_INFINITY;

  /**
   * The progress of a training.
   *
   * @param trajectories to train on
   */
  TrainingProgress(Output output, Recipe recipe, int trajectories, LongSupplier nanoTime) {
    this.output = output;
    this.recipe = recipe;
    this.trajectories = trajectories;
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
  }

  @Override
  public void step(StepMetrics metrics, TrainingState after) {
    if (metrics.stage() != stage) {
      stage = metrics.stage();
      begin(metrics);
    }
    steps++;
    seconds += metrics.seconds();
    if (metrics.skipped()) {
      output.note(
          "step %d is skipped: its loss or gradient is not finite".formatted(metrics.step()));
    }
    long now = nanoTime.getAsLong();
    if (now - last >= INTERVAL || after.isStageDone()) {
      last = now;
      output.progress(line(metrics, after));
      steps = 0;
      seconds = 0;
    }
  }

  private void begin(StepMetrics metrics) {
    Stage now = recipe.stages().get(stage - 1);
    output.progress(
        "stage %d of %d: %s, %s"
            .formatted(
                stage,
                recipe.stages().size(),
                Names.of(now.method()),
                now.isPretraining()
                    ? "on the equation of motion"
                    : "%s save points, rate %s"
                        .formatted(Lines.grouped(metrics.points()), metrics.learningRate())));
  }

  private String line(StepMetrics metrics, TrainingState after) {
    double secondsPerStep = seconds / steps;
    String rate =
        recipe.stages().get(stage - 1).isPretraining()
            ? String.format(Locale.ROOT, "%.3g steps/s", 1 / secondsPerStep)
            : String.format(Locale.ROOT, "%.0f samples/s", batch() / secondsPerStep);
    String line =
        String.format(
            Locale.ROOT,
            "train: step %,d of %,d, loss %.2e, gradient norm %.1e, %s%s",
            metrics.step(),
            recipe.steps(),
            metrics.loss(),
            metrics.gradientNorm(),
            failures(metrics),
            rate);
    boolean isSteady = secondsPerStep > earlierSecondsPerStep / STEADY;
    earlierSecondsPerStep = secondsPerStep;
    double left = secondsPerStep * stepsLeft(after);
    return left > 0 && isSteady && isAlikeToTheEnd()
        ? line + ", ETA " + ProgressLines.duration(left * NANOS)
        : line;
  }

  /** The loss leaves out what has failed. */
  private String failures(StepMetrics metrics) {
    return metrics.failed() == 0
        ? ""
        : String.format(Locale.ROOT, "%,d of %,d trajectories failed, ", metrics.failed(), batch());
  }

  private int batch() {
    boolean all = recipe.stages().get(stage - 1).method() == Method.LBFGS;
    return all ? trajectories : recipe.batch();
  }

  /** Whether the steps of all stages to come are of the present kind, whose cost tells theirs. */
  private boolean isAlikeToTheEnd() {
    Stage now = recipe.stages().get(stage - 1);
    return recipe.stages().subList(stage, recipe.stages().size()).stream()
        .allMatch(
            later ->
                later.method() == now.method() && later.isPretraining() == now.isPretraining());
  }

  /** Steps to go, in steps of the length of the present one; a longer one takes longer. */
  private double stepsLeft(TrainingState after) {
    Stage now = recipe.stages().get(stage - 1);
    double left = after.isStageDone() ? 0 : now.steps() - after.counts().stageSteps();
    for (Stage later : recipe.stages().subList(stage, recipe.stages().size())) {
      left += later.steps() * later.length() / now.length();
    }
    return left;
  }
}

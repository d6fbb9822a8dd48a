package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.InvalidInputException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {
  private static final List<Method> ADAM = List.of(Method.ADAM);
  private static final Rates ONE_RATE = new Rates(Rates.Kind.CONSTANT, List.of(1e-3), 0.0, 0);

  private static Recipe recipe(List<Integer> steps, List<Double> lengths, Rates rates, int batch) {
    return new Recipe(
        Recipe.stages(ADAM, steps, lengths), rates, batch, 1, true, AdamSettings.DEFAULT, 10);
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(InvalidInputException.class).hasMessage(message);
  }

  @Test
  void theSeedsStages() {
    List<Stage> stages = Recipe.stages(ADAM, List.of(300, 500, 500), List.of(0.5, 0.75, 1.0));
    assertThat(stages).extracting(stage -> stage.points(1000)).containsExactly(500, 750, 1000);
    Rates rates = new Rates(Rates.Kind.INTENDED, List.of(5e-3, 2.5e-3, 1e-3), 0.0, 0);
    Recipe recipe = new Recipe(stages, rates, 32, 5445, false, AdamSettings.DEFAULT, 10);
    assertThat(recipe.steps()).isEqualTo(1300);
    assertThat(recipe.canonical())
        .containsEntry("train.steps", List.of(300, 500, 500))
        .containsEntry("train.schedule", "intended")
        .containsEntry("train.optimiser", List.of("adam", "adam", "adam"))
        .doesNotContainKeys("train.weight-decay", "train.warm-up", "train.last-rate");
  }

  /** A method that searches along a line starts with a whole step, whatever Adam's rate is. */
  @Test
  void lineSearchesTryWholeSteps() {
    Recipe recipe =
        new Recipe(
            Recipe.stages(List.of(Method.ADAM, Method.LBFGS), List.of(9, 9), List.of(1.0, 1.0)),
            new Rates(Rates.Kind.COSINE, List.of(1e-3), 0.0, 2),
            1,
            1,
            true,
            AdamSettings.DEFAULT,
            10);
    TrainingState.Counts start = new TrainingState.Counts(0, 0, 0, 0, 0, 0, 0);
    assertThat(recipe.rate(start)).isZero();
    assertThat(recipe.rate(start.nextStage(true))).isEqualTo(1.0);
  }

  @Test
  void whatCountsIsCanonical() {
    Recipe recipe =
        new Recipe(
            Recipe.stages(List.of(Method.ADAMW), List.of(9), List.of(1.0)),
            new Rates(Rates.Kind.COSINE, List.of(1e-3), 1e-5, 2),
            1,
            1,
            true,
            AdamSettings.DEFAULT,
            10);
    assertThat(recipe.canonical())
        .containsEntry("train.weight-decay", 1e-4)
        .containsEntry("train.warm-up", 2)
        .containsEntry("train.last-rate", 1e-5);
  }

  @Test
  void listsOfUnequalLengthAreRefused() {
    assertRefused(
        () -> Recipe.stages(ADAM, List.of(1, 2), List.of(1.0)),
        "train.lengths = [1.0]: expected as many as train.steps has, 2, not 1");
    assertRefused(
        () -> Recipe.stages(List.of(Method.ADAM, Method.LBFGS), List.of(1), List.of(1.0)),
        "train.optimiser = [adam, lbfgs]: expected one, or as many as train.steps has, 1, not 2");
    assertRefused(
        () ->
            recipe(
                List.of(1, 2),
                List.of(1.0, 1.0),
                new Rates(Rates.Kind.INTENDED, List.of(1.0), 0, 0),
                1),
        "train.rates = [1.0]: expected as many as train.steps has, 2, not 1");
    assertRefused(
        () ->
            recipe(
                List.of(1), List.of(1.0), new Rates(Rates.Kind.COSINE, List.of(1.0, 2.0), 0, 0), 1),
        "train.rates = [1.0, 2.0]: expected one, not 2, with this train.schedule");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0, -0.5, 1.0000001, Double.NaN})
  void aLengthIsAShare(double length) {
    assertRefused(
        () -> recipe(List.of(1), List.of(length), ONE_RATE, 1),
        "train.lengths = [" + length + "]: expected shares above 0 and at most 1");
  }

  @Test
  void aStageHasSteps() {
    assertRefused(
        () -> recipe(List.of(), List.of(), ONE_RATE, 1),
        "train.steps = []: expected one number per stage, or methods of pre-training in"
            + " pretrain.methods");
    assertRefused(
        () -> recipe(List.of(3, 0), List.of(1.0, 1.0), ONE_RATE, 1),
        "train.steps = [3, 0]: expected whole numbers of at least 1");
    assertRefused(
        () -> recipe(List.of(2_000_000_000, 2_000_000_000), List.of(1.0, 1.0), ONE_RATE, 1),
        "train.steps = [2000000000, 2000000000]: expected at most 2147483647 steps in all");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1e-3", "NaN", "Infinity"})
  void aRateIsPositive(double rate) {
    assertRefused(
        () -> new Rates(Rates.Kind.CONSTANT, List.of(1.0, rate), 0.0, 0),
        "train.rates = [1.0, " + rate + "]: expected positive finite numbers");
  }

  @Test
  void aCosineFalls() {
    assertRefused(
        () -> new Rates(Rates.Kind.COSINE, List.of(1e-3), 2e-3, 0),
        "train.last-rate = 0.002: expected a number from 0 to train.rates = 0.001");
    assertRefused(
        () ->
            recipe(
                List.of(4, 5),
                List.of(1.0, 1.0),
                new Rates(Rates.Kind.COSINE, List.of(1.0), 0.0, 9),
                1),
        "train.warm-up = 9: expected less than the 9 steps of all stages");
    assertRefused(
        () -> new Rates(Rates.Kind.COSINE, List.of(1e-3), 0.0, -1),
        "train.warm-up = -1: expected a number of steps, at least 0");
  }

  @Test
  void aBatchFitsTheData() {
    Recipe recipe = recipe(List.of(1), List.of(1.0), ONE_RATE, 32);
    new Trainer(new LineFit(32), recipe);
    assertRefused(
        () -> new Trainer(new LineFit(1), recipe),
        "train.batch = 32: expected at most 1, the number of training trajectories, since no batch"
            + " has one twice");
    assertRefused(
        () -> recipe(List.of(1), List.of(1.0), ONE_RATE, 0),
        "train.batch = 0: expected at least 1");
  }

  @Test
  void aLengthLeavesTwoPoints() {
    new Trainer(new LineFit(1), recipe(List.of(1), List.of(0.2), ONE_RATE, 1));
    assertRefused(
        () -> new Trainer(new LineFit(1), recipe(List.of(1, 1), List.of(1.0, 0.15), ONE_RATE, 1)),
        "train.lengths = [1.0, 0.15]: expected shares of the 10 save points that leave at least 2,"
            + " not 1");
  }

  @Test
  void theSkipLimitIsPositive() {
    assertRefused(
        () ->
            new Recipe(
                Recipe.stages(ADAM, List.of(1), List.of(1.0)),
                ONE_RATE,
                1,
                1,
                true,
                AdamSettings.DEFAULT,
                0),
        "train.skip-limit = 0: expected at least 1");
  }
}

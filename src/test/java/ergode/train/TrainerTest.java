package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
  private static final double[] START = {0.0, 0.0};

  private final LineFit objective = new LineFit(12);
  private final List<StepMetrics> steps = new ArrayList<>();

  private TrainingState train(Recipe recipe) throws IOException {
    TrainingState state = TrainingState.initial(recipe, START);
    new Trainer(objective, recipe).run(state, (metrics, after) -> steps.add(metrics));
    return state;
  }

  @Test
  void goesThroughTheStages() throws IOException {
    TrainingState state = train(LineFit.recipe(true, Method.ADAM, Method.ADAM));
    assertThat(steps)
        .extracting(StepMetrics::step)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    assertThat(steps)
        .extracting(StepMetrics::stage)
        .containsExactly(1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2);
    assertThat(steps.subList(0, 6))
        .allMatch(step -> step.points() == 5 && step.learningRate() == 0.1);
    assertThat(steps.subList(6, 11))
        .allMatch(step -> step.points() == 10 && step.learningRate() == 0.05);
    assertThat(state.isFinished()).isTrue();
    assertThat(state.counts()).isEqualTo(new TrainingState.Counts(11, 0, 1, 5, 5, 0, 0));
  }

  @Test
  void aStepSaysWhatItWas() throws IOException {
    train(LineFit.recipe());
    StepMetrics first = steps.get(0);
    Evaluation expected = objective.evaluate(START, objective.batches.get(0), 5);
    assertThat(first.loss()).isEqualTo(expected.loss());
    assertThat(first.trajectoryLoss()).isEqualTo(expected.trajectoryLoss());
    assertThat(first.motionLoss()).isEqualTo(expected.motionLoss());
    assertThat(first.gradientNorm())
        .isCloseTo(Math.hypot(expected.gradient()[0], expected.gradient()[1]), within(1e-15));
    assertThat(first.skipped()).isFalse();
    assertThat(first.seconds()).isPositive();
  }

  @Test
  void everyStepDrawsItsBatch() throws IOException {
    train(LineFit.recipe(true, Method.ADAM, Method.ADAM));
    Batches batches = new Batches(11, 12, 4);
    for (int step = 0; step < 11; step++) {
      assertThat(objective.batches.get(step)).isEqualTo(batches.at(step));
    }
  }

  /** The loop written out, with the optimiser kept or made anew where the length changes. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void resetsTheOptimiserWhereTheRecipeSaysSo(boolean reset) throws IOException {
    double[] trained = train(LineFit.recipe(reset, Method.ADAM, Method.ADAM)).parameters();
    double[] expected = START.clone();
    Adam first = new Adam(AdamSettings.DEFAULT.withWeightDecay(0.0), 2);
    Adam second = reset ? new Adam(AdamSettings.DEFAULT.withWeightDecay(0.0), 2) : first;
    for (int step = 0; step < 11; step++) {
      int[] batch = new Batches(11, 12, 4).at(step);
      int points = step < 6 ? 5 : 10;
      (step < 6 ? first : second)
          .step(expected, p -> objective.evaluate(p, batch, points), step < 6 ? 0.1 : 0.05);
    }
    assertThat(trained).isEqualTo(expected);
  }

  /** The boundary of a faithful schedule counts from the reset. */
  @ParameterizedTest
  @CsvSource({"true, 0.1", "false, 0.005"})
  void aFaithfulScheduleCountsFromTheReset(boolean reset, double second) throws IOException {
    Recipe recipe =
        new Recipe(
            Recipe.stages(List.of(Method.ADAM), List.of(6, 5), List.of(0.5, 1.0)),
            new Rates(Rates.Kind.FAITHFUL, List.of(0.1, 0.05), 0.0, 0),
            4,
            11,
            reset,
            AdamSettings.DEFAULT,
            3);
    train(recipe);
    assertThat(steps.subList(0, 6)).allMatch(step -> step.learningRate() == 0.1);
    assertThat(steps.subList(6, 11))
        .allSatisfy(step -> assertThat(step.learningRate()).isCloseTo(second, within(1e-17)));
  }

  @Test
  void refusesParametersOfAnotherModel() {
    TrainingState state = TrainingState.initial(LineFit.recipe(), new double[3]);
    assertThatThrownBy(() -> new Trainer(objective, LineFit.recipe()).run(state, (m, s) -> {}))
        .hasMessage("got 3 parameters to train for an objective of 2");
  }

  @Test
  void lbfgsSeesAllTrajectoriesAndEndsItsStageWhenItHasConverged() throws IOException {
    TrainingState state = train(LineFit.recipe());
    assertThat(objective.batches.get(11)).isEqualTo(IntStream.range(0, 12).toArray());
    assertThat(steps).hasSizeBetween(13, 35);
    assertThat(state.isFinished()).isTrue();
    assertThat(state.parameters()[0]).isCloseTo(2.0, within(1e-7));
    assertThat(state.parameters()[1]).isCloseTo(3.0, within(1e-7));
  }

  @Test
  void aStageGoesOnAfterOneThatHasConverged() throws IOException {
    Recipe recipe = LineFit.recipe(true, Method.LBFGS, Method.LBFGS, Method.ADAM);
    train(recipe);
    int last = steps.size();
    assertThat(steps.get(last - 1).step()).isEqualTo(last);
    assertThat(steps).filteredOn(step -> step.stage() == 3).hasSize(30);
  }

  @Test
  void skipsWhatIsNotFinite() throws IOException {
    Batches batches = new Batches(11, 12, 4);
    // only batches that begin with that of step 2
    objective.poisoned.add(batches.at(2)[0]);
    List<Integer> expected = new ArrayList<>();
    List<double[]> parameters = new ArrayList<>();
    for (int step = 0; step < 11; step++) {
      if (batches.at(step)[0] == batches.at(2)[0]) {
        expected.add(step + 1);
      }
    }
    Recipe recipe = LineFit.recipe(true, Method.ADAM, Method.ADAM);
    TrainingState state = TrainingState.initial(recipe, START);
    new Trainer(objective, recipe)
        .run(
            state,
            (metrics, after) -> {
              steps.add(metrics);
              parameters.add(after.parameters().clone());
            });
    assertThat(steps)
        .filteredOn(StepMetrics::skipped)
        .extracting(StepMetrics::step)
        .containsExactlyElementsOf(expected)
        .contains(3);
    assertThat(parameters.get(2)).isEqualTo(parameters.get(1));
    assertThat(parameters.get(3)).isNotEqualTo(parameters.get(2));
    assertThat(state.counts().skipped()).isEqualTo(expected.size());
    assertThat(steps.get(2).failed()).isEqualTo(1);
  }

  @Test
  void givesUpAfterTooManySkippedStepsInARow() {
    IntStream.range(0, 12).forEach(objective.poisoned::add);
    assertThatThrownBy(() -> train(LineFit.recipe()))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("not finite in 3 steps in a row, the last being step 3 of stage 1")
        .hasMessageContaining("loss NaN")
        .hasMessageContaining("lower train.rates");
    assertThat(steps).hasSize(3);
  }

  /** Stopped after any step, and gone on from what a checkpoint keeps. */
  @Test
  void goesOnFromAnyStep() throws IOException {
    Recipe recipe = LineFit.recipe();
    List<Map<String, double[]>> tensors = new ArrayList<>();
    List<TrainingState.Counts> counts = new ArrayList<>();
    TrainingState whole = TrainingState.initial(recipe, START);
    new Trainer(objective, recipe)
        .run(
            whole,
            (metrics, after) -> {
              steps.add(metrics);
              tensors.add(after.tensors());
              counts.add(after.counts());
            });
    for (int stop = 0; stop < tensors.size(); stop++) {
      TrainingState state = TrainingState.restored(recipe, counts.get(stop), tensors.get(stop));
      List<StepMetrics> rest = new ArrayList<>(steps.subList(0, stop + 1));
      new Trainer(objective, recipe).run(state, (metrics, after) -> rest.add(metrics));
      assertThat(state.parameters()).isEqualTo(whole.parameters());
      assertThat(state.smoothedLoss()).isEqualTo(whole.smoothedLoss());
      assertThat(state.counts()).isEqualTo(whole.counts());
      assertThat(rest)
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("seconds")
          .isEqualTo(steps);
    }
  }

  @Test
  void refusesTheStateOfAnotherRecipe() {
    TrainingState.Counts counts = new TrainingState.Counts(30, 0, 3, 0, 0, 0, 0);
    assertThatThrownBy(() -> TrainingState.restored(LineFit.recipe(), counts, Map.of()))
        .hasMessage("the state is of stage 4 of 3");
  }
}

package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.train.AdamSettings;
import ergode.train.Method;
import ergode.train.Rates;
import ergode.train.Recipe;
import ergode.train.Stage;
import ergode.train.StepMetrics;
import ergode.train.TrainingState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {
  private static final Stage PRETRAINING = new Stage(Method.LBFGS, 100, 1, true);
  private static final Stage HALF = new Stage(Method.ADAM, 10, 0.5);
  private static final Stage WHOLE = new Stage(Method.ADAM, 20, 1);

  /** What is said after the fourth step of the first stage, of five seconds each. */
  private static String afterFourSteps(Stage... stages) {
    return afterFourSteps(0, stages);
  }

  private static String afterFourSteps(int failed, Stage... stages) {
    return last(said(failed, List.of(5.0, 5.0, 5.0, 5.0), stages));
  }

  private static String last(List<String> lines) {
    return lines.get(lines.size() - 1);
  }

  /** What is said while the first stage takes steps of these seconds. */
  private static List<String> said(int failed, List<Double> seconds, Stage... stages) {
    Recipe recipe =
        new Recipe(
            List.of(stages),
            new Rates(Rates.Kind.CONSTANT, List.of(0.1), 0.1, 0),
            8,
            1,
            true,
            new AdamSettings(0.9, 0.999, 1e-8, 0, 1),
            3);
    StringWriter said = new StringWriter();
    AtomicLong clock = new AtomicLong(77);
    Output output = new Output(new PrintWriter(said), new PrintWriter(said), false);
    TrainingProgress progress = new TrainingProgress(output, recipe, 50, clock::get);
    Map<String, double[]> tensors = TrainingState.initial(recipe, new double[] {1}).tensors();
    for (int step = 1; step <= seconds.size(); step++) {
      double taken = seconds.get(step - 1);
      clock.addAndGet((long) (taken * 1e9));
      progress.step(
          new StepMetrics(step, 1, 10, 0.1, 0.5, 0.5, null, 1, failed, false, taken),
          TrainingState.restored(
              recipe, new TrainingState.Counts(step, 0, 0, step, step, 0, 0), tensors));
    }
    return said.toString().lines().toList();
  }

  /** A batch is of eight trajectories; L-BFGS takes all fifty. */
  @Test
  void failedTrajectoriesAreCountedIfThereAreAny() {
    assertThat(afterFourSteps(WHOLE)).doesNotContain("failed");
    assertThat(afterFourSteps(3, WHOLE))
        .contains("gradient norm 1.0e+00, 3 of 8 trajectories failed, 2 samples/s");
    assertThat(afterFourSteps(3, new Stage(Method.LBFGS, 10, 1)))
        .contains(", 3 of 50 trajectories failed, ");
  }

  /** Six short steps and twenty of twice their length are left. */
  @Test
  void longerStagesOfOneMethodTakeLonger() {
    assertThat(afterFourSteps(HALF, WHOLE))
        .startsWith("train: step 4 of 30")
        .endsWith("ETA 3 min 50 s");
  }

  /** A line is due after 5 s: those of the first, the third, the fourth and the sixth step. */
  @Test
  void timeLeftIsToldOnceStepsAreNoLongerGettingFaster() {
    List<String> lines = said(0, List.of(40.0, 3.0, 3.0, 6.0, 2.5, 2.5), WHOLE);
    assertThat(lines).hasSize(5);
    assertThat(lines.get(1)).contains("step 1 of 20").doesNotContain("ETA");
    assertThat(lines.get(2)).contains("step 3 of 20").doesNotContain("ETA");
    assertThat(lines.get(3)).contains("step 4 of 20").endsWith("ETA 1 min 36 s");
    assertThat(lines.get(4)).contains("step 6 of 20").doesNotContain("ETA");
  }

  @Test
  void stagesOfAnotherKindAreNotEstimated() {
    Stage trajectories = new Stage(Method.LBFGS, 10, 1);
    assertThat(afterFourSteps(PRETRAINING)).endsWith("ETA 8 min 0 s");
    assertThat(afterFourSteps(PRETRAINING, WHOLE)).contains("step 4 of 120").doesNotContain("ETA");
    assertThat(afterFourSteps(PRETRAINING, trajectories)).doesNotContain("ETA");
    assertThat(afterFourSteps(HALF, trajectories)).doesNotContain("ETA");
  }
}

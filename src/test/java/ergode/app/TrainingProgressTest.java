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

  /** What is said after the fourth step of the first stage, of two seconds each. */
  private static String afterFourSteps(Stage... stages) {
    return afterFourSteps(0, stages);
  }

  private static String afterFourSteps(int failed, Stage... stages) {
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
    for (int step = 1; step <= 4; step++) {
      clock.addAndGet(2_000_000_000L);
      if (step == 4) {
        clock.addAndGet(5_000_000_000L);
      }
      progress.step(
          new StepMetrics(step, 1, 10, 0.1, 0.5, 0.5, 0, 1, failed, false, 2),
          TrainingState.restored(
              recipe, new TrainingState.Counts(step, 0, 0, step, step, 0, 0), tensors));
    }
    return said.toString().lines().reduce((first, last) -> last).orElseThrow();
  }

  /** A batch is of eight trajectories; L-BFGS takes all fifty. */
  @Test
  void failedTrajectoriesAreCountedIfThereAreAny() {
    assertThat(afterFourSteps(WHOLE)).doesNotContain("failed");
    assertThat(afterFourSteps(3, WHOLE))
        .contains("gradient norm 1.0e+00, 3 of 8 trajectories failed, 4 samples/s");
    assertThat(afterFourSteps(3, new Stage(Method.LBFGS, 10, 1)))
        .contains(", 3 of 50 trajectories failed, ");
  }

  /** Six short steps and twenty of twice their length are left. */
  @Test
  void longerStagesOfOneMethodTakeLonger() {
    assertThat(afterFourSteps(HALF, WHOLE))
        .startsWith("train: step 4 of 30")
        .endsWith("ETA 1 min 32 s");
  }

  @Test
  void stagesOfAnotherKindAreNotEstimated() {
    Stage trajectories = new Stage(Method.LBFGS, 10, 1);
    assertThat(afterFourSteps(PRETRAINING)).endsWith("ETA 3 min 12 s");
    assertThat(afterFourSteps(PRETRAINING, WHOLE)).contains("step 4 of 120").doesNotContain("ETA");
    assertThat(afterFourSteps(PRETRAINING, trajectories)).doesNotContain("ETA");
    assertThat(afterFourSteps(HALF, trajectories)).doesNotContain("ETA");
  }
}

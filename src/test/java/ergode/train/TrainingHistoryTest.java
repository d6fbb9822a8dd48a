package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingHistoryTest {
  private final List<StepMetrics> steps = new ArrayList<>();

  private void add(int stage, double loss) {
    steps.add(
        new StepMetrics(steps.size() + 1, stage, 10, 1e-3, loss, loss, null, 1, 0, false, 0.1));
  }

  @Test
  void theAverageIsOverTheLatestFiniteLossesOfAStage() {
    for (int i = 1; i <= 33; i++) {
      add(1, i);
    }
    add(2, 7);
    add(2, Double.NaN);
    add(2, 9);
    double[] means = new TrainingHistory(steps).movingAverage();
    assertThat(means[1]).isEqualTo(1.5);
    // of 1 to 32, and of 2 to 33
    assertThat(means[31]).isEqualTo(16.5);
    assertThat(means[32]).isEqualTo(17.5);
    assertThat(means[33]).isEqualTo(7);
    assertThat(means[34]).isEqualTo(7);
    assertThat(means[35]).isEqualTo(8);
  }
}

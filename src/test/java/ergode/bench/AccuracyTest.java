package ergode.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccuracyTest {
  @Test
  void theErrorIsTheMedianOfEachTrajectorysWorstAngle() {
    double[][] truth = {{0, 0}, {1, 1}, {2, 2}};
    double[][] ends = {{0.5, -4}, {3, 1.5}, {2, 1}};
    assertThat(Accuracy.medianError(ends, truth)).isEqualTo(2);
  }
}

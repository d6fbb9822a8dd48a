package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.ode.SaveAt;
import org.junit.jupiter.api.Test;

class ErrorGrowthTest {
  private static double[][] state(double first, double second, double speed) {
    return new double[][] {{0, first}, {0, second}, {0, speed}, {0, speed}};
  }

  @Test
  void theLargerErrorOfTheAnglesCounts() {
    double[][][] truth = {state(1, 1, 0), state(1, 1, 0), state(1, 1, 0)};
    double[][][] forecast = {
      state(1.25, 0.5, 9), state(1, 1.25, 9), state(Double.NaN, 1, 9),
    };
    ErrorGrowth growth =
        ErrorGrowth.of(
            forecast, new TrajectoryData(new SaveAt(0, 2, 2), new long[] {0, 1, 2}, truth));
    assertThat(growth.median()).containsExactly(0, 0.5);
    assertThat(growth.p90()).containsExactly(0, Double.POSITIVE_INFINITY);
    assertThat(growth.validTime()).isEqualTo(2);
  }
}

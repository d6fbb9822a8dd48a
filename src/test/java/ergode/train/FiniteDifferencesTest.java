package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.ode.SaveAt;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiniteDifferencesTest {

  private static double[] at(int points, double spacing, DoubleUnaryOperator function) {
    return IntStream.range(0, points)
        .mapToDouble(k -> function.applyAsDouble(k * spacing))
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8, 9, 10, 23})
  void polynomialsOfTheWindowsDegreeAreExactAtTheEndsToo(int points) {
    int degree = Math.min(8, points - 1);
    double spacing = 1.0 / points;
    double[] series = at(points, spacing, t -> Math.pow(t - 0.4, degree));

    double[] derivative = new FiniteDifferences(points).derivative(series, spacing);

    assertThat(derivative)
        .containsExactly(
            at(points, spacing, t -> degree * Math.pow(t - 0.4, degree - 1)), within(1e-10));
  }

  @Test
  void theErrorIsOfOrderEight() {
    double coarse = largestError(20);
    double fine = largestError(40);

    assertThat(Math.log(coarse / fine) / Math.log(2)).isBetween(7.5, 8.5);
  }

  private static double largestError(int intervals) {
    double spacing = 2.0 / intervals;
    double[] derivative =
        new FiniteDifferences(intervals + 1)
            .derivative(at(intervals + 1, spacing, t -> Math.sin(2 * t)), spacing);
    return IntStream.range(0, derivative.length)
        .mapToDouble(k -> Math.abs(derivative[k] - 2 * Math.cos(2 * k * spacing)))
        .max()
        .orElseThrow();
  }

  /** Of velocities sin(9 t), at spacings that resolve them and that do not. */
  @Test
  void theUncertaintyIsMoreThanTheErrorWhereSavePointsAreDense() {
    for (int points : new int[] {41, 81, 161}) {
      SaveAt saveAt = new SaveAt(0, 4, points);
      double[] velocities = at(points, saveAt.spacing(), t -> Math.sin(9 * t));
      double[][] states = {new double[points], velocities};
      TrajectoryData data = new TrajectoryData(saveAt, new long[] {0}, new double[][][] {states});
      double[] estimates = data.accelerations()[0][0];
      double error = 0;
      double square = 0;
      for (int k = 0; k < points; k++) {
        double exact = 9 * Math.cos(9 * k * saveAt.spacing());
        error += (estimates[k] - exact) * (estimates[k] - exact);
        square += exact * exact;
      }
      double relative = Math.sqrt(error / square);
      assertThat(data.accelerationUncertainty()).isBetween(0.5 * relative, 100 * relative + 1e-12);
    }
  }
}

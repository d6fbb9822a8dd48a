package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The controller against its formula, computed here with {@link Math#pow}. */
class StepSizesTest {
  private static final Tolerances TOLERANCES = new Tolerances(1e-6, 1e-6);
  private static final double STEP = 0.25;

  private final Lanes lanes = new Lanes(3, 1, 2);

  /** The factor by which a step with this error norm changes the step size. */
  private double factor(StepSizes sizes, int lane, double error, boolean accepted) {
    lanes.h[lane] = STEP;
    lanes.errorSquared[lane] = error * error;
    assertThat(sizes.judge(lanes, lane, true)).isEqualTo(accepted);
    return lanes.hNext[lane] / STEP;
  }

  private StepSizes ready(double p, double i, double d, int order) {
    StepSizes sizes = new StepSizes(new StepControl.Pid(TOLERANCES, p, i, d, 0.9, 0.2, 10), order);
    sizes.reset(lanes, 1, STEP);
    return sizes;
  }

  @ParameterizedTest
  @CsvSource({"5, 0.02", "5, 0.5", "5, 0.0001", "8, 0.3", "3, 0.3", "2, 0.01"})
  void integralControllerTakesTheRootOfTheOrder(int order, double error) {
    assertThat(factor(ready(0, 1, 0, order), 1, error, true))
        .isCloseTo(0.9 * Math.pow(error, -1.0 / order), within(1e-14));
  }

  @Test
  void factorsAreLimited() {
    StepSizes sizes = ready(0, 1, 0, 5);
    assertThat(factor(sizes, 1, 1e-9, true)).as("most growth").isEqualTo(10);
    assertThat(factor(sizes, 1, 0.99, true)).as("no shrinking on acceptance").isEqualTo(1);
    assertThat(factor(sizes, 1, 1, false)).as("1 is rejected").isEqualTo(0.9);
    assertThat(factor(sizes, 1, 1e9, false)).as("most shrinking").isEqualTo(0.2);
    assertThat(factor(sizes, 1, 8, false)).isCloseTo(0.9 * Math.pow(8, -0.2), within(1e-15));
  }

  /** With e1 and e2 the errors of the last two accepted steps, 1 before there were any. */
  @Test
  void pidControllerRemembersTwoAcceptedSteps() {
    double p = 0.3;
    double i = 0.4;
    double d = 0.05;
    StepSizes sizes = ready(p, i, d, 5);
    double[] errors = {0.011, 0.023, 5.0, 0.017, 0.031};
    double e1 = 1;
    double e2 = 1;
    for (double error : errors) {
      double expected =
          0.9
              * Math.pow(error, -(p + i + d) / 5)
              * Math.pow(e1, (p + 2 * d) / 5)
              * Math.pow(e2, -d / 5);
      boolean accepted = error < 1;
      assertThat(factor(sizes, 1, error, accepted)).isCloseTo(expected, within(1e-14));
      if (accepted) {
        e2 = e1;
        e1 = error;
      }
    }
    sizes.reset(lanes, 1, STEP);
    assertThat(factor(sizes, 1, 0.1, true))
        .as("a new trajectory remembers nothing")
        .isCloseTo(0.9 * Math.pow(0.1, -(p + i + d) / 5), within(1e-14));
  }

  @Test
  void lanesAreSeparate() {
    StepSizes sizes = ready(0.4, 0.3, 0.1, 5);
    sizes.reset(lanes, 0, STEP);
    double alone = factor(sizes, 0, 0.05, true);
    assertThat(factor(sizes, 1, 0.2, true)).isNotEqualTo(alone);
    sizes.reset(lanes, 0, STEP);
    factor(sizes, 1, 0.3, true);
    assertThat(factor(sizes, 0, 0.05, true)).isEqualTo(alone);
  }

  @Test
  void noErrorAtAllIsNoTrouble() {
    StepSizes sizes = ready(0.4, 0.3, 0.1, 5);
    assertThat(factor(sizes, 1, 0, true)).isEqualTo(10);
    assertThat(factor(sizes, 1, 0, true)).isBetween(1.0, 10.0);
    assertThat(factor(sizes, 1, 0.1, true)).isBetween(1.0, 10.0);
    assertThat(factor(sizes, 1, 2, false)).isBetween(0.2, 0.9);
  }

  @Test
  void aStepWithoutNumbersShrinksMost() {
    StepSizes sizes = ready(0, 1, 0, 5);
    assertThat(factor(sizes, 1, Double.NaN, false)).isEqualTo(0.2);
    assertThat(factor(sizes, 1, Double.POSITIVE_INFINITY, false)).isEqualTo(0.2);
    lanes.errorSquared[1] = 0.01;
    assertThat(sizes.judge(lanes, 1, false)).isFalse();
    assertThat(lanes.hNext[1]).isEqualTo(0.2 * STEP);
  }

  @Test
  void constantSizesAreNeverRejected() {
    StepSizes sizes = new StepSizes(new StepControl.Constant(), 5);
    sizes.reset(lanes, 1, STEP);
    assertThat(factor(sizes, 1, 1e9, true)).isEqualTo(1);
    assertThat(factor(sizes, 1, Double.NaN, true)).isEqualTo(1);
  }
}

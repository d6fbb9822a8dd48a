package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.backend.Kernel;
import ergode.backend.ReferenceBackend;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The controller against its formula, computed here with {@link Math#pow}. */
class ControlGraphTest {
  private static final Tolerances TOLERANCES = new Tolerances(1e-6, 1e-6);
  private static final double STEP = 0.25;
  private static final double END = 1e6;

  private final Lanes lanes = new Lanes(3, 1, Tsit5.TABLEAU);

  /** A controller with some history, bound to the lanes. */
  private final class Controller {
    private final Kernel kernel;

    Controller(StepControl control, int order, long maxSteps) {
      Tableau method = Tsit5.TABLEAU;
      Tableau like =
          new Tableau(
              "like",
              order,
              method.a(),
              method.b(),
              method.error(),
              method.c(),
              method.interpolant());
      SolverSettings settings = new SolverSettings(like, control, STEP, maxSteps);
      kernel = new ReferenceBackend().compile(ControlGraph.of(settings, 1));
      for (int lane = 0; lane < lanes.capacity; lane++) {
        lanes.begin(lane, 1, 1 + STEP);
      }
    }

    /** The size of the next step as a multiple of this one, after an error of this norm. */
    double factor(int lane, double error) {
      double t = lanes.t[lane];
      lanes.h[lane] = STEP;
      lanes.tNext[lane] = t + STEP;
      lanes.error[lane] = error * error;
      run();
      return lanes.h[lane] / STEP;
    }

    void run() {
      kernel.run(
          joined(ControlGraph.inputs(lanes)),
          ControlGraph.parameters(new SaveAt(0, END, 2)),
          joined(ControlGraph.outputs(lanes)),
          lanes.capacity);
    }
  }

  private static double[][] joined(List<double[][]> rows) {
    return rows.stream().flatMap(Arrays::stream).toArray(double[][]::new);
  }

  private Controller pid(double p, double i, double d, int order) {
    return new Controller(new StepControl.Pid(TOLERANCES, p, i, d, 0.9, 0.2, 10), order, 1000);
  }

  @ParameterizedTest
  @CsvSource({"5, 0.02", "5, 0.5", "5, 0.0001", "8, 0.3", "3, 0.3", "2, 0.01"})
  void integralControllerTakesTheRootOfTheOrder(int order, double error) {
    assertThat(pid(0, 1, 0, order).factor(1, error))
        .isCloseTo(0.9 * Math.pow(error, -1.0 / order), within(1e-13));
  }

  @Test
  void factorsAreLimited() {
    Controller control = pid(0, 1, 0, 5);
    assertThat(control.factor(1, 1e-9)).as("most growth").isEqualTo(10);
    assertThat(control.factor(1, 0.99)).as("no shrinking on acceptance").isEqualTo(1);
    assertThat(control.factor(1, 1)).as("1 is rejected").isCloseTo(0.9, within(1e-13));
    assertThat(control.factor(1, 1e9)).as("most shrinking").isCloseTo(0.2, within(1e-13));
    assertThat(control.factor(1, 8)).isCloseTo(0.9 * Math.pow(8, -0.2), within(1e-13));
  }

  /** With e1 and e2 the errors of the last two accepted steps, 1 before there were any. */
  @Test
  void pidControllerRemembersTwoAcceptedSteps() {
    double p = 0.3;
    double i = 0.4;
    double d = 0.05;
    Controller control = pid(p, i, d, 5);
    double[] errors = {0.011, 0.023, 5.0, 0.017, 0.031};
    double e1 = 1;
    double e2 = 1;
    for (double error : errors) {
      double expected =
          0.9
              * Math.pow(error, -(p + i + d) / 5)
              * Math.pow(e1, (p + 2 * d) / 5)
              * Math.pow(e2, -d / 5);
      assertThat(control.factor(1, error)).isCloseTo(expected, within(1e-13));
      if (error < 1) {
        e2 = e1;
        e1 = error;
      }
    }
    lanes.begin(1, 1, 1 + STEP);
    assertThat(control.factor(1, 0.1))
        .as("a new trajectory remembers nothing")
        .isCloseTo(0.9 * Math.pow(0.1, -(p + i + d) / 5), within(1e-13));
  }

  @Test
  void noErrorAtAllIsNoTrouble() {
    Controller control = pid(0.4, 0.3, 0.1, 5);
    assertThat(control.factor(1, 0)).isEqualTo(10);
    assertThat(control.factor(1, 0)).isBetween(1.0, 10.0);
    assertThat(control.factor(1, 0.1)).isBetween(1.0, 10.0);
    assertThat(control.factor(1, 2)).isBetween(0.2 - 1e-13, 0.9 + 1e-13);
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity"})
  void aStepWithoutNumbersShrinksMost(double error) {
    assertThat(pid(0, 1, 0, 5).factor(1, error)).isCloseTo(0.2, within(1e-13));
    assertThat(lanes.rejected[1]).isEqualTo(1);
    assertThat(lanes.event[1]).isEqualTo(ControlGraph.NONE);
  }

  @Test
  void onlyAcceptedStepsMoveOn() {
    Controller control = pid(0, 1, 0, 5);
    lanes.y[0][0] = lanes.y[0][1] = 1;
    lanes.yNext[0][0] = lanes.yNext[0][1] = 2;
    lanes.k[0][0][0] = lanes.k[0][0][1] = 3;
    lanes.k[lanes.end][0][0] = lanes.k[lanes.end][0][1] = 4;
    lanes.invariant[0] = lanes.invariant[1] = -0.5;
    lanes.error[0] = 0.5;
    lanes.error[1] = 1.5;
    control.run();
    assertThat(lanes.y[0][0]).isEqualTo(2);
    assertThat(lanes.k[0][0][0]).isEqualTo(4);
    assertThat(lanes.t[0]).isEqualTo(1 + STEP);
    assertThat(lanes.drift[0]).isEqualTo(0.5);
    assertThat(lanes.steps[0]).isEqualTo(1);
    assertThat(lanes.rejected[0]).isZero();
    assertThat(lanes.y[0][1]).isEqualTo(1);
    assertThat(lanes.k[0][0][1]).isEqualTo(3);
    assertThat(lanes.t[1]).isEqualTo(1);
    assertThat(lanes.drift[1]).isZero();
    assertThat(lanes.steps[1]).isZero();
    assertThat(lanes.rejected[1]).isEqualTo(1);
  }

  @Test
  void theLastStepEndsAtTheEnd() {
    Controller control = pid(0, 1, 0, 5);
    lanes.begin(0, END - 1.5 * STEP, END - 0.5 * STEP);
    lanes.error[0] = 0.01;
    control.run();
    assertThat(lanes.tNext[0]).isEqualTo(END);
    assertThat(lanes.h[0]).isEqualTo(0.5 * STEP);
    assertThat(lanes.event[0]).isEqualTo(ControlGraph.NONE);
    control.run();
    assertThat(lanes.event[0]).isEqualTo(ControlGraph.event(Outcome.OK));
  }

  @Test
  void stepsAreCounted() {
    Controller control = new Controller(StepControl.Pid.integral(TOLERANCES), 5, 3);
    control.factor(0, 0.5);
    control.factor(0, 5);
    assertThat(lanes.event[0]).isEqualTo(ControlGraph.NONE);
    control.factor(0, 0.5);
    assertThat(lanes.event[0]).isEqualTo(ControlGraph.event(Outcome.MAX_STEPS));
  }

  @Test
  void constantStepsEndWithTheNumbers() {
    Controller control = new Controller(new StepControl.Constant(), 5, 1000);
    assertThat(control.factor(1, 0)).isEqualTo(1);
    assertThat(lanes.event[1]).isEqualTo(ControlGraph.NONE);
    control.factor(1, Double.NaN);
    assertThat(lanes.event[1]).isEqualTo(ControlGraph.event(Outcome.NON_FINITE));
  }
}

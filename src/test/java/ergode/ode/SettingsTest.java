package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Defaults, and what is refused and in which words. */
class SettingsTest {
  private static final Tolerances TOLERANCES = new Tolerances(1e-6, 1e-6);

  @Test
  void defaultControllerIsThatOfDiffrax() {
    StepControl.Pid pid = StepControl.Pid.integral(TOLERANCES);
    assertThat(pid).isEqualTo(new StepControl.Pid(TOLERANCES, 0, 1, 0, 0.9, 0.2, 10));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1e-6, Double.NaN, Double.POSITIVE_INFINITY})
  void tolerancesArePositive(double bad) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tolerances(bad, 1))
        .withMessage("rtol = " + bad + ", expected a positive number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tolerances(1, bad))
        .withMessage("atol = " + bad + ", expected a positive number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; 1; 0; 1; 0.2; 10; safety = 1.0, expected 0 < safety < 1",
        "0; 1; 0; 0.9; 0.9; 10; factorMin = 0.9, expected 0 < factorMin < safety = 0.9",
        "0; 1; 0; 0.9; 0.2; 1; factorMax = 1.0, expected a number > 1",
        "0; 0; 0; 0.9; 0.2; 10; p, i, d = 0.0, 0.0, 0.0, expected a positive sum",
        "NaN; 1; 0; 0.9; 0.2; 10; p, i, d = NaN, 1.0, 0.0, expected a positive sum",
      })
  void controllersThatCannotWorkAreRefused(
      double p,
      double i,
      double d,
      double safety,
      double factorMin,
      double factorMax,
      String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StepControl.Pid(TOLERANCES, p, i, d, safety, factorMin, factorMax))
        .withMessage(message);
  }

  @Test
  void settingsAreChecked() {
    Tableau euler = Runs.method("euler");
    StepControl constant = new StepControl.Constant();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SolverSettings(euler, constant, 0, 10))
        .withMessage("firstStep = 0.0, expected a positive number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SolverSettings(euler, constant, 1, 0))
        .withMessage("maxSteps = 0, expected at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SolverSettings(euler, StepControl.Pid.integral(TOLERANCES), 1, 10))
        .withMessage("euler has no error estimate: it needs a constant step size");
  }

  @Test
  void savePointsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SaveAt(1, 1, 10))
        .withMessage("save points from 1.0 to 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SaveAt(0, Double.NaN, 10))
        .withMessage("save points from 0.0 to NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SaveAt(0, 1, 1))
        .withMessage("1 save points, expected at least 2");
  }

  @Test
  void problemsMustFitTogether() {
    GraphBuilder graph = new GraphBuilder();
    Expr x = graph.input("x");
    Expr v = graph.input("v");
    Expr k = graph.parameter("k");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VectorField.autonomous(new Graph(List.of(x, v), List.of(), List.of(v))))
        .withMessage("the right-hand side takes 2 components but gives 1");
    VectorField field =
        VectorField.autonomous(
            new Graph(List.of(x, v), List.of(k), List.of(v, x.times(k).negate())));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InitialValueProblem(field, new double[0], null))
        .withMessage("got 0 parameters for the 1 of the right-hand side");
    Graph energy = new Graph(List.of(x, v), List.of(), List.of(v.square().plus(x.square())));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InitialValueProblem(field, new double[1], energy))
        .withMessage("got 1 parameters for the 0 of the invariant");
    Graph both = new Graph(List.of(x), List.of(k), List.of(x, x));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InitialValueProblem(field, new double[1], both))
        .withMessage("the invariant takes 1 components and gives 2, expected 2 and 1");
  }
}

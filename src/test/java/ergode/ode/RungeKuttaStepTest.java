package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import ergode.backend.ReferenceBackend;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RungeKuttaStepTest {
  private static final StepControl.Pid CONTROL =
      StepControl.Pid.integral(new Tolerances(1e-6, 1e-9));

  /** One step of size h from the start of a problem, extra stages included. */
  static Lanes attempt(Tableau method, Problem problem, double h) {
    VectorField field = problem.field();
    StepControl control = method.isAdaptive() ? CONTROL : new StepControl.Constant();
    SolverSettings settings = new SolverSettings(method, control, h, 1000);
    InitialValueProblem values = new InitialValueProblem(field, new double[0], null);
    SaveAt span = new SaveAt(problem.t0(), problem.t0() + 1e9, 2);
    int[] components = IntStream.range(0, field.dimension()).toArray();
    Lanes lanes = new Lanes(1, field.dimension(), method);
    RungeKuttaStep step =
        new RungeKuttaStep(new ReferenceBackend(), values, settings, span, components, lanes);
    for (int i = 0; i < lanes.dimension; i++) {
      lanes.y[i][0] = problem.y0()[i];
    }
    lanes.begin(0, problem.t0(), problem.t0() + h);
    step.start(1);
    step.attempt(1);
    step.interpolate(1);
    return lanes;
  }

  /** Error norms of SciPy 1.17.1 (RK23, RK45, DOP853) for the same step. */
  @ParameterizedTest
  @CsvSource({
    "bosh3, 0.05, 544.2909199862836",
    "bosh3, 0.2, 6612.576181332802",
    "dopri5, 0.05, 0.33883364416755096",
    "dopri5, 0.2, 62.42828644179259",
    "dop853, 0.05, 3.362869501608397e-05",
    "dop853, 0.2, 1.1390923252874137",
  })
  void errorNormIsThatOfSciPy(String method, double h, double norm) {
    Lanes lanes = attempt(Runs.method(method), Kepler.orbit("orbit", 0.5, 1), h);
    assertThat(Math.sqrt(lanes.error[0])).isCloseTo(norm, withPercentage(1e-4));
  }

  /** An equilibrium has no error, and no error must not become 0/0. */
  @ParameterizedTest
  @CsvSource({"heun", "midpoint", "bosh3", "dopri5", "tsit5", "dop853"})
  void anEquilibriumHasNoError(String method) {
    Problem rest =
        new Problem("rest", 0, 1, new double[] {0}, (y, t) -> List.of(y.get(0).negate()), null);
    assertThat(attempt(Runs.method(method), rest, 0.5).error[0]).isZero();
  }

  /** {@code y' = t} gives each stage the time of its node. */
  @Test
  void stagesAreEvaluatedAtTheirNodes() {
    Problem clock = new Problem("clock", 3, 5, new double[] {0}, (y, t) -> List.of(t), null);
    for (Tableau method : Methods.all()) {
      Lanes lanes = attempt(method, clock, 0.5);
      int s = method.stages();
      for (int stage = 0; stage < lanes.k.length; stage++) {
        double[] extra = method.interpolant().extraNodes();
        double node = stage < s ? method.c()[stage] : stage == s ? 1 : extra[stage - s - 1];
        assertThat(lanes.k[stage][0][0])
            .as("%s, stage %d", method, stage)
            .isCloseTo(3 + 0.5 * node, within(1e-14));
      }
    }
  }

  /** A stage may be evaluated at the start of the step: a row of zeros. */
  @Test
  void aRowOfZerosIsTheStart() {
    double[] b = {0, 1, 0};
    Tableau odd =
        new Tableau(
            "odd",
            1,
            new double[][] {{}, {0}, {0, 1}},
            b,
            new double[][] {{0, 0, 0, 0}},
            new double[] {0, 0, 1},
            Interpolant.linear(b));
    Problem growth =
        new Problem("growth", 0, 1, new double[] {3}, (y, t) -> List.of(y.get(0)), null);
    Lanes lanes = attempt(odd, growth, 0.5);
    assertThat(lanes.k[1][0][0]).isEqualTo(3);
    assertThat(lanes.yNext[0][0]).isEqualTo(4.5);
    assertThat(lanes.error[0]).isZero();
  }
}

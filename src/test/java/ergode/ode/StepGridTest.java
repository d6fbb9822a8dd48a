package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where steps and save points fall. */
class StepGridTest {

  static List<Tableau> methods() {
    return Methods.all();
  }

  static Stream<Tableau> adaptive() {
    return Methods.all().stream().filter(Tableau::isAdaptive);
  }

  private static Problem growth(double t0, double t1) {
    return new Problem(
        "growth",
        t0,
        t1,
        new double[] {1},
        (y, t) -> List.of(y.get(0)),
        t -> new double[] {Math.exp(t - t0)});
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0.1, 10",
    "0, 10, 0.01, 1000",
    "0, 0.7, 0.1, 7",
    "0, 3, 0.001, 3000",
    "5, 6, 0.0125, 80",
    "-2, 1, 0.3, 10",
    "1000, 1001, 0.0625, 16",
    "0, 1, 1, 1",
  })
  void aSizeThatDividesTheSpanTakesThatManySteps(double t0, double t1, double h, long steps) {
    Runs.Run run = Runs.one(growth(t0, t1), Runs.fixed(Runs.method("rk4"), h), 2);
    assertThat(run.steps()).isEqualTo(steps);
    assertThat(run.rejected()).isZero();
  }

  /** Euler steps of 0.3, 0.3, 0.3 and 0.1. */
  @Test
  void theLastStepIsCutToTheEnd() {
    Runs.Run run = Runs.one(growth(0, 1), Runs.fixed(Runs.method("euler"), 0.3), 2);
    assertThat(run.steps()).isEqualTo(4);
    assertThat(run.end()[0]).isCloseTo(1.3 * 1.3 * 1.3 * 1.1, within(1e-15 * 4));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aFirstStepBeyondTheEndIsCut(Tableau method) {
    Runs.Run fixed = Runs.one(growth(0, 0.125), Runs.fixed(method, 7), 3);
    assertThat(fixed.steps()).isEqualTo(1);
    assertThat(fixed.rejected()).isZero();
    Runs.Run exact = Runs.one(growth(0, 0.125), Runs.fixed(method, 0.125), 3);
    assertThat(fixed.bits()).isEqualTo(exact.bits());
    if (method.isAdaptive()) {
      Runs.Run run = Runs.one(growth(0, 0.125), Runs.adaptive(method, 1e-6, 1e9), 3);
      assertThat(run.end()[0]).isCloseTo(Math.exp(0.125), within(1e-4));
    }
  }

  /** {@code y' = 1}: the state is the time since t0. */
  @ParameterizedTest
  @MethodSource("adaptive")
  void stateAndSavePointsShareOneClock(Tableau method) {
    Problem clock =
        new Problem(
            "clock", 1, 8, new double[] {1}, (y, t) -> List.of(t.graph().constant(1)), null);
    SaveAt saveAt = new SaveAt(1, 8, 57);
    Runs.Run run = Runs.one(clock, Runs.adaptive(method, 1e-6, 0.011), saveAt.points());
    for (int point = 0; point < saveAt.points(); point++) {
      assertThat(run.saved()[0][point]).isCloseTo(saveAt.time(point), within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("adaptive")
  void aConstantSizeIsKeptWhateverTheError(Tableau method) {
    Problem stiff =
        new Problem("stiff", 0, 1, new double[] {1}, (y, t) -> List.of(y.get(0).times(-50)), null);
    Runs.Run run = Runs.one(stiff, Runs.fixed(method, 0.0625), 2);
    assertThat(run.steps()).isEqualTo(16);
    assertThat(run.rejected()).isZero();
    assertThat(run.outcome()).isEqualTo(Outcome.OK);
  }

  /** Not its interpolated value, which differs in the last bits. */
  @ParameterizedTest
  @MethodSource("methods")
  void aSavePointAtTheEndOfAStepIsItsEndState(Tableau method) {
    Problem pair =
        new Problem(
            "pair",
            0,
            1.5,
            new double[] {0.3, 0.7},
            (y, t) -> List.of(y.get(1), y.get(0).negate().plus(y.get(1))),
            null);
    Runs.Run run = Runs.one(pair, Runs.fixed(method, 0.375), 5);
    Lanes firstStep = RungeKuttaStepTest.attempt(method, pair, 0.375);
    assertThat(run.at(1)).containsExactly(firstStep.yNext[0][0], firstStep.yNext[1][0]);
  }

  /** More save points must not change a step. */
  @ParameterizedTest
  @MethodSource("adaptive")
  void savePointsDoNotMoveSteps(Tableau method) {
    SolverSettings settings = Runs.adaptive(method, 1e-6, 0.1);
    Runs.Run few = Runs.one(growth(0, 3), settings, 2);
    Runs.Run many = Runs.one(growth(0, 3), settings, 1001);
    assertThat(many.steps()).isEqualTo(few.steps());
    assertThat(many.rejected()).isEqualTo(few.rejected());
    assertThat(many.end()).isEqualTo(few.end());
    assertThat(many.saved()[0][500]).isCloseTo(Math.exp(1.5), within(1e-3));
  }

  @Test
  void savePointsAreEvenAndEndExactly() {
    SaveAt saveAt = new SaveAt(0, 10, 1000);
    assertThat(saveAt.time(0)).isZero();
    assertThat(saveAt.time(999)).isEqualTo(10);
    assertThat(saveAt.spacing()).isEqualTo(10.0 / 999);
    for (int k = 1; k < 1000; k++) {
      assertThat(saveAt.time(k) - saveAt.time(k - 1)).isCloseTo(10.0 / 999, within(1e-14));
    }
    // t0 + (t1 - t0) * (n - 1) / (n - 1) may miss t1 by a bit; the last point may not
    SaveAt awkward = new SaveAt(0.1, 0.5, 4);
    assertThat(awkward.time(3)).isEqualTo(0.5);
    assertThat(0.1 + (0.5 - 0.1) * 3 / 3).isGreaterThan(0.5);
  }

  @Test
  void theLastSavePointIsTheStateAtTheEnd() {
    Tableau method = Runs.method("tsit5");
    for (int points : new int[] {2, 3, 50, 997}) {
      Runs.Run run = Runs.one(growth(0.1, 0.5), Runs.adaptive(method, 1e-7, 0.05), points);
      assertThat(run.end()[0]).isCloseTo(Math.exp(0.4), within(1e-6));
      assertThat(run.saved()[0]).doesNotContain(Double.NaN);
      assertThat(run.at(0)).containsExactly(1);
    }
  }

  /** At rest at an equilibrium the error is 0, also for a controller that divides by the last. */
  @Test
  void anEquilibriumIsKept() {
    StepControl control =
        new StepControl.Pid(new Tolerances(1e-6, 1e-6), 0.4, 0.3, 0.1, 0.9, 0.2, 10);
    SolverSettings settings = new SolverSettings(Runs.method("tsit5"), control, 0.01, 1000);
    Runs.Run run = Pendulum.runs(settings, new SaveAt(0, 10, 11), new double[4]).get(0);
    assertThat(run.outcome()).isEqualTo(Outcome.OK);
    assertThat(run.end()).containsOnly(0);
    assertThat(run.steps()).isLessThan(100);
  }
}

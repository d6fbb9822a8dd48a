package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.expr.Expr;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trajectories that fail, each among others that must not notice. */
class OutcomeTest {
  private static final SaveAt SAVE_AT = new SaveAt(0, 2, 21);

  /** {@code y' = y^2}, singular at t = 1 / y(0). */
  private static final Problem EXPLOSION = problem((y, t) -> List.of(y.get(0).square()));

  /** {@code y' = -1 - sqrt(y)}: falls to 0 and has no derivative beyond. */
  private static final Problem CLIFF =
      problem((y, t) -> List.of(t.graph().constant(-1).minus(y.get(0).sqrt())));

  private static Problem problem(Problem.Formula formula) {
    return new Problem("failure", 0, 2, new double[] {1}, formula, null);
  }

  static Stream<Tableau> adaptive() {
    return Methods.all().stream().filter(Tableau::isAdaptive);
  }

  private static List<Runs.Run> runs(Problem problem, SolverSettings settings, double... starts) {
    double[][] initial =
        Arrays.stream(starts).mapToObj(y -> new double[] {y}).toArray(double[][]::new);
    List<Runs.Run> together =
        Runs.range(
            Runs.solver(problem.initialValueProblem(), settings, SAVE_AT, 3),
            initial,
            0,
            initial.length);
    for (int i = 0; i < initial.length; i++) {
      List<Runs.Run> alone =
          Runs.all(problem.initialValueProblem(), settings, SAVE_AT, new double[][] {initial[i]});
      assertThat(together.get(i).bits()).isEqualTo(alone.get(0).bits());
    }
    return together;
  }

  /** Numbers up to some save point, NaN from there on; the index of the first NaN. */
  private static int reached(Runs.Run run) {
    double[] saved = run.saved()[0];
    int first = 0;
    while (first < saved.length && !Double.isNaN(saved[first])) {
      first++;
    }
    for (int point = first; point < saved.length; point++) {
      assertThat(saved[point]).isNaN();
    }
    return first;
  }

  /** 1 / (1/y0 - t) reaches infinity at t = 0.97 from y0 = 1.03, at t = 0.48 from y0 = 2.1. */
  @ParameterizedTest
  @MethodSource("adaptive")
  void stepsShrinkBelowTheResolutionOfTimeAtASingularity(Tableau method) {
    double tolerance = method.order() > 2 ? 1e-8 : 1e-4;
    List<Runs.Run> runs =
        runs(EXPLOSION, Runs.adaptive(method, tolerance, 0.01), 0.25, 1.03, -1, 2.1, 0.3);
    assertThat(runs)
        .extracting(Runs.Run::outcome)
        .containsExactly(
            Outcome.OK, Outcome.STEP_TOO_SMALL, Outcome.OK, Outcome.STEP_TOO_SMALL, Outcome.OK);
    assertThat(runs).extracting(OutcomeTest::reached).containsExactly(21, 10, 21, 5, 21);
    assertThat(runs.get(0).end()[0]).isCloseTo(0.5, within(100 * tolerance));
    assertThat(runs.get(1).saved()[0][5]).isCloseTo(1 / (1 / 1.03 - 0.5), within(100 * tolerance));
  }

  @ParameterizedTest
  @MethodSource("adaptive")
  void numbersThatAreNotAreCaughtWhereTheyAppear(Tableau method) {
    double tolerance = method.order() > 2 ? 1e-8 : 1e-4;
    List<Runs.Run> runs = runs(CLIFF, Runs.adaptive(method, tolerance, 0.01), 1, 100, 2);
    assertThat(runs)
        .extracting(Runs.Run::outcome)
        .containsExactly(Outcome.NON_FINITE, Outcome.OK, Outcome.NON_FINITE);
    // y reaches 0 at 2 sqrt(y0) - 2 log(1 + sqrt(y0)): 0.61 from 1, 1.07 from 2
    assertThat(runs).extracting(OutcomeTest::reached).containsExactly(7, 21, 11);
    assertThat(runs.get(0).rejected()).isPositive();
  }

  @Test
  void fixedStepsStopAtInfinity() {
    List<Runs.Run> runs = runs(EXPLOSION, Runs.fixed(Runs.method("rk4"), 0.05), 1, 0.25, 3);
    assertThat(runs)
        .extracting(Runs.Run::outcome)
        .containsExactly(Outcome.NON_FINITE, Outcome.OK, Outcome.NON_FINITE);
    assertThat(reached(runs.get(0))).isBetween(10, 15);
    assertThat(runs.get(0).rejected()).isZero();
    assertThat(runs.get(0).saved()[0][0]).isEqualTo(1);
  }

  @Test
  void startsThatAreNotFiniteEndAtOnce() {
    List<Runs.Run> runs =
        runs(
            CLIFF,
            Runs.adaptive(Runs.method("tsit5"), 1e-6, 0.01),
            Double.NaN,
            100,
            Double.POSITIVE_INFINITY,
            -1, // finite, but its derivative is not
            50);
    assertThat(runs)
        .extracting(Runs.Run::outcome)
        .containsExactly(
            Outcome.NON_FINITE, Outcome.OK, Outcome.NON_FINITE, Outcome.NON_FINITE, Outcome.OK);
    for (int failed : new int[] {0, 2, 3}) {
      Runs.Run run = runs.get(failed);
      assertThat(run.steps() + run.rejected()).isZero();
      assertThat(run.at(0)).isEqualTo(run.initial());
      assertThat(Arrays.copyOfRange(run.saved()[0], 1, 21)).containsOnly(Double.NaN);
    }
  }

  @Test
  void allStartsMayFail() {
    double[] starts = new double[100];
    Arrays.fill(starts, Double.NaN);
    assertThat(runs(CLIFF, Runs.adaptive(Runs.method("tsit5"), 1e-6, 0.01), starts))
        .hasSize(100)
        .allMatch(run -> run.outcome() == Outcome.NON_FINITE);
  }

  /** {@code y' = -k y} as (y, k): the stiffer, the more steps. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stepsAreCounted(boolean adaptive) {
    Problem decay =
        new Problem(
            "decay",
            0,
            2,
            new double[] {1, 1},
            (y, t) -> List.of(y.get(0).times(y.get(1)).negate(), t.graph().constant(0)),
            null);
    Tableau method = Runs.method("dopri5");
    SolverSettings generous =
        adaptive ? Runs.adaptive(method, 1e-8, 0.1) : Runs.fixed(method, 0.01);
    SolverSettings settings =
        new SolverSettings(method, generous.control(), generous.firstStep(), 60);
    double[][] initial = {{1, 1}, {1, 1000}, {1, 2}};
    List<Runs.Run> runs = Runs.all(decay.initialValueProblem(), settings, SAVE_AT, initial);
    Runs.Run failed = runs.get(1);
    assertThat(failed.outcome()).isEqualTo(Outcome.MAX_STEPS);
    assertThat(failed.steps() + failed.rejected()).isEqualTo(60);
    assertThat(reached(failed)).isLessThan(8);
    if (adaptive) {
      assertThat(runs.get(0).outcome()).isEqualTo(Outcome.OK);
      assertThat(runs.get(2).outcome()).isEqualTo(Outcome.OK);
      assertThat(runs.get(2).end()[0]).isCloseTo(Math.exp(-4), within(1e-7));
    } else {
      assertThat(failed.steps()).isEqualTo(60);
      assertThat(reached(runs.get(0))).isEqualTo(7);
    }
  }

  @Test
  void theLastStepAllowedMayReachTheEnd() {
    Tableau method = Runs.method("rk4");
    for (int most : new int[] {19, 20}) {
      SolverSettings settings = new SolverSettings(method, new StepControl.Constant(), 0.1, most);
      Runs.Run run = runs(EXPLOSION, settings, -1).get(0);
      assertThat(run.outcome()).isEqualTo(most == 20 ? Outcome.OK : Outcome.MAX_STEPS);
      assertThat(run.steps()).isEqualTo(most);
    }
  }

  /**
   * The extra stages of DOP853 reach 7/9 of the step, where this field has a pole for them only.
   */
  @Test
  void interpolatedValuesAreFiniteOrTheStepIsRejected() {
    Problem poles =
        problem(
            (y, t) -> {
              Expr distance = t.minus(t.graph().constant(0.2)).abs();
              Expr one = t.graph().constant(1);
              return List.of(distance.ifLess(t.graph().constant(1e-9), one.over(t.times(0)), one));
            });
    Runs.Run run = Runs.one(poles, Runs.fixed(Runs.method("dop853"), 2), 21);
    assertThat(run.outcome()).isEqualTo(Outcome.NON_FINITE);
    assertThat(reached(run)).isEqualTo(1);
    Runs.Run adaptive = Runs.one(poles, Runs.adaptive(Runs.method("dop853"), 1e-6, 2), 21);
    assertThat(adaptive.outcome()).isEqualTo(Outcome.OK);
    assertThat(reached(adaptive)).isEqualTo(21);
    assertThat(adaptive.rejected()).isEqualTo(1);
  }

  @Test
  void everyOutcomeHasALabelAndAdvice() {
    assertThat(Outcome.values())
        .extracting(Outcome::label)
        .containsExactly("ok", "max_steps", "non_finite", "step_too_small");
    assertThat(Outcome.values()).allMatch(outcome -> !outcome.advice().isBlank());
  }
}

package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TapeTest {
  private static final int COUNT = 20;
  private static final SaveAt SAVE_AT = new SaveAt(0.5, 2.5, 30);
  private static final InitialValueProblem PENDULUM = Pendulum.problem(9.8);

  static Stream<Tableau> methods() {
    return Methods.all().stream();
  }

  private static SolverSettings settings(Tableau method, long maxSteps) {
    return method.isAdaptive()
        ? new SolverSettings(
            method, StepControl.Pid.integral(new Tolerances(1e-5, 1e-5)), 0.1, maxSteps)
        : new SolverSettings(method, new StepControl.Constant(), 0.02, maxSteps);
  }

  /** Pendulums of all kinds; one cannot start. */
  private static double[][] initial(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] initial = new double[COUNT][];
    for (int i = 0; i < COUNT; i++) {
      initial[i] = random.doubles(4, -2.5, 2.5).toArray();
    }
    initial[7][2] = Double.NaN;
    return initial;
  }

  private static List<Tape> tapes() {
    return IntStream.range(0, COUNT).mapToObj(i -> new Tape(4)).toList();
  }

  private static List<Runs.Run> record(
      EnsembleSolver solver, double[][] initial, List<Tape> tapes) {
    List<Runs.Run> runs = new ArrayList<>();
    solver.solve(
        (id, state) -> System.arraycopy(initial[(int) id], 0, state, 0, state.length),
        0,
        initial.length,
        id -> tapes.get((int) id),
        trajectory -> runs.add(Runs.Run.of(trajectory)));
    return runs;
  }

  private static void assertSameBits(double[][] actual, double[][] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).usingComparator(Arrays::compare).isEqualTo(expected[i]);
    }
  }

  /** Taking the steps of a tape again gives the trajectory again, to the bit. */
  @ParameterizedTest
  @MethodSource("methods")
  void aTapeHasTheAcceptedSteps(Tableau method) {
    SolverSettings settings = settings(method, 80);
    double[][] initial = initial(1);
    EnsembleSolver solver = Runs.solver(PENDULUM, settings, SAVE_AT, 8);
    List<Tape> tapes = tapes();
    List<Runs.Run> runs = record(solver, initial, tapes);
    Replay replay = new Replay(PENDULUM, settings, SAVE_AT);
    for (int i = 0; i < COUNT; i++) {
      Runs.Run run = runs.get(i);
      assertThat((long) tapes.get(i).steps()).as("steps of run %d", i).isEqualTo(run.steps());
      assertSameBits(replay.saved(tapes.get(i), initial[i]), run.saved());
      if (run.steps() > 0) {
        assertThat(tapes.get(i).time(0)).isEqualTo(0.5);
      }
      if (run.outcome() == Outcome.OK) {
        assertThat(tapes.get(i).time(tapes.get(i).steps())).isEqualTo(2.5);
      }
    }
    assertThat(runs).extracting(Runs.Run::outcome).contains(Outcome.NON_FINITE);
  }

  @Test
  void aStepHasItsStateAndFirstStage() {
    Problem orbit = Kepler.orbit("orbit", 0.5, 10);
    SolverSettings settings = settings(Runs.method("tsit5"), 1000);
    SaveAt saveAt = new SaveAt(orbit.t0(), orbit.t1(), 30);
    List<Tape> tapes = tapes();
    record(
        Runs.solver(orbit.initialValueProblem(), settings, saveAt, 8),
        new double[][] {orbit.y0()},
        tapes);
    Lanes lanes = new Lanes(2, 4, settings.method());
    KernelEquations equations = new KernelEquations(orbit.field());
    assertThat(tapes.get(0).steps()).isGreaterThan(10);
    for (int step = 0; step < tapes.get(0).steps(); step++) {
      tapes.get(0).load(step, lanes, 1);
      double[] y = IntStream.range(0, 4).mapToDouble(i -> lanes.y[i][1]).toArray();
      double[] k = IntStream.range(0, 4).mapToDouble(i -> lanes.k[0][i][1]).toArray();
      assertThat(Runs.distance(equations.computeDerivatives(0, y), k)).isLessThan(1e-13);
      assertThat(lanes.h[1]).isEqualTo(lanes.tNext[1] - lanes.t[1]).isPositive();
      if (step == 0) {
        assertThat(y).isEqualTo(orbit.y0());
      }
    }
  }

  /**
   * The bits are those of the same solve without tapes, and a used tape is as good as a new one.
   */
  @Test
  void recordingChangesNothing() {
    SolverSettings settings = settings(Runs.method("dop853"), 1000);
    EnsembleSolver solver = Runs.solver(PENDULUM, settings, SAVE_AT, 8);
    List<Runs.Run> expected = Runs.range(solver, initial(2), 0, COUNT);
    List<Tape> tapes = tapes();
    record(solver, initial(1), tapes);
    List<Runs.Run> runs = record(solver, initial(2), tapes);
    Replay replay = new Replay(PENDULUM, settings, SAVE_AT);
    for (int i = 0; i < COUNT; i++) {
      assertThat(runs.get(i).bits()).isEqualTo(expected.get(i).bits());
      assertSameBits(replay.saved(tapes.get(i), initial(2)[i]), runs.get(i).saved());
    }
    int steps = tapes.get(0).steps();
    assertThat(Runs.range(solver, initial(1), 0, COUNT)).hasSize(COUNT);
    assertThat(tapes.get(0).steps()).as("a tape that was not asked to record").isEqualTo(steps);
  }

  /** What trains parameters changes them in place. */
  @Test
  void parametersAreReadAtEverySolve() {
    double[] parameters = {1, 1, 1, 1, 9.8};
    InitialValueProblem problem = new InitialValueProblem(PENDULUM.field(), parameters, null);
    SolverSettings settings = settings(Runs.method("tsit5"), 1000);
    EnsembleSolver solver = Runs.solver(problem, settings, SAVE_AT, 8);
    List<Runs.Run> before = Runs.range(solver, initial(1), 0, 3);
    parameters[4] = 1.62;
    InitialValueProblem moon = Pendulum.problem(1.62);
    List<Runs.Run> expected =
        Runs.range(
            Runs.solver(
                new InitialValueProblem(moon.field(), moon.parameters(), null),
                settings,
                SAVE_AT,
                8),
            initial(1),
            0,
            3);
    List<Runs.Run> after = Runs.range(solver, initial(1), 0, 3);
    assertThat(after.get(0).bits()).isEqualTo(expected.get(0).bits());
    assertThat(after.get(0).bits()).isNotEqualTo(before.get(0).bits());
  }

  @Test
  void aTapeFitsTheStates() {
    EnsembleSolver solver = Runs.solver(PENDULUM, settings(Runs.method("tsit5"), 1000), SAVE_AT, 8);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> solver.solve((id, state) -> {}, 0, 1, id -> new Tape(3), trajectory -> {}))
        .withMessage("a tape for states of 3 components, expected 4");
  }
}

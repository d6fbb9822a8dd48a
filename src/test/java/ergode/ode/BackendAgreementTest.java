package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.backend.Backend;
import ergode.backend.ReferenceBackend;
import ergode.backend.simd.SimdBackend;
import ergode.mechanics.DoublePendulum;
import ergode.mechanics.EulerLagrange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole trajectories are the same to the last bit, whatever computes them. */
class BackendAgreementTest {
  private static final int COUNT = 80;
  private static final SaveAt SAVE_AT = new SaveAt(0, 1.5, 31);
  private static final int[] ALL = {0, 1, 2, 3};
  private static final int[] NONE = {};

  /** Of the reference backend, by what was asked of it. */
  private static final Map<List<Object>, List<Runs.Run>> EXPECTED = new HashMap<>();

  /** Fewer than hot pendulums need. */
  private static final long FEW_STEPS = 120;

  /** Constant steps, and those of the controller with all its terms. */
  private static Stream<SolverSettings> settings(Tableau method, long maxSteps) {
    SolverSettings constant =
        new SolverSettings(method, new StepControl.Constant(), 0.02, maxSteps);
    StepControl control =
        new StepControl.Pid(new Tolerances(1e-6, 1e-7), 0.3, 0.4, 0.05, 0.9, 0.2, 10);
    return method.isAdaptive()
        ? Stream.of(constant, new SolverSettings(method, control, 0.05, maxSteps))
        : Stream.of(constant);
  }

  static Stream<Arguments> everyMethod() {
    return Methods.all().stream()
        .flatMap(method -> settings(method, FEW_STEPS))
        .flatMap(
            settings ->
                Stream.of(ALL, new int[] {1}, NONE)
                    .map(saved -> Arguments.of(settings, saved, saved.length == 1)));
  }

  /** Calm and hot ones; some are too fast for so many steps, some overflow, some cannot start. */
  private static double[][] pendulums() {
    SplittableRandom random = new SplittableRandom(11);
    double[][] initial = new double[COUNT][];
    for (int i = 0; i < COUNT; i++) {
      initial[i] = random.doubles(4, -3, 3).toArray();
      double hot =
          switch (i % 16) {
            case 3, 7 -> 10;
            case 5 -> 1e4;
            case 9 -> 1e80;
            case 11 -> 1e160;
            case 13 -> Double.NaN;
            default -> 1;
          };
      initial[i][2] *= hot;
    }
    initial[1] = new double[4]; // at rest
    initial[2] = new double[] {Math.PI, 1e6, 0, 0}; // an angle beyond the fast reduction
    initial[4] = new double[] {-0.0, 1e22, -0.0, 0};
    return initial;
  }

  private static InitialValueProblem pendulum(boolean watched, double... parameters) {
    DoublePendulum system = new DoublePendulum();
    EulerLagrange motion = system.equationsOfMotion();
    List<String> names = system.parameterNames();
    return new InitialValueProblem(
        VectorField.autonomous(motion.rhs(names)),
        parameters,
        watched ? motion.energy(names) : null);
  }

  private static List<Runs.Run> runs(
      Backend backend,
      InitialValueProblem problem,
      SolverSettings settings,
      int[] saved,
      int lanes,
      double[][] initial) {
    return Runs.range(
        new EnsembleSolver(backend, problem, settings, SAVE_AT, saved, lanes),
        initial,
        0,
        initial.length);
  }

  private static void assertSameBits(List<Runs.Run> actual, List<Runs.Run> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).bits()).as("run %d", i).isEqualTo(expected.get(i).bits());
    }
  }

  private static List<Runs.Run> expected(SolverSettings settings, int[] saved, boolean watched) {
    return EXPECTED.computeIfAbsent(
        List.of(settings.method().name(), settings.control(), saved.length, watched),
        key ->
            runs(
                new ReferenceBackend(),
                pendulum(watched, 1, 1, 1, 1, 9.8),
                settings,
                saved,
                16,
                pendulums()));
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void everyMethodGivesTheSameBits(SolverSettings settings, int[] saved, boolean watched) {
    List<Runs.Run> expected = expected(settings, saved, watched);
    assertThat(expected).extracting(Runs.Run::outcome).contains(Outcome.OK, Outcome.NON_FINITE);
    if (settings.control() instanceof StepControl.Pid) {
      assertThat(expected).extracting(Runs.Run::outcome).contains(Outcome.MAX_STEPS);
    }
    InitialValueProblem problem = pendulum(watched, 1, 1, 1, 1, 9.8);
    for (int lanes : new int[] {7, 33}) {
      assertSameBits(
          runs(new SimdBackend(8), problem, settings, saved, lanes, pendulums()), expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void anyNumberOfLanesAndAnyWidthGiveTheSameBits(int width) {
    SolverSettings settings = settings(Tsit5.TABLEAU, FEW_STEPS).skip(1).findFirst().orElseThrow();
    for (int lanes : new int[] {1, 7, 8, 9, 16, 33, 64}) {
      assertSameBits(
          runs(
              new SimdBackend(width),
              pendulum(true, 1, 1, 1, 1, 9.8),
              settings,
              ALL,
              lanes,
              pendulums()),
          expected(settings, ALL, true));
    }
  }

  @Test
  void otherMassesAndLengthsGiveTheSameBits() {
    SolverSettings settings = settings(DOP853.TABLEAU, FEW_STEPS).skip(1).findFirst().orElseThrow();
    double[][] masses = {{1e-3, 5, 0.3, 2, 1.62}, {4, 1e-9, 1, 1, 9.81}, {1, 1, 1, 1, 0}};
    for (double[] parameters : masses) {
      InitialValueProblem problem = pendulum(true, parameters);
      assertSameBits(
          runs(new SimdBackend(8), problem, settings, ALL, 16, pendulums()),
          runs(new ReferenceBackend(), problem, settings, ALL, 16, pendulums()));
    }
  }

  /** Of one, two and three components, with and without t; among them every way to fail. */
  @Test
  void otherProblemsGiveTheSameBits() {
    List<Problem> problems =
        List.of(
            problem((y, t) -> List.of(y.get(0).square()), 1),
            problem((y, t) -> List.of(t.cos().minus(y.get(0).sqrt())), 1),
            problem((y, t) -> List.of(y.get(1), y.get(0).negate().times(t.exp())), 2),
            problem((y, t) -> List.of(y.get(1), y.get(2).tanh(), y.get(0).pow(0.3)), 3),
            problem((y, t) -> List.of(t.graph().constant(0), y.get(2), y.get(0)), 3));
    List<Outcome> outcomes = new ArrayList<>();
    for (Problem problem : problems) {
      for (Tableau method : Methods.all()) {
        settings(method, 2000)
            .forEach(
                settings -> {
                  int dimension = problem.y0().length;
                  int[] saved = IntStream.range(0, dimension).toArray();
                  double[][] initial = new double[20][];
                  for (int i = 0; i < initial.length; i++) {
                    initial[i] = new SplittableRandom(i).doubles(dimension, -0.1, 3).toArray();
                  }
                  InitialValueProblem ivp = problem.initialValueProblem();
                  List<Runs.Run> expected =
                      runs(new ReferenceBackend(), ivp, settings, saved, 16, initial);
                  assertSameBits(
                      runs(new SimdBackend(8), ivp, settings, saved, 9, initial), expected);
                  expected.forEach(run -> outcomes.add(run.outcome()));
                });
      }
    }
    assertThat(outcomes).contains(Outcome.values());
  }

  private static Problem problem(Problem.Formula formula, int dimension) {
    return new Problem("problem", 0, SAVE_AT.t1(), new double[dimension], formula, null);
  }
}

package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import ergode.backend.Backend;
import ergode.backend.LaneGroups;
import ergode.backend.ReferenceBackend;
import ergode.backend.simd.SimdBackend;
import ergode.mechanics.DoublePendulum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the bits of a gradient may not depend on, and lanes with few steps or none. */
class AdjointBlocksTest {
  private static final int GROUP = LaneGroups.SIZE;
  private static final int COUNT = 3 * GROUP;
  private static final SaveAt SAVE_AT = new SaveAt(0, 2, 201);
  private static final double[] PARAMETERS = {1, 1.3, 1, 0.8, 9.8};

  /** Pendulums that take from a few steps to many; one cannot start. */
  private static final AdjointCase PENDULUMS = pendulums(1_000_000);

  private static final List<Tape> TAPES = tapes();
  private static final double[][][] WEIGHTS = PENDULUMS.weights();

  static Stream<Backend> backends() {
    return Stream.of(new ReferenceBackend(), new SimdBackend(8), new SimdBackend(2));
  }

  private static AdjointCase pendulums(long maxSteps) {
    SplittableRandom random = new SplittableRandom(5);
    double[][] initial = new double[COUNT][];
    for (int i = 0; i < COUNT; i++) {
      initial[i] = random.doubles(4, -1, 1).map(x -> x * x * x * 5).toArray();
    }
    initial[10][1] = Double.NaN;
    return new AdjointCase(
        new InitialValueProblem(Pendulum.problem(9.8).field(), PARAMETERS.clone(), null),
        new SolverSettings(
            Runs.method("tsit5"),
            StepControl.Pid.integral(new Tolerances(1e-6, 1e-6)),
            0.015,
            maxSteps),
        SAVE_AT,
        new DoublePendulum().parameterNames(),
        initial);
  }

  /** One of one step, one of two. */
  private static List<Tape> tapes() {
    List<Tape> tapes = new ArrayList<>(PENDULUMS.record());
    tapes.set(3, pendulums(1).record().get(3));
    tapes.set(4, pendulums(2).record().get(4));
    return tapes;
  }

  /** Gradients of trajectories, in blocks of so many lanes, a multiple of a group. */
  private static AdjointCase.Gradient gradient(Backend backend, int lanes, List<Integer> order) {
    AdjointSolver solver = PENDULUMS.solver(backend, lanes);
    double[] totals = new double[PARAMETERS.length * order.size() / LaneGroups.SIZE];
    double[][] initial = new double[order.size()][];
    for (int from = 0; from < order.size(); from += lanes) {
      List<Integer> block = order.subList(from, Math.min(order.size(), from + lanes));
      AdjointCase.Gradient gradient = gradient(solver, block);
      int to = PARAMETERS.length * from / LaneGroups.SIZE;
      System.arraycopy(gradient.totals(), 0, totals, to, gradient.totals().length);
      System.arraycopy(gradient.initial(), 0, initial, from, block.size());
    }
    return new AdjointCase.Gradient(totals, initial);
  }

  private static AdjointCase.Gradient gradient(AdjointSolver solver, List<Integer> block) {
    return AdjointCase.adjoint(
        solver,
        block.stream().map(TAPES::get).toList(),
        SAVE_AT,
        block.stream().map(i -> WEIGHTS[i]).toArray(double[][][]::new));
  }

  private static void assertSameBits(AdjointCase.Gradient actual, AdjointCase.Gradient expected) {
    assertThat(actual.totals()).usingComparator(Arrays::compare).isEqualTo(expected.totals());
    for (int i = 0; i < expected.initial().length; i++) {
      assertThat(actual.initial()[i])
          .as("trajectory %d", i)
          .usingComparator(Arrays::compare)
          .isEqualTo(expected.initial()[i]);
    }
  }

  private static List<Integer> all() {
    return IntStream.range(0, COUNT).boxed().toList();
  }

  /** By itself, in the first lane of a block. */
  private static AdjointCase.Gradient alone(int trajectory) {
    return gradient(PENDULUMS.solver(new ReferenceBackend(), 1), List.of(trajectory));
  }

  @Test
  void runsDifferInLength() {
    assertThat(TAPES.stream().mapToInt(Tape::steps).filter(steps -> steps > 50)).isNotEmpty();
    assertThat(TAPES.stream().mapToInt(Tape::steps)).contains(0, 1, 2);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void bitsDoNotDependOnBlocks(Backend backend) {
    AdjointCase.Gradient expected = gradient(new ReferenceBackend(), GROUP, all());
    for (int lanes : new int[] {8, 16, 24}) {
      assertSameBits(gradient(backend, lanes, all()), expected);
    }
  }

  /** Groups may be anywhere; and so may be trajectories, as to their initial states. */
  @ParameterizedTest
  @MethodSource("backends")
  void bitsDoNotDependOnNeighbours(Backend backend) {
    List<Integer> groups = new ArrayList<>(all());
    Collections.rotate(groups, GROUP);
    AdjointCase.Gradient moved = gradient(backend, 16, groups);
    double[] expected = gradient(backend, COUNT, all()).totals();
    for (int i = 0; i < expected.length; i++) {
      assertThat(moved.totals()[(i + PARAMETERS.length) % expected.length]).isEqualTo(expected[i]);
    }
    List<Integer> order = new ArrayList<>(all());
    Collections.reverse(order);
    Collections.rotate(order, 3);
    double[][] shuffled = gradient(backend, 16, order).initial();
    for (int place = 0; place < COUNT; place++) {
      assertThat(shuffled[place])
          .usingComparator(Arrays::compare)
          .isEqualTo(alone(order.get(place)).initial()[0]);
    }
  }

  @Test
  void aGroupHasTheSumOfItsTrajectories() {
    double[] totals = gradient(new ReferenceBackend(), GROUP, all()).totals();
    for (int group = 0; group < COUNT / GROUP; group++) {
      for (int i = 0; i < PARAMETERS.length; i++) {
        double sum = 0;
        double size = 0;
        for (int trajectory = group * GROUP; trajectory < (group + 1) * GROUP; trajectory++) {
          sum += alone(trajectory).totals()[i];
          size += Math.abs(alone(trajectory).totals()[i]);
        }
        assertThat(totals[group * PARAMETERS.length + i]).isCloseTo(sum, within(1e-12 * size));
      }
    }
  }

  @Test
  void aRunOfNoStepsHasTheGradientOfItsInitialState() {
    AdjointCase.Gradient gradient = alone(10);
    for (int i = 0; i < 4; i++) {
      assertThat(gradient.initial()[0][i]).isEqualTo(WEIGHTS[10][i][0]);
    }
    assertThat(gradient.totals()).containsOnly(0);
  }

  /** Kepler's field is infinite at the origin, where a lane without a trajectory might well be. */
  @Test
  void emptyLanesStayOutOfTheWay() {
    Problem orbit = Kepler.orbit("orbit", 0.5, 3);
    AdjointCase orbits =
        new AdjointCase(
            orbit.initialValueProblem(),
            Runs.adaptive(Runs.method("dop853"), 1e-6, 0.1),
            new SaveAt(0, 3, 9),
            List.of(),
            new double[][] {orbit.y0()});
    List<Tape> tapes = new ArrayList<>(Collections.nCopies(GROUP, new Tape(4)));
    tapes.set(6, orbits.record().get(0));
    double[][][] weights = new double[GROUP][4][9];
    weights[6] = orbits.weights()[0];
    AdjointCase.Gradient gradient =
        AdjointCase.adjoint(
            orbits.solver(new ReferenceBackend(), GROUP), tapes, orbits.saveAt(), weights);
    assertThat(gradient.initial()[6]).isEqualTo(orbits.adjoint().initial()[0]);
    assertThat(gradient.initial()[5]).containsOnly(0);
  }

  @Test
  void gradientsAreAddedToTheTotals() {
    AdjointSolver solver = PENDULUMS.solver(new ReferenceBackend(), GROUP);
    double[] totals = new double[PARAMETERS.length];
    double[][] initial = new double[1][4];
    double[][][] weights = {WEIGHTS[3]};
    solver.backward(List.of(TAPES.get(3)), SAVE_AT, weights, totals, initial);
    double[] once = totals.clone();
    assertThat(once[0]).isNotZero();
    solver.backward(List.of(TAPES.get(3)), SAVE_AT, weights, totals, initial);
    for (int i = 0; i < totals.length; i++) {
      assertThat(totals[i]).isCloseTo(2 * once[i], withPercentage(1e-12));
    }
  }

  /** As the solver does, so that both can be kept while parameters are trained. */
  @Test
  void parametersAreReadAtEveryCall() {
    AdjointCase moon = pendulums(1_000_000);
    AdjointSolver solver = moon.solver(new ReferenceBackend(), COUNT);
    AdjointCase.Gradient before = AdjointCase.adjoint(solver, moon.record(), SAVE_AT, WEIGHTS);
    moon.problem().parameters()[4] = 1.62;
    AdjointCase.Gradient after = AdjointCase.adjoint(solver, moon.record(), SAVE_AT, WEIGHTS);
    assertSameBits(after, moon.adjoint());
    assertThat(after.totals()).isNotEqualTo(before.totals());
  }

  /** One solver serves every length of a curriculum. */
  @Test
  void savePointsMayChangeFromCallToCall() {
    AdjointSolver solver = PENDULUMS.solver(new ReferenceBackend(), COUNT);
    SaveAt half = new SaveAt(0, 1, 101);
    AdjointCase shorter =
        new AdjointCase(
            PENDULUMS.problem(),
            PENDULUMS.settings(),
            half,
            PENDULUMS.trained(),
            PENDULUMS.initial());
    AdjointCase.adjoint(solver, PENDULUMS.record(), SAVE_AT, WEIGHTS);
    assertSameBits(
        AdjointCase.adjoint(solver, shorter.record(), half, shorter.weights()), shorter.adjoint());
  }
}

package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import ergode.backend.Backend;
import ergode.backend.ReferenceBackend;
import ergode.backend.Strands;
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
  private static final int SHARD = Strands.GROUP;
  private static final int COUNT = 3 * SHARD;
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

  /** Gradients of trajectories, in blocks of so many lanes, each with strands of its own. */
  private static AdjointCase.Gradient gradient(Backend backend, int lanes, List<Integer> order) {
    AdjointSolver solver = PENDULUMS.solver(backend, lanes);
    double[] strands = new double[PARAMETERS.length * order.size()];
    double[][] initial = new double[order.size()][];
    for (int from = 0; from < order.size(); from += lanes) {
      List<Integer> block = order.subList(from, Math.min(order.size(), from + lanes));
      int padded = (block.size() + SHARD - 1) / SHARD * SHARD;
      AdjointCase.Gradient gradient =
          AdjointCase.adjoint(
              solver,
              block.stream().map(TAPES::get).toList(),
              SAVE_AT,
              block.stream().map(i -> WEIGHTS[i]).toArray(double[][][]::new),
              padded);
      for (int lane = 0; lane < block.size(); lane++) {
        for (int i = 0; i < PARAMETERS.length; i++) {
          strands[i * order.size() + from + lane] = gradient.strands()[i * padded + lane];
        }
        initial[from + lane] = gradient.initial()[lane];
      }
    }
    return new AdjointCase.Gradient(strands, initial);
  }

  private static void assertSameBits(AdjointCase.Gradient actual, AdjointCase.Gradient expected) {
    assertThat(actual.strands()).usingComparator(Arrays::compare).isEqualTo(expected.strands());
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
  private static AdjointCase.Gradient alone() {
    return gradient(new ReferenceBackend(), 1, all());
  }

  @Test
  void runsDifferInLength() {
    assertThat(TAPES.stream().mapToInt(Tape::steps).filter(steps -> steps > 50)).isNotEmpty();
    assertThat(TAPES.stream().mapToInt(Tape::steps)).contains(0, 1, 2);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void bitsDoNotDependOnBlocks(Backend backend) {
    for (int lanes : new int[] {8, 16, 24, 5}) {
      assertSameBits(gradient(backend, lanes, all()), alone());
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void bitsDoNotDependOnNeighbours(Backend backend) {
    List<Integer> order = new ArrayList<>(all());
    Collections.reverse(order);
    Collections.rotate(order, 3);
    AdjointCase.Gradient moved = gradient(backend, 16, order);
    AdjointCase.Gradient expected = alone();
    for (int place = 0; place < COUNT; place++) {
      int trajectory = order.get(place);
      assertThat(moved.initial()[place])
          .usingComparator(Arrays::compare)
          .isEqualTo(expected.initial()[trajectory]);
      for (int i = 0; i < PARAMETERS.length; i++) {
        assertThat(moved.strands()[i * COUNT + place])
            .isEqualTo(expected.strands()[i * COUNT + trajectory]);
      }
    }
  }

  @Test
  void aRunOfNoStepsHasTheGradientOfItsInitialState() {
    AdjointCase.Gradient gradient = alone();
    for (int i = 0; i < 4; i++) {
      assertThat(gradient.initial()[10][i]).isEqualTo(WEIGHTS[10][i][0]);
    }
    for (int i = 0; i < PARAMETERS.length; i++) {
      assertThat(gradient.strands()[i * COUNT + 10]).isZero();
    }
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
    List<Tape> tapes = new ArrayList<>(Collections.nCopies(SHARD, new Tape(4)));
    tapes.set(6, orbits.record().get(0));
    double[][][] weights = new double[SHARD][4][9];
    weights[6] = orbits.weights()[0];
    AdjointCase.Gradient gradient =
        AdjointCase.adjoint(
            orbits.solver(new ReferenceBackend(), SHARD), tapes, orbits.saveAt(), weights, 0);
    assertThat(gradient.initial()[6]).isEqualTo(orbits.adjoint().initial()[0]);
    assertThat(gradient.initial()[5]).containsOnly(0);
  }

  @Test
  void gradientsAreAddedToTheTotals() {
    AdjointSolver solver = PENDULUMS.solver(new ReferenceBackend(), SHARD);
    double[] totals = new double[PARAMETERS.length * SHARD];
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
    AdjointCase.Gradient before =
        AdjointCase.adjoint(solver, moon.record(), SAVE_AT, WEIGHTS, COUNT);
    moon.problem().parameters()[4] = 1.62;
    AdjointCase.Gradient after =
        AdjointCase.adjoint(solver, moon.record(), SAVE_AT, WEIGHTS, COUNT);
    assertSameBits(after, moon.adjoint());
    assertThat(after.strands()).isNotEqualTo(before.strands());
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
    AdjointCase.adjoint(solver, PENDULUMS.record(), SAVE_AT, WEIGHTS, COUNT);
    assertSameBits(
        AdjointCase.adjoint(solver, shorter.record(), half, shorter.weights(), COUNT),
        shorter.adjoint());
  }
}

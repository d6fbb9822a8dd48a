package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a trajectory's bits may not depend on, and the order in which results come. */
class EnsembleTest {
  private static final int COUNT = 70;
  private static final SaveAt SAVE_AT = new SaveAt(0, 4, 40);

  /** What {@link #alone} found, by method. */
  private static final Map<String, List<Runs.Run>> ALONE = new HashMap<>();

  /** Oscillators y'' = -w^2 y as (y, y', w): the larger w, the longer the run. */
  private static final Problem OSCILLATOR =
      new Problem(
          "oscillator",
          0,
          4,
          new double[] {1, 0, 1},
          (y, t) ->
              List.of(y.get(1), y.get(2).square().times(y.get(0)).negate(), t.graph().constant(0)),
          null);

  static Stream<Arguments> laneCounts() {
    return Stream.of("rk4", "tsit5", "dop853")
        .flatMap(
            method ->
                Stream.of(1, 7, 8, 9, 64, 207)
                    .map(lanes -> Arguments.of(Runs.method(method), lanes)));
  }

  /** Pendulums of all kinds; every tenth cannot start. */
  private static double[][] initial() {
    SplittableRandom random = new SplittableRandom(7);
    double[][] initial = new double[COUNT][];
    for (int i = 0; i < COUNT; i++) {
      initial[i] = random.doubles(4, -2.5, 2.5).toArray();
    }
    for (int i = 5; i < COUNT; i += 10) {
      initial[i][2] = Double.NaN;
    }
    return initial;
  }

  /** With all terms of the controller: it remembers the last two steps of each lane. */
  private static SolverSettings settings(Tableau method) {
    Tolerances tolerances = new Tolerances(1e-6, 1e-6);
    return method.isAdaptive()
        ? new SolverSettings(
            method, new StepControl.Pid(tolerances, 0.3, 0.4, 0.05, 0.9, 0.2, 10), 0.1, 1_000_000)
        : Runs.fixed(method, 0.01);
  }

  private static EnsembleSolver solver(Tableau method, int lanes) {
    return Runs.solver(Pendulum.problem(9.8), settings(method), SAVE_AT, lanes);
  }

  /** Every run by itself, in a solver of its own. */
  private static List<Runs.Run> alone(Tableau method, double[][] initial) {
    return ALONE.computeIfAbsent(
        method.name(),
        name -> {
          List<Runs.Run> runs = new ArrayList<>();
          for (int i = 0; i < initial.length; i++) {
            runs.addAll(Runs.range(solver(method, 1), initial, i, i + 1));
          }
          return runs;
        });
  }

  private static void assertSameBits(List<Runs.Run> actual, List<Runs.Run> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).id()).isEqualTo(expected.get(i).id());
      assertThat(actual.get(i).bits()).as("run %d", i).isEqualTo(expected.get(i).bits());
    }
  }

  @ParameterizedTest
  @MethodSource("laneCounts")
  void bitsDoNotDependOnTheNumberOfLanes(Tableau method, int lanes) {
    double[][] initial = initial();
    assertSameBits(Runs.range(solver(method, lanes), initial, 0, COUNT), alone(method, initial));
  }

  @Test
  void bitsDoNotDependOnRangeOrHistory() {
    double[][] initial = initial();
    EnsembleSolver solver = solver(Runs.method("tsit5"), 8);
    List<Runs.Run> all = Runs.range(solver, initial, 0, COUNT);
    assertSameBits(Runs.range(solver, initial, 31, 45), all.subList(31, 45));
    assertSameBits(Runs.range(solver, initial, 0, COUNT), all);
    assertThat(Runs.range(solver, initial, 50, 50)).isEmpty();
  }

  @Test
  void bitsDoNotDependOnOrderOrNeighbours() {
    double[][] initial = initial();
    EnsembleSolver solver = solver(Runs.method("dop853"), 8);
    List<Runs.Run> all = Runs.range(solver, initial, 0, COUNT);

    List<double[]> reversed = new ArrayList<>(List.of(initial));
    Collections.reverse(reversed);
    List<Runs.Run> backwards = Runs.range(solver, reversed.toArray(double[][]::new), 0, COUNT);
    double[][] crowd = initial.clone();
    for (int i = 1; i < COUNT; i += 2) {
      crowd[i] = new double[] {3, 3, 40, -40};
    }
    List<Runs.Run> crowded = Runs.range(solver, crowd, 0, COUNT);

    for (int i = 0; i < COUNT; i++) {
      List<Object> bits = all.get(i).bits();
      assertThat(backwards.get(COUNT - 1 - i).bits()).isEqualTo(bits);
      if (i % 2 == 0) {
        assertThat(crowded.get(i).bits()).isEqualTo(bits);
      }
    }
  }

  /** The first run takes 300 times as many steps as the others: more than may wait for it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16})
  void deliversInOrderThoughRunsDifferInLength(int lanes) {
    double[][] initial = new double[200][];
    for (int i = 0; i < initial.length; i++) {
      initial[i] = new double[] {1, 0, i % 150 == 0 ? 600 : 1 + i % 7};
    }
    EnsembleSolver solver =
        Runs.solver(
            OSCILLATOR.initialValueProblem(), settings(Runs.method("tsit5")), SAVE_AT, lanes);
    List<Runs.Run> runs = Runs.range(solver, initial, 0, initial.length);
    assertThat(runs)
        .extracting(Runs.Run::id)
        .containsExactlyElementsOf(LongStream.range(0, initial.length).boxed().toList());
    assertThat(runs.get(0).steps()).isGreaterThan(100 * runs.get(1).steps());
    for (int i = 0; i < initial.length; i++) {
      assertThat(runs.get(i).initial()).isEqualTo(initial[i]);
      assertThat(runs.get(i).at(0)).isEqualTo(initial[i]);
      assertThat(runs.get(i).saved()[2]).containsOnly(initial[i][2]);
    }
  }

  /** A solver hands over every object that it makes, and makes one only if it has none to spare. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16})
  void noMoreTrajectoriesAreHeldThanTheBoundAndAsManyIfNeeded(int lanes) {
    Set<Trajectory> held = Collections.newSetFromMap(new IdentityHashMap<>());
    Runs.solver(OSCILLATOR.initialValueProblem(), settings(Runs.method("tsit5")), SAVE_AT, lanes)
        .solve(
            (id, state) -> {
              state[0] = id % 10 == 5 ? Double.NaN : 1;
              state[2] = id % 300 == 0 ? 600 : 1;
            },
            0,
            600,
            held::add);
    assertThat(held).hasSize(Math.toIntExact(EnsembleSolver.mostInFlight(lanes)));
  }

  @Test
  void idsMayBeLarge() {
    long first = 1L << 40;
    List<Long> ids = new ArrayList<>();
    Runs.solver(OSCILLATOR.initialValueProblem(), settings(Runs.method("tsit5")), SAVE_AT, 4)
        .solve(
            (id, state) -> state[2] = id - first,
            first,
            first + 10,
            trajectory -> ids.add(trajectory.id()));
    assertThat(ids).containsExactlyElementsOf(LongStream.range(first, first + 10).boxed().toList());
  }

  @Test
  void aSinkThatThrowsLeavesTheSolverUsable() {
    double[][] initial = initial();
    EnsembleSolver solver = solver(Runs.method("tsit5"), 8);
    List<Runs.Run> expected = Runs.range(solver, initial, 20, 30);
    assertThatThrownBy(
            () ->
                solver.solve(
                    (id, state) -> System.arraycopy(initial[(int) id], 0, state, 0, 4),
                    0,
                    20,
                    trajectory -> {
                      if (trajectory.id() == 3) {
                        throw new IllegalStateException("disk full");
                      }
                    }))
        .hasMessage("disk full");
    assertSameBits(Runs.range(solver, initial, 20, 30), expected);
  }

  @Test
  void aSolverNeedsALane() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solver(Runs.method("tsit5"), 0))
        .withMessage("laneCount = 0, expected at least 1");
  }
}

package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exact properties of the double pendulum that the numbers must have, too. */
class PendulumSymmetryTest {
  private static final long SEED = 20_240_917;

  static Stream<Tableau> adaptive() {
    return Methods.all().stream().filter(method -> method.isAdaptive() && method.order() > 2);
  }

  static List<Tableau> methods() {
    return Methods.all();
  }

  private static double[][] sample(int count, double angle, double velocity) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[][] initial = new double[count][];
    for (int i = 0; i < count; i++) {
      initial[i] =
          new double[] {
            random.nextDouble(-angle, angle),
            random.nextDouble(-angle, angle),
            random.nextDouble(-1, 1) * velocity,
            random.nextDouble(-1, 1) * velocity
          };
    }
    return initial;
  }

  /** (theta, omega) to -(theta, omega): equal to the last bit, chaotic runs included. */
  @ParameterizedTest
  @MethodSource("adaptive")
  void reflectionIsExact(Tableau method) {
    double[][] initial = sample(20, 3, 4);
    double[][] mirrored =
        Stream.of(initial).map(state -> scaled(state, -1, -1)).toArray(double[][]::new);
    SolverSettings settings = Runs.adaptive(method, 1e-6, 0.01);
    SaveAt saveAt = new SaveAt(0, 10, 101);
    List<Runs.Run> runs = Pendulum.runs(settings, saveAt, initial);
    List<Runs.Run> mirrors = Pendulum.runs(settings, saveAt, mirrored);
    assertThat(runs).anyMatch(Pendulum::flips).anyMatch(run -> !Pendulum.flips(run));
    for (int run = 0; run < initial.length; run++) {
      Runs.Run one = runs.get(run);
      Runs.Run other = mirrors.get(run);
      assertThat(other.steps()).isEqualTo(one.steps());
      assertThat(other.rejected()).isEqualTo(one.rejected());
      assertThat(other.invariantDrift()).isEqualTo(one.invariantDrift());
      for (int point = 0; point < saveAt.points(); point++) {
        assertThat(scaled(other.at(point), -1, -1)).isEqualTo(scaled(one.at(point), 1, 1));
      }
    }
  }

  /** g to 4 g, omega to 2 omega, t to t/2: exact, since all are powers of two. */
  @ParameterizedTest
  @MethodSource("methods")
  void scalingOfTimeIsExact(Tableau method) {
    double[][] initial = sample(10, 2, 3);
    double[][] faster =
        Stream.of(initial).map(state -> scaled(state, 1, 2)).toArray(double[][]::new);
    List<Runs.Run> runs =
        Runs.all(Pendulum.problem(9.8), Runs.fixed(method, 0.03), new SaveAt(0, 4, 33), initial);
    List<Runs.Run> fasterRuns =
        Runs.all(
            Pendulum.problem(4 * 9.8), Runs.fixed(method, 0.015), new SaveAt(0, 2, 33), faster);
    for (int run = 0; run < initial.length; run++) {
      for (int point = 0; point < 33; point++) {
        assertThat(fasterRuns.get(run).at(point)).isEqualTo(scaled(runs.get(run).at(point), 1, 2));
      }
      assertThat(fasterRuns.get(run).invariantDrift())
          .isEqualTo(4 * runs.get(run).invariantDrift());
    }
  }

  /** Angles and velocities times a factor each, zeros without their sign. */
  private static double[] scaled(double[] state, double angles, double velocities) {
    return new double[] {
      angles * state[0] + 0.0,
      angles * state[1] + 0.0,
      velocities * state[2] + 0.0,
      velocities * state[3] + 0.0
    };
  }

  /** From rest with 2 cos theta1 + cos theta2 > 1 the energy does not suffice, at any tolerance. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1e-7})
  void noFlipWhereTheEnergyForbidsIt(double tolerance) {
    double[][] initial =
        Stream.of(sample(2000, Math.PI, 0)).filter(s -> margin(s) > 0).toArray(double[][]::new);
    assertThat(initial.length).isGreaterThan(400);
    SolverSettings settings = Runs.adaptive(Runs.method("tsit5"), tolerance, 0.01);
    assertThat(Pendulum.runs(settings, new SaveAt(0, 10, 200), initial))
        .allMatch(run -> run.outcome() == Outcome.OK)
        .noneMatch(Pendulum::flips);
  }

  @Test
  void someFlipWhereItIsAllowed() {
    double[][] initial =
        Stream.of(sample(100, Math.PI, 0)).filter(s -> margin(s) < -1).toArray(double[][]::new);
    SolverSettings settings = Runs.adaptive(Runs.method("tsit5"), 1e-4, 0.01);
    List<Runs.Run> runs = Pendulum.runs(settings, new SaveAt(0, 10, 200), initial);
    assertThat(runs.stream().filter(Pendulum::flips).count()).isGreaterThan(runs.size() / 2);
  }

  private static double margin(double[] state) {
    return 2 * Math.cos(state[0]) + Math.cos(state[1]) - 1;
  }
}

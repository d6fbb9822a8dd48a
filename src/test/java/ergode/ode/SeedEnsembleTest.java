package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The classic ensemble: 1,200 double pendulums from rest, angles within a right angle, 10 s. */
class SeedEnsembleTest {
  private static final SaveAt SAVE_AT = new SaveAt(0, 10, 1000);

  /** Flips, but only just: not at the tolerance 1e-5. */
  private static final long ON_THE_EDGE = 807;

  private static final List<Long> FLIP_AT_1E5 =
      List.of(
          1L, 128L, 168L, 177L, 230L, 275L, 393L, 424L, 435L, 613L, 632L, 656L, 665L, 736L, 764L,
          771L, 793L, 839L, 941L, 1000L, 1072L, 1119L, 1121L, 1135L, 1176L);

  private static double[][] initial;
  private static List<Runs.Run> at1e5;

  @BeforeAll
  static void integrate() throws IOException {
    initial = Pendulum.seedInitialConditions();
    at1e5 = Pendulum.runs(settings(1e-5), SAVE_AT, initial);
  }

  private static SolverSettings settings(double tolerance) {
    return Runs.adaptive(Runs.method("tsit5"), tolerance, SAVE_AT.spacing());
  }

  @Test
  void allReachTheEnd() {
    assertThat(at1e5).hasSize(1200).allMatch(run -> run.outcome() == Outcome.OK);
  }

  /** diffrax 0.7.2 on the same ensemble: 134 accepted and 51 rejected steps per trajectory. */
  @Test
  void takesTheStepsOfDiffrax() {
    assertThat(mean(Runs.Run::steps)).isCloseTo(134.6, within(0.1));
    assertThat(mean(Runs.Run::rejected)).isCloseTo(51.3, within(0.1));
  }

  private static double mean(ToLongFunction<Runs.Run> count) {
    return at1e5.stream().mapToLong(count).average().orElseThrow();
  }

  @Test
  void flipsAsManyAsDiffrax() {
    assertThat(flipping(at1e5)).isEqualTo(FLIP_AT_1E5);
  }

  @Test
  void oneMoreFlipsAtATightTolerance() {
    List<Runs.Run> runs = Pendulum.runs(settings(1e-9), SAVE_AT, initial);
    List<Long> expected = new ArrayList<>(FLIP_AT_1E5);
    expected.add(ON_THE_EDGE);
    assertThat(flipping(runs)).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<Long> flipping(List<Runs.Run> runs) {
    return runs.stream().filter(Pendulum::flips).map(Runs.Run::id).toList();
  }

  @Test
  void energyIsKeptWithinTheTolerance() {
    assertThat(largestDrift(at1e5)).isBetween(1e-5, 5e-4);
    SaveAt endsOnly = new SaveAt(0, 10, 2);
    assertThat(largestDrift(Pendulum.runs(settings(1e-8), endsOnly, initial)))
        .isBetween(1e-9, 1e-7);
  }

  private static double largestDrift(List<Runs.Run> runs) {
    double largest = runs.stream().mapToDouble(Runs.Run::invariantDrift).max().orElseThrow();
    return largest / Pendulum.ENERGY_SCALE;
  }
}

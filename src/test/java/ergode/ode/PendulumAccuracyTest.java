package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** States of the double pendulum against integrators that share no code with this one. */
class PendulumAccuracyTest {

  @ParameterizedTest
  @CsvSource({
    "tsit5, 1e-5, 1, 2e-4",
    "tsit5, 1e-9, 1, 1e-8",
    "tsit5, 1e-12, 1, 1e-11",
    "tsit5, 1e-12, 10, 1e-8",
    "dopri5, 1e-5, 1, 2e-4",
    "dopri5, 1e-9, 1, 1e-8",
    "dopri5, 1e-12, 1, 1e-11",
    "dopri5, 1e-12, 10, 1e-8",
    "dop853, 1e-5, 1, 2e-4",
    "dop853, 1e-9, 1, 1e-8",
    "dop853, 1e-12, 1, 1e-11",
    "dop853, 1e-12, 10, 1e-8",
  })
  void regularRunsFollowTheReference(String method, double tolerance, int seconds, double bound)
      throws IOException {
    Map<String, List<Golden.Row>> byRun =
        Golden.rows("pendulum/trajectories.csv").stream()
            .collect(
                Collectors.groupingBy(row -> row.text("id"), TreeMap::new, Collectors.toList()));
    assertThat(byRun).hasSize(6);
    double[][] initial =
        byRun.values().stream().map(rows -> rows.get(0).state()).toArray(double[][]::new);
    int points = 10 * seconds + 1;
    List<Runs.Run> runs =
        Pendulum.runs(
            Runs.adaptive(Runs.method(method), tolerance, 0.01),
            new SaveAt(0, seconds, points),
            initial);
    double largest = 0;
    int run = 0;
    for (List<Golden.Row> rows : byRun.values()) {
      for (int point = 0; point < points; point++) {
        double[] expected = rows.get(point).state();
        double[] actual = runs.get(run).at(point);
        for (int i = 0; i < 2; i++) {
          largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
        }
      }
      run++;
    }
    assertThat(largest).isLessThan(bound);
  }

  /** Chaotic starts too, where errors grow fast: by a factor of 10^6 in the one that flips. */
  @ParameterizedTest
  @ValueSource(strings = {"tsit5", "dopri5", "dop853"})
  void statesAgreeWithQuadruplePrecision(String method) throws IOException {
    SolverSettings settings = Runs.adaptive(Runs.method(method), 1e-12, 0.01);
    List<Golden.Row> rows = Golden.rows("pendulum/states.csv");
    assertThat(rows).hasSize(8);
    for (Golden.Row row : rows) {
      double t = row.number("t");
      double[] start = {row.number("theta1_0"), row.number("theta2_0"), 0, 0};
      Runs.Run run = Pendulum.runs(settings, new SaveAt(0, t, 2), start).get(0);
      double error = Runs.distance(run.end(), row.state());
      double bound = t < 10 ? 1e-9 : Pendulum.flips(run) ? 1e-5 : 1e-8;
      assertThat(error).as("%s", row).isLessThan(bound);
    }
  }
}

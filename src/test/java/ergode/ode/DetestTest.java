package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The classical problems, by the adaptive methods of high order. */
class DetestTest {
  private static final double TOLERANCE = 1e-9;
  private static final int POINTS = 5;

  static Stream<Arguments> cases() {
    return Detest.all().stream()
        .flatMap(
            problem ->
                Stream.of("dopri5", "tsit5", "dop853")
                    .map(method -> Arguments.of(problem, Runs.method(method))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void solvesToTheTolerance(Problem problem, Tableau method) {
    Runs.Run run = Runs.one(problem, Runs.adaptive(method, TOLERANCE, 0.01), POINTS);
    assertThat(run.outcome()).isEqualTo(Outcome.OK);
    double largest = 0;
    for (int point = 0; point < POINTS; point++) {
      double[] truth = truth(problem, 20.0 * point / (POINTS - 1));
      double[] state = run.at(point);
      for (int i = 0; i < truth.length; i++) {
        largest = Math.max(largest, Math.abs(state[i] - truth[i]) / (1 + Math.abs(truth[i])));
      }
    }

    assertThat(largest).isLessThan(problem.name().startsWith("D") ? 5e-7 : 8e-8);
  }

  /** Closed form if there is one, else an independent integrator. */
  private static double[] truth(Problem problem, double t) {
    if (problem.exact() != null || t == 0) {
      return t == 0 ? problem.y0() : problem.exactAt(t);
    }
    var integrator = new DormandPrince853Integrator(1e-12, 1, 1e-13, 1e-13);
    var equations = new KernelEquations(problem.field());
    return integrator.integrate(equations, new ODEState(0, problem.y0()), t).getPrimaryState();
  }

  @Test
  void equationsAreThoseOfThePaper() throws IOException {
    List<Golden.Row> rows = Golden.rows("detest/end_states.csv");
    assertThat(rows).hasSize(160);
    for (Problem problem : Detest.all()) {
      List<Golden.Row> end =
          rows.stream().filter(row -> row.text("problem").equals(problem.name())).toList();
      Runs.Run run = Runs.one(problem, Runs.adaptive(Runs.method("dop853"), 1e-12, 0.01), 2);
      assertThat(end).hasSize(problem.y0().length);
      for (int i = 0; i < end.size(); i++) {
        double expected = end.get(i).number("value");
        double difference = (run.end()[i] - expected) / (1 + Math.abs(expected));

        assertThat(difference).as("%s y%d", problem, i + 1).isBetween(-1e-10, 1e-10);
      }
    }
  }
}

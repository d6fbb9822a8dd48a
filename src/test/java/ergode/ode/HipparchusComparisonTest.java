package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.nonstiff.AdaptiveStepsizeIntegrator;
import org.hipparchus.ode.nonstiff.ClassicalRungeKuttaIntegrator;
import org.hipparchus.ode.nonstiff.DormandPrince54Integrator;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.hipparchus.ode.nonstiff.EulerIntegrator;
import org.hipparchus.ode.nonstiff.FixedStepRungeKuttaIntegrator;
import org.hipparchus.ode.nonstiff.MidpointIntegrator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The methods that Hipparchus has, too. */
class HipparchusComparisonTest {
  private static final List<String> NAMES = List.of("A3", "A5", "B1", "B5", "D3", "E2", "E3");

  private static Stream<Problem> problems() {
    return Detest.all().stream().filter(problem -> NAMES.contains(problem.name()));
  }

  static Stream<Arguments> fixed() {
    return problems()
        .flatMap(
            problem ->
                Stream.of(
                    Arguments.of(problem, "euler", new EulerIntegrator(0.001)),
                    Arguments.of(problem, "midpoint", new MidpointIntegrator(0.01)),
                    Arguments.of(problem, "rk4", new ClassicalRungeKuttaIntegrator(0.02))));
  }

  /** The same steps up to rounding, which 20 s of these problems amplify at most 10^4 times. */
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("fixed")
  void fixedStepsAreTheSame(
      Problem problem, String method, FixedStepRungeKuttaIntegrator hipparchus) {
    double[] expected =
        hipparchus
            .integrate(new KernelEquations(problem.field()), new ODEState(0, problem.y0()), 20)
            .getPrimaryState();
    SolverSettings settings = Runs.fixed(Runs.method(method), hipparchus.getDefaultStep());
    assertThat(Runs.one(problem, settings, 2).end()).containsExactly(expected, within(1e-9));
  }

  static Stream<Arguments> adaptive() {
    return problems()
        .flatMap(problem -> Stream.of("dopri5", "dop853").map(m -> Arguments.of(problem, m)));
  }

  /** The same pairs under nearly the same controller: about as much work. */
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("adaptive")
  void adaptiveStepsCostTheSame(Problem problem, String method) {
    double tolerance = 1e-8;
    AdaptiveStepsizeIntegrator hipparchus =
        method.equals("dopri5")
            ? new DormandPrince54Integrator(1e-12, 20, tolerance, tolerance)
            : new DormandPrince853Integrator(1e-12, 20, tolerance, tolerance);
    hipparchus.setInitialStepSize(0.01);
    KernelEquations equations = new KernelEquations(problem.field());
    double[] end =
        hipparchus.integrate(equations, new ODEState(0, problem.y0()), 20).getPrimaryState();

    Tableau tableau = Runs.method(method);
    Runs.Run run = Runs.one(problem, Runs.adaptive(tableau, tolerance, 0.01), 2);
    double attempts = run.steps() + run.rejected();
    double theirs = (equations.evaluations() - 1.0) / tableau.stages();
    assertThat(attempts).isBetween(0.7 * theirs, 1.4 * theirs);
    assertThat(run.end()).containsExactly(end, within(1e-5));
  }
}

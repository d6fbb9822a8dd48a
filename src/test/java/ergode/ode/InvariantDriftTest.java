package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import java.util.List;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The harmonic oscillator (x, v) and what it keeps. */
class InvariantDriftTest {

  private static double drift(
      BinaryOperator<Expr> invariant, SolverSettings settings, double t1, double x) {
    GraphBuilder graph = new GraphBuilder();
    List<Expr> state = List.of(graph.input("x"), graph.input("v"));
    Graph rhs = new Graph(state, List.of(), List.of(state.get(1), state.get(0).negate()));
    Graph watched =
        new Graph(state, List.of(), List.of(invariant.apply(state.get(0), state.get(1))));
    InitialValueProblem problem =
        new InitialValueProblem(VectorField.autonomous(rhs), new double[0], watched);
    return Runs.all(problem, settings, new SaveAt(0, t1, 2), new double[][] {{x, 0}})
        .get(0)
        .invariantDrift();
  }

  private static Expr energy(Expr x, Expr v) {
    return x.square().plus(v.square()).times(0.5);
  }

  /** An Euler step multiplies the energy by 1 + h^2. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void includesTheEndOfTheLastStep(int steps) {
    SolverSettings settings = Runs.fixed(Runs.method("euler"), 0.5);
    assertThat(drift(InvariantDriftTest::energy, settings, 0.5 * steps, 2))
        .isEqualTo(2 * (Math.pow(1.25, steps) - 1));
  }

  /** x itself goes from 1 to -1 and comes back. */
  @Test
  void isTheLargestNotTheLast() {
    SolverSettings settings = Runs.fixed(Runs.method("dop853"), Math.PI / 8);
    assertThat(drift((x, v) -> x, settings, 2 * Math.PI, 1)).isCloseTo(2, within(1e-6));
  }

  @Test
  void isZeroWithoutAnInvariant() {
    Runs.Run run = Runs.one(Kepler.orbit("orbit", 0.5, 3), Runs.fixed(Runs.method("rk4"), 0.1), 2);
    assertThat(run.invariantDrift()).isZero();
  }
}

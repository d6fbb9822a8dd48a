package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import ergode.mechanics.DoublePendulum;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients through a solve against central differences over the same steps, and closed forms. */
class AdjointTest {
  private static final double TOLERANCE = 1e-8;

  /** From few save points per step to none in most, and where constant steps end, too. */
  static Stream<Arguments> everyMethodAndDensity() {
    return Methods.all().stream()
        .flatMap(
            method ->
                Stream.of(2, 5, 41)
                    .flatMap(
                        points ->
                            settings(method).map(settings -> Arguments.of(settings, points))));
  }

  private static Stream<SolverSettings> settings(Tableau method) {
    SolverSettings constant = Runs.fixed(method, 0.25);
    return method.isAdaptive()
        ? Stream.of(constant, Runs.adaptive(method, 1e-3, 0.1))
        : Stream.of(constant);
  }

  static Stream<SolverSettings> everyMethod() {
    return Methods.all().stream().flatMap(AdjointTest::settings);
  }

  /** A 3-3-2 network of the state and the time: parameters by name, tensors as in training. */
  private static InitialValueProblem network() {
    GraphBuilder graph = new GraphBuilder();
    Expr y = graph.input("state", 2);
    Expr t = graph.input("time");
    Expr first = graph.parameter("first", 9);
    Expr bias = graph.parameter("bias", 3);
    Expr second = graph.parameter("second", 6);
    Expr scale = graph.parameter("scale");
    Expr hidden = first.matVec(3, 3, graph.concat(List.of(y, t))).plus(bias).tanh();
    Expr rate = second.matVec(2, 3, hidden).times(scale.square());
    Graph field = new Graph(List.of(y, t), List.of(first, bias, second, scale), List.of(rate));
    double[] parameters = new SplittableRandom(3).doubles(19, -1.5, 1.5).toArray();
    return new InitialValueProblem(new VectorField(field, true), parameters, null);
  }

  private static void assertMatchesDifferences(AdjointCase adjointCase) {
    AdjointCase.Gradient gradient = adjointCase.adjoint();
    double[] actual =
        Stream.concat(
                Stream.of(gradient.parameters(adjointCase.problem().parameters().length)),
                Arrays.stream(gradient.initial()))
            .flatMapToDouble(Arrays::stream)
            .toArray();
    double[] expected = adjointCase.differences();
    double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).as("element %d", i).isCloseTo(expected[i], within(TOLERANCE * scale));
    }
    assertThat(Arrays.stream(expected).filter(x -> Math.abs(x) > 1e-3 * scale).count())
        .as("elements that matter")
        .isGreaterThan(expected.length / 2);
  }

  @ParameterizedTest
  @MethodSource("everyMethodAndDensity")
  void gradientsOfANetworkMatchDifferences(SolverSettings settings, int points) {
    assertMatchesDifferences(
        new AdjointCase(
            network(),
            settings,
            new SaveAt(0.5, 2.5, points),
            List.of("first", "bias", "second", "scale"),
            new double[][] {{0.3, -0.8}, {-1.2, 0.4}, {0.1, 1.5}}));
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void gradientsOfAPendulumMatchDifferences(SolverSettings settings) {
    assertMatchesDifferences(
        new AdjointCase(
            new InitialValueProblem(
                Pendulum.problem(9.8).field(), new double[] {1.1, 0.7, 0.9, 1.2, 9.8}, null),
            settings,
            new SaveAt(0, 1, 7),
            new DoublePendulum().parameterNames(),
            new double[][] {{1, -0.5, 0.2, 0.3}, {0.4, 1.2, -1, 0.5}}));
  }
}

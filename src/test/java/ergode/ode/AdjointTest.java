package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ergode.backend.ReferenceBackend;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import ergode.mechanics.DoublePendulum;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /**
   * {@code y' = p y}, but infinite at t = 0.1 exactly: there, in a step from 0 to 1, DOP853 has an
   * extra stage of its interpolant and no other stage.
   */
  private static InitialValueProblem growthWithAPole() {
    GraphBuilder graph = new GraphBuilder();
    Expr y = graph.input("y");
    Expr t = graph.input("t");
    Expr p = graph.parameter("p");
    Expr pole = graph.constant(1e-300).over(t.minus(graph.constant(0.1)).square());
    Expr rate = p.times(y).times(pole.plus(graph.constant(1)));
    Graph field = new Graph(List.of(y, t), List.of(p), List.of(rate));
    return new InitialValueProblem(new VectorField(field, true), new double[] {-0.5}, null);
  }

  private static AdjointCase withAPole(SolverSettings settings, int points) {
    return new AdjointCase(
        growthWithAPole(), settings, new SaveAt(0, 1, points), List.of("p"), new double[][] {{2}});
  }

  @Test
  void extraStagesThatNoSavePointNeedsNeedNotBeFinite() {
    AdjointCase one = withAPole(Runs.fixed(DOP853.TABLEAU, 1), 2);
    assertThat(one.record().get(0).steps()).isEqualTo(1);
    AdjointCase.Gradient gradient = one.adjoint();
    double[] weights = one.weights()[0][0];
    assertThat(gradient.parameters(1)[0]).isCloseTo(weights[1] * 2 * Math.exp(-0.5), within(1e-9));
    assertThat(gradient.initial()[0][0])
        .isCloseTo(weights[0] + weights[1] * Math.exp(-0.5), within(1e-9));
  }

  /** Where a save point needs them, the solver rejects the step, so none gets onto a tape. */
  @Test
  void stepsWhoseInterpolantIsNotFiniteAreNotTaken() {
    assertThat(withAPole(Runs.fixed(DOP853.TABLEAU, 1), 3).record().get(0).steps()).isZero();
    AdjointCase adaptive = withAPole(Runs.adaptive(DOP853.TABLEAU, 1e-6, 1), 3);
    assertThat(adaptive.record().get(0).steps()).isGreaterThan(1);
    double[] weights = adaptive.weights()[0][0];
    double expected = weights[1] * 0.5 * 2 * Math.exp(-0.25) + weights[2] * 2 * Math.exp(-0.5);
    assertThat(adaptive.adjoint().parameters(1)[0]).isCloseTo(expected, within(1e-5));
  }

  /** Runs that end for lack of steps: the points that they do not reach have no say. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void runsMayEndEarly(int maxSteps) {
    Tolerances tolerances = new Tolerances(1e-3, 1e-3);
    SolverSettings settings =
        new SolverSettings(
            Runs.method("dopri5"), StepControl.Pid.integral(tolerances), 0.2, maxSteps);
    AdjointCase early =
        new AdjointCase(
            network(),
            settings,
            new SaveAt(0, 40, 401),
            List.of("first", "bias", "second", "scale"),
            new double[][] {{0.3, -0.8}, {-1.2, 0.4}});
    assertThat(early.record()).allMatch(tape -> tape.time(tape.steps()) < 40);
    assertMatchesDifferences(early);
  }

  /**
   * Of {@code y' = (a + w J) y}, whose solution is {@code e^(a t) R(w t) y0}: by a it changes by
   * {@code t y(t)}, by w by {@code t J y(t)}.
   */
  @Test
  void gradientsOfASpiralAreThoseOfItsClosedForm() {
    GraphBuilder graph = new GraphBuilder();
    Expr x = graph.input("x");
    Expr y = graph.input("y");
    Expr a = graph.parameter("a");
    Expr w = graph.parameter("w");
    Graph field =
        new Graph(
            List.of(x, y),
            List.of(a, w),
            List.of(a.times(x).minus(w.times(y)), w.times(x).plus(a.times(y))));
    double growth = -0.3;
    double rate = 2;
    double[] start = {0.8, -0.5};
    SaveAt saveAt = new SaveAt(0, 3, 25);
    AdjointCase spiral =
        new AdjointCase(
            new InitialValueProblem(
                VectorField.autonomous(field), new double[] {growth, rate}, null),
            Runs.adaptive(Runs.method("dop853"), 1e-13, 0.1),
            saveAt,
            List.of("w", "a"),
            new double[][] {start});
    double[] expected = new double[4]; // by w, a, x0, y0
    double[][] weights = spiral.weights()[0];
    for (int point = 0; point < saveAt.points(); point++) {
      double t = saveAt.time(point);
      double c = Math.exp(growth * t) * Math.cos(rate * t);
      double s = Math.exp(growth * t) * Math.sin(rate * t);
      double xt = c * start[0] - s * start[1];
      double yt = s * start[0] + c * start[1];
      double dx = weights[0][point];
      double dy = weights[1][point];
      expected[0] += t * (dy * xt - dx * yt);
      expected[1] += t * (dx * xt + dy * yt);
      expected[2] += c * dx + s * dy;
      expected[3] += c * dy - s * dx;
    }
    AdjointCase.Gradient gradient = spiral.adjoint();
    assertThat(gradient.parameters(2))
        .containsExactly(new double[] {expected[0], expected[1]}, within(1e-11));
    assertThat(gradient.initial()[0])
        .containsExactly(new double[] {expected[2], expected[3]}, within(1e-11));
  }

  /** What f does not depend on has a gradient of zero, as has what only others depend on. */
  @Test
  void aParameterWithoutEffectHasNoGradient() {
    GraphBuilder graph = new GraphBuilder();
    Expr y = graph.input("y");
    Expr used = graph.parameter("used");
    Expr idle = graph.parameter("idle", 2);
    AdjointCase decay =
        new AdjointCase(
            new InitialValueProblem(
                VectorField.autonomous(
                    new Graph(List.of(y), List.of(idle, used), List.of(used.times(y)))),
                new double[] {5, 6, -1},
                null),
            Runs.fixed(Runs.method("euler"), 0.5),
            new SaveAt(0, 1, 2),
            List.of("idle", "used"),
            new double[][] {{3}});
    double weight = decay.weights()[0][0][1];
    // two steps of y + h p y: y (1 + h p)^2
    assertThat(decay.adjoint().parameters(3))
        .containsExactly(new double[] {0, 0, weight * 3 * 2 * 0.5 * 0.5}, within(1e-15));
  }

  @Test
  void parametersAreFoundByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solver(List.of("first", "third")))
        .withMessage(
            "the right-hand side has no parameter third, only [first, bias, second, scale]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solver(List.of("first", "first")))
        .withMessage("the trained parameters [first, first] are not all different");
    assertThat(solver(List.of("second", "bias")).trainedCount()).isEqualTo(9);
    assertThat(solver(List.of()).trainedCount()).isZero();
  }

  @Test
  void aBlockHasATapePerLane() {
    SaveAt saveAt = new SaveAt(0, 1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                solver(List.of())
                    .backward(
                        Collections.nCopies(9, new Tape(2)),
                        saveAt,
                        new double[9][2][2],
                        new double[0],
                        new double[9][2]))
        .withMessage("9 tapes, expected at most 8, one per lane");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                solver(List.of())
                    .backward(
                        List.of(new Tape(3)),
                        saveAt,
                        new double[1][2][2],
                        new double[0],
                        new double[1][2]))
        .withMessage("a tape for states of 3 components, expected 2");
  }

  private static AdjointSolver solver(List<String> trained) {
    return new AdjointSolver(
        new ReferenceBackend(), network(), Runs.fixed(Runs.method("rk4"), 0.1), trained, 8);
  }
}

package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.expr.Expr;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The order of every method and interpolant, as the fitted slope of log error over log step. Each
 * window of fixed step sizes lies where the leading error term rules and rounding does not yet.
 */
class ConvergenceTest {
  private static final double SLACK = 0.2;

  private static final double[][] A = {
    {-0.3, 1.1, 0.2, 0}, {-0.9, 0.1, 0.4, -0.5}, {0.3, -0.2, -0.6, 1.3}, {0.1, 0.7, -1.2, 0.2}
  };

  private static final double[] START = {1, -0.5, 0.25, 0.75};

  /** {@code y' = A y}, solved by the matrix exponential. */
  private static final Problem LINEAR =
      new Problem(
          "linear",
          0,
          8,
          START,
          (y, t) ->
              Stream.of(A)
                  .map(
                      row ->
                          y.get(0)
                              .times(row[0])
                              .plus(y.get(1).times(row[1]))
                              .plus(y.get(2).times(row[2]))
                              .plus(y.get(3).times(row[3])))
                  .toList(),
          t -> {
            RealMatrix matrix = MatrixUtils.createRealMatrix(A).scalarMultiply(t);
            return MatrixUtils.matrixExponential(matrix).operate(START);
          });

  /** {@code y' = sin t y (1 - y)}: nonlinear and time-dependent. */
  private static final Problem LOGISTIC =
      new Problem(
          "logistic",
          0,
          8,
          new double[] {0.25},
          (y, t) -> {
            Expr rest = t.graph().constant(1).minus(y.get(0));
            return List.of(t.sin().times(y.get(0)).times(rest));
          },
          t -> new double[] {1 / (1 + 3 * Math.exp(Math.cos(t) - 1))});

  /** The Kepler problem: nonlinear and autonomous. */
  private static final Problem ORBIT = Kepler.orbit("orbit", 0.5, 2);

  /**
   * Where errors are fitted: in whole runs of 2^k steps for k from {@code first} to {@code last},
   * and in single steps of size 2^(-k/2) for k from {@code firstHalf} to {@code lastHalf}.
   */
  private record Window(String method, int first, int last, int firstHalf, int lastHalf) {}

  private static final List<Window> WINDOWS =
      List.of(
          new Window("euler", 11, 13, 11, 14),
          new Window("heun", 8, 11, 11, 14),
          new Window("midpoint", 8, 11, 11, 14),
          new Window("bosh3", 7, 10, 11, 14),
          new Window("rk4", 7, 10, 11, 14),
          new Window("dopri5", 7, 9, 11, 14),
          new Window("tsit5", 7, 9, 11, 14),
          new Window("dop853", 4, 6, 3, 6));

  @Test
  void everyMethodHasAWindow() {
    assertThat(WINDOWS).extracting(Window::method).isEqualTo(Methods.names());
  }

  static Stream<Arguments> cases() {
    return WINDOWS.stream()
        .flatMap(
            window ->
                Stream.of(LINEAR, LOGISTIC, ORBIT)
                    .map(problem -> Arguments.of(Runs.method(window.method()), problem, window)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void errorOfARunFallsWithTheOrderOfTheMethod(Tableau method, Problem problem, Window window) {
    double[] logs =
        IntStream.rangeClosed(window.first(), window.last())
            .mapToDouble(
                k -> {
                  double step = (problem.t1() - problem.t0()) * Math.scalb(1.0, -k);
                  Runs.Run run = Runs.one(problem, Runs.fixed(method, step), 9);
                  assertThat(run.steps()).isEqualTo(1L << k);
                  return logError(problem, run);
                })
            .toArray();
    assertThat(-slope(logs)).isCloseTo(method.order(), within(SLACK));
  }

  /** One step from an exact state: the error inside it is O(h^(interpolant order + 1)). */
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void errorInsideAStepFallsWithTheOrderOfTheInterpolant(
      Tableau method, Problem problem, Window window) {
    double start = 3.5;
    double[] logs =
        IntStream.rangeClosed(window.firstHalf(), window.lastHalf())
            .mapToDouble(
                k -> {
                  double step = Math.pow(2, -k / 2.0);
                  Problem part = problem.between(start, start + step);
                  Runs.Run run = Runs.one(part, Runs.fixed(method, step), 9);
                  assertThat(run.steps()).isEqualTo(1);
                  return logError(part, run);
                })
            .toArray();
    assertThat(-2 * slope(logs)).isCloseTo(method.interpolant().order() + 1, within(SLACK));
  }

  /** Logarithm to base 2 of the Euclidean error over all save points but the first. */
  private static double logError(Problem problem, Runs.Run run) {
    double sum = 0;
    int points = run.saved()[0].length;
    for (int point = 1; point < points; point++) {
      double t = problem.t0() + (problem.t1() - problem.t0()) * point / (points - 1);
      double[] exact = problem.exactAt(t);
      double[] state = run.at(point);
      for (int i = 0; i < exact.length; i++) {
        sum += (state[i] - exact[i]) * (state[i] - exact[i]);
      }
    }
    return Math.log(sum) / Math.log(4);
  }

  /** Least-squares slope of the values over 0, 1, 2, ... */
  private static double slope(double[] values) {
    double centre = (values.length - 1) / 2.0;
    double top = 0;
    double bottom = 0;
    for (int i = 0; i < values.length; i++) {
      top += (i - centre) * values[i];
      bottom += (i - centre) * (i - centre);
    }
    return top / bottom;
  }
}

package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LbfgsTest {
  private static Evaluation evaluation(double loss, double... gradient) {
    return new Evaluation(loss, loss, 0.0, gradient, 0);
  }

  /** sum 100 (x[i+1] - x[i]^2)^2 + (1 - x[i])^2, lowest at (1, ..., 1). */
  static Evaluation rosenbrock(double[] x) {
    double loss = 0.0;
    double[] g = new double[x.length];
    for (int i = 0; i + 1 < x.length; i++) {
      double a = x[i + 1] - x[i] * x[i];
      double b = 1 - x[i];
      loss += 100 * a * a + b * b;
      g[i] += -400 * x[i] * a - 2 * b;
      g[i + 1] += 200 * a;
    }
    return evaluation(loss, g);
  }

  private static int run(
      Lbfgs lbfgs, double[] x, Function<double[], Evaluation> objective, int most) {
    int steps = 0;
    while (steps < most && !lbfgs.isConverged()) {
      lbfgs.step(x, objective, 1.0);
      steps++;
    }
    return steps;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 50})
  void findsTheMinimumOfRosenbrock(int dimension) {
    double[] x = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      x[i] = i % 2 == 0 ? -1.2 : 1.0;
    }
    int steps = run(new Lbfgs(dimension), x, LbfgsTest::rosenbrock, 500);
    assertThat(steps).isLessThan(100 + 5 * dimension);
    assertThat(Vectors.norm(rosenbrock(x).gradient())).isLessThan(1e-9);
    // from that start, some dimensions have a local minimum near x[0] = -1
    assertThat(x[dimension - 1]).isCloseTo(1.0, within(1e-9));
  }

  /** Linear least squares of a polynomial, whose coefficients are known. */
  @Test
  void solvesLeastSquares() {
    double[] coefficients = {0.5, -1.0, 2.0, 3.0};
    double[] x = new double[4];
    int steps = run(new Lbfgs(4), x, p -> polynomial(p, coefficients), 200);
    assertThat(steps).isLessThan(40);
    for (int i = 0; i < 4; i++) {
      assertThat(x[i]).isCloseTo(coefficients[i], within(1e-7));
    }
  }

  private static Evaluation polynomial(double[] p, double[] truth) {
    double loss = 0.0;
    double[] g = new double[p.length];
    for (int k = 0; k <= 20; k++) {
      double t = k / 20.0;
      double residual = 0.0;
      for (int i = p.length - 1; i >= 0; i--) {
        residual = residual * t + p[i] - truth[i];
      }
      loss += residual * residual;
      double power = 1.0;
      for (int i = 0; i < p.length; i++, power *= t) {
        g[i] += 2 * residual * power;
      }
    }
    return evaluation(loss, g);
  }

  /** Each step lowers the loss by what its slope promises, and flattens the slope. */
  @Test
  void everyStepMeetsTheStrongWolfeConditions() {
    double[] x = {-1.2, 1.0, -1.2, 1.0};
    Lbfgs lbfgs = new Lbfgs(4);
    for (int step = 0; step < 30; step++) {
      double[] from = x.clone();
      lbfgs.step(x, LbfgsTest::rosenbrock, 1.0);
      double[] s = x.clone();
      Vectors.add(s, -1.0, from);
      Evaluation start = rosenbrock(from);
      Evaluation end = rosenbrock(x);
      double slope = Vectors.dot(start.gradient(), s);
      assertThat(slope).isNegative();
      assertThat(end.loss()).isLessThanOrEqualTo(start.loss() + 1e-4 * slope);
      assertThat(Math.abs(Vectors.dot(end.gradient(), s))).isLessThanOrEqualTo(-0.9 * slope);
    }
  }

  /** x - log x is not a number left of 0; its minimum is at 1. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.5, 20.0})
  void staysWhereTheLossIsFinite(double start) {
    double[] x = {start};
    Function<double[], Evaluation> barrier =
        p -> evaluation(p[0] - Math.log(p[0]), p[0] > 0 ? 1 - 1 / p[0] : Double.NaN);
    run(new Lbfgs(1), x, barrier, 100);
    assertThat(x[0]).isCloseTo(1.0, within(1e-7));
  }

  /**
   * The minimum of (x - 1)^2 is at 1. Right of 2, five trajectories of ten fail, and what is left
   * of the mean falls towards 5, to less than it is anywhere.
   */
  private static Evaluation withFailures(double[] x) {
    double toOne = x[0] - 1;
    double toFive = x[0] - 5;
    return x[0] <= 2
        ? evaluation(toOne * toOne, 2 * toOne)
        : new Evaluation(-1 + 0.01 * toFive * toFive, 0, 0, new double[] {0.02 * toFive}, 5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-100, -8, 0, 1.9, 1.999999})
  void doesNotGoWhereMoreTrajectoriesFail(double start) {
    double[] x = {start};
    // so long a first step that it is tried beyond 2
    int steps = 0;
    Lbfgs lbfgs = new Lbfgs(1);
    while (steps < 100 && !lbfgs.isConverged()) {
      lbfgs.step(x, LbfgsTest::withFailures, 7.0);
      assertThat(x[0]).isLessThanOrEqualTo(2.0);
      steps++;
    }
    assertThat(x[0]).isCloseTo(1.0, within(1e-7));
  }

  /** From where trajectories fail it may go on among such points, and out. */
  @Test
  void leavesARegionOfFailures() {
    Function<double[], Evaluation> failing =
        p -> new Evaluation(p[0] * p[0], 0, 0, new double[] {2 * p[0]}, p[0] > 2 ? 5 : 0);
    double[] x = {50.0};
    run(new Lbfgs(1), x, failing, 100);
    assertThat(x[0]).isCloseTo(0.0, within(1e-7));
  }

  @Test
  void aStartThatIsNotFiniteIsLeftAsItIs() {
    double[] x = {1.0};
    Lbfgs lbfgs = new Lbfgs(1);
    Evaluation start = lbfgs.step(x, p -> evaluation(Double.NaN, 1.0), 1.0);
    assertThat(start.isFinite()).isFalse();
    assertThat(x).containsExactly(1.0);
    assertThat(lbfgs.isConverged()).isFalse();
    lbfgs.step(x, p -> evaluation(p[0] * p[0], 2 * p[0]), 1.0);
    assertThat(x[0]).isNotEqualTo(1.0);
  }

  @Test
  void aPointThatIsStationaryEndsIt() {
    double[] x = {1.0, 1.0, 1.0};
    Lbfgs lbfgs = new Lbfgs(3);
    assertThat(run(lbfgs, x, LbfgsTest::rosenbrock, 100)).isEqualTo(1);
    assertThat(x).containsExactly(1.0, 1.0, 1.0);
  }

  /** From any step on, also before the first and after the last. */
  @Test
  void goesOnFromItsState() {
    List<double[]> path = new ArrayList<>();
    double[] x = {-1.2, 1.0, 0.3};
    Lbfgs whole = new Lbfgs(3);
    while (!whole.isConverged()) {
      whole.step(x, LbfgsTest::rosenbrock, 1.0);
      path.add(x.clone());
    }
    assertThat(path).hasSizeBetween(15, 100);
    double[] again = {-1.2, 1.0, 0.3};
    Lbfgs part = new Lbfgs(3);
    for (double[] expected : path) {
      Lbfgs restored = new Lbfgs(3);
      restored.restore(part.state());
      restored.step(again, LbfgsTest::rosenbrock, 1.0);
      assertThat(again).isEqualTo(expected);
      part = restored;
    }
    Lbfgs restored = new Lbfgs(3);
    restored.restore(part.state());
    assertThat(restored.isConverged()).isTrue();
  }

  @Test
  void mostStepsTakeOneEvaluation() {
    int[] evaluations = {0};
    double[] x = new double[20];
    Arrays.fill(x, -0.5);
    int steps =
        run(
            new Lbfgs(20),
            x,
            p -> {
              evaluations[0]++;
              return rosenbrock(p);
            },
            100);
    assertThat(evaluations[0]).isLessThan(2 * steps);
  }
}

package ergode.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EliminationTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void agreesWithHipparchus(int n) {
    Random random = new Random(n);
    for (int trial = 0; trial < 50; trial++) {
      double[][] matrix = new double[n][];
      for (int i = 0; i < n; i++) {
        matrix[i] = random.doubles(n, -1, 1).toArray();
        matrix[i][(i + trial) % n] += 3; // the largest elements are off the diagonal
      }
      double[] rhs = random.doubles(n, -1, 1).toArray();
      double[] expected =
          new LUDecomposition(new Array2DRowRealMatrix(matrix))
              .getSolver()
              .solve(new ArrayRealVector(rhs))
              .toArray();
      assertThat(solve(matrix, rhs)).containsExactly(expected, within(1e-12));
      assertThat(solveByGraph(matrix, rhs)).containsExactly(expected, within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6})
  void permutationsAreExact(int n) {
    for (int shift = 0; shift < n; shift++) {
      double[][] matrix = new double[n][n];
      double[] rhs = new double[n];
      double[] expected = new double[n];
      for (int i = 0; i < n; i++) {
        matrix[i][(i + shift) % n] = 1;
        rhs[i] = 0.1 * i + 0.3;
        expected[(i + shift) % n] = rhs[i];
      }
      assertThat(solve(matrix, rhs)).containsExactly(expected);
    }
  }

  /** Without a change of rows the tiny pivot would lose the first unknown altogether. */
  @Test
  void tinyPivotsAreAvoided() {
    double[][] matrix = {{1e-20, 1, 0}, {1, 1, 0}, {0, 0, 2}};
    assertThat(solve(matrix, 1, 2, 4)).containsExactly(1, 1, 2);
  }

  @Test
  void singularMatricesGiveNoFiniteSolution() {
    double[][] dependent = {{1, 2, 3}, {2, 4, 6}, {1, 0, 1}};
    double[][] zeroColumn = {{1, 0, 3}, {2, 0, 6}, {1, 0, 1}};
    for (double[][] matrix : new double[][][] {dependent, zeroColumn, new double[3][3]}) {
      assertThat(Arrays.stream(solve(matrix, 1, 2, 4)).anyMatch(Double::isFinite))
          .as(Arrays.deepToString(matrix))
          .isFalse();
    }
  }

  /** Small systems are written out as arithmetic when the graph is built. */
  private static double[] solveByGraph(double[][] matrix, double... rhs) {
    GraphBuilder graph = new GraphBuilder();
    Expr m = graph.input("m", rhs.length * rhs.length);
    Expr b = graph.input("b", rhs.length);
    double[] inputs =
        Stream.concat(Arrays.stream(matrix), Stream.of(rhs))
            .flatMapToDouble(Arrays::stream)
            .toArray();
    return Evaluation.oneLane(
        new Graph(List.of(m, b), List.of(), List.of(graph.solve(m, b))), inputs);
  }

  /** In the middle of a block whose other lanes hold nothing usable. */
  private static double[] solve(double[][] matrix, double... rhs) {
    int n = rhs.length;
    double[][] elements = new double[n * n][];
    double[][] right = new double[n][];
    double[][] x = new double[n][3];
    for (int i = 0; i < n; i++) {
      right[i] = new double[] {Double.NaN, rhs[i], Double.NaN};
      for (int j = 0; j < n; j++) {
        elements[i * n + j] = new double[] {Double.NaN, matrix[i][j], Double.NaN};
      }
    }
    Elimination.solve(elements, right, x, 1);
    double[] solution = new double[n];
    for (int i = 0; i < n; i++) {
      solution[i] = x[i][1];
      assertThat(x[i][0]).isZero();
      assertThat(x[i][2]).isZero();
    }
    return solution;
  }
}

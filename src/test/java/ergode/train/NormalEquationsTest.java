package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormalEquationsTest {

  /** Gram matrix of rows (columns..., right-hand side). */
  private static double[] gram(double[]... rows) {
    int n = rows[0].length;
    double[] gram = new double[n * n];
    for (double[] row : rows) {
      for (int i = 0; i < n * n; i++) {
        gram[i] += row[i / n] * row[i % n];
      }
    }
    return gram;
  }

  @Test
  void aLineThroughThreePoints() {
    // y = 1 + 2 t at t = 0, 1, 2, off by 1, -2, 1, which is orthogonal to both columns
    double[] gram = gram(new double[] {1, 0, 2}, new double[] {1, 1, 1}, new double[] {1, 2, 6});

    NormalEquations line = new NormalEquations(gram, 2);

    assertThat(line.rank()).isEqualTo(2);
    assertThat(line.solve(gram)).containsExactly(new double[] {1, 2}, within(1e-14));
  }

  @Test
  void unitsOfColumnsDoNotMatter() {
    double[] gram =
        gram(
            new double[] {1e-150, 0, 2}, new double[] {1e-150, 1e90, 1}, new double[] {0, 1e90, 0});

    double[] x = new NormalEquations(gram, 2).solve(gram);

    assertThat(x[0] * 1e-150).isCloseTo(5.0 / 3, within(1e-14));
    assertThat(x[1] * 1e90).isCloseTo(-1.0 / 3, within(1e-14));
  }

  @Test
  void dependentColumnsAndColumnsOfZerosGetZeros() {
    // the second column is three times the first, the third one is zero
    double[] gram = gram(new double[] {1, 3, 0, 1, 5}, new double[] {1, 3, 0, -1, 1});

    NormalEquations equations = new NormalEquations(gram, 4);

    assertThat(equations.rank()).isEqualTo(2);
    assertThat(equations.solve(gram)).containsExactly(new double[] {3, 0, 0, 2}, within(1e-14));
  }

  @Test
  void whatIsNoNumberLeavesNothing() {
    double[] gram = gram(new double[] {Double.NaN, 1}, new double[] {1, 1});

    assertThat(new NormalEquations(gram, 1).rank()).isZero();
  }
}

package ergode.train;

/**
 * Linear least squares by the Gram matrix of the columns, scaled to ones on its diagonal, and its
 * Cholesky factor. A column that depends on those before it, to within rounding, is left out: its
 * unknown stays zero (the basic solution; Higham, Accuracy and Stability of Numerical Algorithms,
 * 2nd ed., section 10.3).
 *
 * <p>The Gram matrix squares the condition of the columns, so the solution of ill-conditioned ones
 * is rough. Solving again for the residual that it leaves refines it.
 */
final class NormalEquations {

  /**
   * Share of a column's square that the columns before it cannot make up, below which it counts as
   * dependent: far enough above the rounding of the sums for refinement to converge fast.
   */
  private static final double DEPENDENT = 1e-11;

  private final int unknowns;

  /** One over each column's norm; 0 for a column of zeros. */
  private final double[] scale;

  /** Lower triangle, row-major; a column left out has a zero on the diagonal. */
  private final double[][] factor;

  /**
   * The equations of a Gram matrix.
   *
   * @param gram of the columns and the right-hand side after them, row-major
   * @param unknowns number of columns
   */
  NormalEquations(double[] gram, int unknowns) {
    this.unknowns = unknowns;
    scale = new double[unknowns];
    factor = new double[unknowns][unknowns];
    for (int i = 0; i < unknowns; i++) {
      double square = gram[i * (unknowns + 1) + i];
      scale[i] = square > 0 ? 1 / Math.sqrt(square) : 0;
    }
    for (int j = 0; j < unknowns; j++) {
      factorColumn(gram, j);
    }
  }

  private void factorColumn(double[] gram, int j) {
    double pivot = element(gram, j, j);
    if (!(pivot > DEPENDENT)) {
      return;
    }
    factor[j][j] = Math.sqrt(pivot);
    for (int i = j + 1; i < unknowns; i++) {
      factor[i][j] = element(gram, i, j) / factor[j][j];
    }
  }

  /** Of the scaled matrix, less what the columns before {@code j} make up. */
  private double element(double[] gram, int i, int j) {
    double element = gram[i * (unknowns + 1) + j] * scale[i] * scale[j];
    for (int k = 0; k < j; k++) {
      element = Math.fma(-factor[i][k], factor[j][k], element);
    }
    return element;
  }

  /** Number of columns that were not left out. */
  int rank() {
    int rank = 0;
    for (int i = 0; i < unknowns; i++) {
      rank += factor[i][i] == 0 ? 0 : 1;
    }
    return rank;
  }

  /**
   * The solution for a right-hand side.
   *
   * @param gram of the same columns and this right-hand side
   */
  double[] solve(double[] gram) {
    double[] x = new double[unknowns];
    for (int i = 0; i < unknowns; i++) {
      double sum = gram[i * (unknowns + 1) + unknowns] * scale[i];
      for (int k = 0; k < i; k++) {
        sum = Math.fma(-factor[i][k], x[k], sum);
      }
      x[i] = factor[i][i] == 0 ? 0 : sum / factor[i][i];
    }
    for (int i = unknowns - 1; i >= 0; i--) {
      double sum = x[i];
      for (int k = i + 1; k < unknowns; k++) {
        sum = Math.fma(-factor[k][i], x[k], sum);
      }
      x[i] = factor[i][i] == 0 ? 0 : sum / factor[i][i];
    }
    for (int i = 0; i < unknowns; i++) {
      x[i] *= scale[i];
    }
    return x;
  }
}

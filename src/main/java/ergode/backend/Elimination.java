package ergode.backend;

/** Gaussian elimination with partial pivoting, one lane at a time. */
final class Elimination {
  private Elimination() {}

  /**
   * Solves {@code M x = b} in one lane. A singular matrix gives infinities or NaN, as a division
   * would.
   *
   * @param matrix rows of the n x n matrix, row-major, [element][lane]
   * @param rhs [component][lane]
   * @param x [component][lane], overwritten
   */
  static void solve(double[][] matrix, double[][] rhs, double[][] x, int lane) {
    int n = rhs.length;
    double[][] a = new double[n][n + 1];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i][j] = matrix[i * n + j][lane];
      }
      a[i][n] = rhs[i][lane];
    }
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        if (Math.abs(a[i][k]) > Math.abs(a[pivot][k])) {
          pivot = i;
        }
      }
      double[] swap = a[k];
      a[k] = a[pivot];
      a[pivot] = swap;
      double inverse = 1 / a[k][k];
      for (int i = k + 1; i < n; i++) {
        double factor = a[i][k] * inverse;
        for (int j = k + 1; j <= n; j++) {
          a[i][j] = Math.fma(-factor, a[k][j], a[i][j]);
        }
      }
      a[k][k] = inverse;
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = a[i][n];
      for (int j = i + 1; j < n; j++) {
        sum = Math.fma(-a[i][j], x[j][lane], sum);
      }
      x[i][lane] = sum * a[i][i];
    }
  }
}

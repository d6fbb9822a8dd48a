package ergode.backend.simd;

/**
 * Adds a block of lanes to the totals: whole vectors in tiles, the rest one lane at a time.
 *
 * @param sums [total][strand]
 * @param shift the strand of the first lane
 */
record WideSums(
    WideKernel tiles, WideProgram program, double[] memory, double[] sums, int strands, int shift) {
  /**
   * Adds {@code n} lanes.
   *
   * @param b lanes of a row in memory
   */
  void add(int n, int b) {
    int full = n / program.width() * program.width();
    int[] c = program.code();
    for (int at : program.totals()) {
      tiles.outer(memory, sums, c, at, strands, shift, full, b);
      for (int lane = full; lane < n; lane++) {
        addLane(c, at, lane, b);
      }
    }
  }

  private void addLane(int[] c, int at, int lane, int b) {
    int columns = c[at + 2];
    int end = at + 4 + 2 * c[at + 3];
    for (int i = 0; i < c[at + 1] * columns; i++) {
      int strand = (c[at] + i) * strands + shift + lane % strands;
      double sum = sums[strand];
      for (int k = at + 4; k < end; k += 2) {
        double x = memory[(c[k] + i / columns) * b + WideKernel.BASE + lane];
        sum = Math.fma(x, memory[(c[k + 1] + i % columns) * b + WideKernel.BASE + lane], sum);
      }
      sums[strand] = sum;
    }
  }
}

package ergode.backend;

/**
 * Totals as kernels keep them: each in a number of strands, {@code totals[total * strands +
 * strand]}, where lane l adds to strand l modulo the number of strands. Eight strands are then
 * added up in one fixed tree. So the bits of a sum depend on which lane holds what, but neither on
 * the blocks in which the lanes were computed nor on the width of vectors.
 */
public final class Strands {

  /** Strands that are added up together; the number of strands is a multiple of it. */
  public static final int GROUP = 8;

  private Strands() {}

  /** Groups of {@value #GROUP} that so many lanes take, the last one filled or not. */
  public static int groups(int lanes) {
    return (lanes + GROUP - 1) / GROUP;
  }

  /**
   * The number of strands in an array.
   *
   * @param count number of totals, at least 1
   * @throws IllegalArgumentException if it is no multiple of {@value #GROUP}
   */
  public static int in(double[] totals, int count) {
    if (totals.length == 0 || totals.length % (count * GROUP) != 0) {
      throw new IllegalArgumentException(
          "%d totals in strands take %d numbers or a multiple of that, the array has %d"
              .formatted(count, count * GROUP, totals.length));
    }
    return totals.length / count;
  }

  /**
   * Adds up {@value #GROUP} strands of each total, {@code ((0 + 4) + (2 + 6)) + ((1 + 5) + (3 +
   * 7))}. A zero is positive, since how often a lane without work adds zero depends on blocks.
   *
   * @param totals [total][strand]
   * @param strands number of strands
   * @param from the first of the strands to be added up
   * @param count number of totals
   * @return [total]
   */
  public static double[] sum(double[] totals, int strands, int from, int count) {
    double[] sums = new double[count];
    for (int i = 0; i < count; i++) {
      int s = i * strands + from;
      double even = (totals[s] + totals[s + 4]) + (totals[s + 2] + totals[s + 6]);
      double odd = (totals[s + 1] + totals[s + 5]) + (totals[s + 3] + totals[s + 7]);
      sums[i] = even + odd + 0.0;
    }
    return sums;
  }
}

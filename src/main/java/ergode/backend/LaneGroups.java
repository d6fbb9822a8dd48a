package ergode.backend;

/**
 * Totals as kernels keep them: one set for each of a number of groups, {@code totals[group * count
 * + total]}, where eight lanes in a row add to one group and the next eight to the next, from the
 * last group on to the first again. A run of lanes adds one term of a total after the other: the
 * eight of a group, or sixty-four if there is only one group. So the bits of a sum depend on which
 * lane holds what, but neither on the blocks that a kernel makes of its lanes nor on the width of
 * vectors.
 */
public final class LaneGroups {

  /** Lanes of a group. */
  public static final int SIZE = 8;

  /** Lanes of a run if there is only one group. */
  public static final int LONGEST_RUN = 64;

  private LaneGroups() {}

  /** Lanes that add one term after the other. */
  public static int run(int groups) {
    return groups == 1 ? LONGEST_RUN : SIZE;
  }

  /** The number of groups that so many lanes make, the last one filled or not. */
  public static int count(int lanes) {
    return (lanes + SIZE - 1) / SIZE;
  }

  /**
   * The number of groups in an array.
   *
   * @param count number of totals, at least 1
   * @throws IllegalArgumentException if it holds no whole number of groups
   */
  public static int in(double[] totals, int count) {
    if (totals.length == 0 || totals.length % count != 0) {
      throw new IllegalArgumentException(
          "%d totals take %d numbers or a multiple of that, the array has %d"
              .formatted(count, count, totals.length));
    }
    return totals.length / count;
  }

  /** The group of a lane. */
  public static int of(int lane, int groups) {
    return lane / SIZE % groups;
  }
}

package ergode.backend;

/**
 * A compiled graph. Owns scratch space: one kernel per thread.
 *
 * <p>What a lane computes never depends on its index, on the number of lanes, or on other lanes.
 * Totals are sums over lanes, in {@link LaneGroups}.
 */
public interface Kernel {

  /** Number of input rows: components of the graph's inputs, in order. */
  int inputRows();

  /** Number of parameter elements, in the order of the graph's parameters. */
  int parameterCount();

  /** Number of output rows: components of the graph's outputs, in order. */
  int outputRows();

  /** Number of totals: components of the graph's totals, in order. */
  int totalCount();

  /**
   * Evaluates lanes 0 to {@code lanes - 1}. In output rows that have room for them, the lanes that
   * follow may be overwritten too, up to a whole number of vectors. A kernel may remember the rows
   * of an array that it was given before: new rows come in a new array.
   *
   * @param inputs [row][lane], read only
   * @param parameters shared values, read only
   * @param outputs [row][lane], overwritten; a row may be one of the inputs, unless the graph hands
   *     inputs through as outputs
   * @param totals [group][total], added to: to each group its lanes in ascending order, and the
   *     terms of one lane from left to right, with one fused multiply-add for each outer product
   * @throws IllegalArgumentException if an array is shorter than the counts above, or the totals
   *     are no whole number of groups
   */
  void run(double[][] inputs, double[] parameters, double[][] outputs, double[] totals, int lanes);

  /** Refuses arrays that do not fit the counts above. */
  default void requireLengths(
      double[][] inputs, double[] parameters, double[][] outputs, double[] totals) {
    requireAtLeast(inputRows(), inputs.length, "input rows");
    requireAtLeast(parameterCount(), parameters.length, "parameters");
    requireAtLeast(outputRows(), outputs.length, "output rows");
    if (totalCount() > 0) {
      LaneGroups.in(totals, totalCount());
    }
  }

  private static void requireAtLeast(int needed, int length, String what) {
    if (length < needed) {
      throw new IllegalArgumentException(
          "the graph has " + needed + " " + what + ", the array only " + length);
    }
  }

  /** As the long form, for graphs without totals. */
  default void run(double[][] inputs, double[] parameters, double[][] outputs, int lanes) {
    run(inputs, parameters, outputs, new double[0], lanes);
  }
}

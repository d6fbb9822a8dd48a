package ergode.spark;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * A sum of parts that come in any order and are added in the order of their numbers, so that it is
 * the same to the last bit. A part is held only until those before it have come.
 */
final class InOrder<A> {
  private final BinaryOperator<A> merge;
  private final Map<Integer, A> waiting = new HashMap<>();
  private A sum;
  private int next;

  /**
   * A sum of no parts.
   *
   * @param merge adds the second to the first, which it may change
   */
  InOrder(A zero, BinaryOperator<A> merge) {
    this.sum = zero;
    this.merge = merge;
  }

  /** Takes part {@code number}, counted from 0. */
  void add(int number, A part) {
    waiting.put(number, part);
    for (A due = waiting.remove(next); due != null; due = waiting.remove(next)) {
      sum = merge.apply(sum, due);
      next++;
    }
  }

  /** The sum of all parts up to the first that has not come. */
  A sum() {
    return sum;
  }
}

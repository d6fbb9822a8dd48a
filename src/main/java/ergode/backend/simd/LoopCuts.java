package ergode.backend.simd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts a sequence of operations into loops, so that no loop is too large for the just-in-time
 * compilers and together they load and store as little as possible. Memory traffic costs as much as
 * arithmetic: the best cuts are where few values are alive, such as between two stages of a
 * Runge-Kutta method.
 */
final class LoopCuts {

  /**
   * Vector operations per loop, loads and stores included. C2 gives up on methods of more than
   * 8,000 bytecodes, and C1 on much shorter ones ("out of virtual registers"), whereupon HotSpot
   * may leave a method without any optimising compilation.
   */
  static final int WEIGHT_PER_LOOP = 90;

  /** What a loop costs by itself, in loads: it sets up constants and rows. */
  private static final int LOOP_COST = 16;

  private final List<Value> order;
  private final int[] weights;
  private final boolean[] inseparable;
  private final int largest;
  private final Map<Integer, Integer> position = new HashMap<>();
  private final Map<Integer, Integer> lastUse = new HashMap<>();

  /**
   * The loops that a sequence is best cut into, sines together with their cosines.
   *
   * @param largest vector operations of a loop, loads and stores included
   */
  static List<List<Value>> of(List<Value> order, Sines sines, int largest) {
    int[] weights =
        order.stream().mapToInt(value -> VectorOperations.count(value, sines)).toArray();
    boolean[] second = new boolean[order.size()];
    for (int i = 0; i < second.length; i++) {
      second[i] = sines.isSecond(order.get(i));
    }
    return new LoopCuts(order, weights, second, largest).loops();
  }

  /**
   * The best cuts of a sequence.
   *
   * @param weights [operation]
   * @param inseparable whether an operation must be in the loop of the one before it, [operation]
   * @param largest total weight of a loop with its loads and stores, unless a single operation has
   *     more
   */
  private LoopCuts(List<Value> order, int[] weights, boolean[] inseparable, int largest) {
    this.order = order;
    this.weights = weights;
    this.inseparable = inseparable;
    this.largest = largest;
    for (int i = 0; i < order.size(); i++) {
      position.put(order.get(i).id(), i);
      for (Value arg : order.get(i).args()) {
        lastUse.put(arg.id(), i);
      }
    }
  }

  /** The loops, in order. */
  List<List<Value>> loops() {
    int n = order.size();
    int[] cost = new int[n + 1];
    int[] start = new int[n + 1];
    Arrays.fill(cost, 1, n + 1, Integer.MAX_VALUE);
    for (int from = 0; from < n; from++) {
      if (cost[from] < Integer.MAX_VALUE && !inseparable[from]) {
        extend(from, cost, start);
      }
    }
    List<List<Value>> loops = new ArrayList<>();
    for (int to = n; to > 0; to = start[to]) {
      loops.add(0, order.subList(start[to], to));
    }
    return loops;
  }

  /** Tries all loops that start at {@code from}. */
  private void extend(int from, int[] cost, int[] start) {
    Set<Integer> loaded = new HashSet<>();
    int alive = 0;
    int weight = 0;
    boolean cut = false;
    for (int i = from; i < order.size(); i++) {
      weight += weights[i];
      boolean separable = i + 1 == order.size() || !inseparable[i + 1];
      Value value = order.get(i);
      for (Value arg : value.args()) {
        Integer defined = position.get(arg.id());
        boolean here = defined != null && defined >= from;
        if (!here && !arg.shared()) {
          loaded.add(arg.id());
        }
      }
      for (Value arg : new HashSet<>(value.args())) {
        Integer defined = position.get(arg.id());
        if (defined != null && defined >= from && lastUse.getOrDefault(arg.id(), -1) == i) {
          alive--;
        }
      }
      if (lastUse.containsKey(value.id())) {
        alive++;
      }
      if (weight + loaded.size() + alive > largest && cut) {
        return;
      }
      int total = cost[from] + LOOP_COST + loaded.size() + 2 * alive;
      if (separable && total < cost[i + 1]) {
        cost[i + 1] = total;
        start[i + 1] = from;
      }
      cut |= separable;
    }
  }
}

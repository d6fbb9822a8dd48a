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

  /** What a loop costs by itself, in loads: it sets up constants and rows. */
  private static final int LOOP_COST = 16;

  private final List<Scalars.Value> order;
  private final int[] weights;
  private final boolean[] inseparable;
  private final int largest;
  private final Map<Integer, Integer> position = new HashMap<>();
  private final Map<Integer, Integer> lastUse = new HashMap<>();

  /**
   * The best cuts of a sequence.
   *
   * @param weights [operation]
   * @param inseparable whether an operation must be in the loop of the one before it, [operation]
   * @param largest total weight of a loop with its loads and stores, unless a single operation has
   *     more
   */
  LoopCuts(List<Scalars.Value> order, int[] weights, boolean[] inseparable, int largest) {
    this.order = order;
    this.weights = weights;
    this.inseparable = inseparable;
    this.largest = largest;
    for (int i = 0; i < order.size(); i++) {
      position.put(order.get(i).id(), i);
      for (Scalars.Value arg : order.get(i).args()) {
        lastUse.put(arg.id(), i);
      }
    }
  }

  /** The loops, in order. */
  List<List<Scalars.Value>> loops() {
    int n = order.size();
    int[] cost = new int[n + 1];
    int[] start = new int[n + 1];
    Arrays.fill(cost, 1, n + 1, Integer.MAX_VALUE);
    for (int from = 0; from < n; from++) {
      if (cost[from] < Integer.MAX_VALUE && !inseparable[from]) {
        extend(from, cost, start);
      }
    }
    List<List<Scalars.Value>> loops = new ArrayList<>();
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
      Scalars.Value value = order.get(i);
      for (Scalars.Value arg : value.args()) {
        Integer defined = position.get(arg.id());
        boolean here = defined != null && defined >= from;
        if (!here && !arg.shared()) {
          loaded.add(arg.id());
        }
      }
      for (Scalars.Value arg : new HashSet<>(value.args())) {
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

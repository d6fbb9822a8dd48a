package ergode.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The two transforms of a graph. Any node may be taken as the independent variable; its own
 * arguments are then left alone, as if it were a leaf.
 */
public final class Derivatives {
  private Derivatives() {}

  /**
   * Forward mode: the tangents of {@code outputs} when each key of {@code tangents} moves along its
   * value.
   *
   * @param tangents tangent by node, of the node's size
   */
  public static List<Expr> jvp(List<Expr> outputs, Map<Expr, Expr> tangents) {
    tangents.forEach((node, tangent) -> requireSize(node, tangent));
    Map<Expr, Expr> known = new HashMap<>(tangents);
    for (Expr node : reachable(outputs, tangents.keySet()).values()) {
      known.computeIfAbsent(node, n -> tangent(n, known));
    }
    return outputs.stream().map(known::get).toList();
  }

  private static Expr tangent(Expr node, Map<Expr, Expr> known) {
    Expr sum = node.graph().constant(0, node.size());
    for (int i = 0; i < node.args().size(); i++) {
      Expr dx = known.get(node.args().get(i));
      if (dx != null && !dx.isConstant(0)) {
        sum = sum.plus(node.op().derivative(node, i).apply().apply(dx));
      }
    }
    return sum;
  }

  /**
   * Reverse mode: the cotangents of {@code wrt}, that is the gradient of {@code sum_i cotangents[i]
   * . outputs[i]}. By a shared node the gradient is summed over lanes, and shared: a sum of {@link
   * Linear.LaneSum} and {@link Linear.OuterLaneSum}, fit for a total, unless an output counts once
   * or a matrix was computed from the node.
   *
   * @param cotangents one per output, of its size; a shared output with a shared cotangent counts
   *     once, with a cotangent per lane it counts as a value repeated in every lane
   */
  public static List<Expr> vjp(List<Expr> outputs, List<Expr> cotangents, List<Expr> wrt) {
    if (outputs.size() != cotangents.size()) {
      throw new IllegalArgumentException(
          outputs.size() + " outputs but " + cotangents.size() + " cotangents");
    }
    Cotangents known = new Cotangents();
    for (int i = 0; i < outputs.size(); i++) {
      requireSize(outputs.get(i), cotangents.get(i));
      boolean once = outputs.get(i).isShared() && cotangents.get(i).isShared();
      known.add(outputs.get(i), cotangents.get(i), once);
    }
    for (Expr node : reachable(outputs, wrt).descendingMap().values()) {
      if (!wrt.contains(node)) {
        known.passOn(node);
      }
    }
    return wrt.stream().map(known::of).toList();
  }

  /** The gradient of a scalar. */
  public static List<Expr> gradient(Expr scalar, List<Expr> wrt) {
    return vjp(List.of(scalar), List.of(scalar.graph().constant(1)), wrt);
  }

  /**
   * The gradient of a scalar by shared nodes as each lane alone has it: what {@link #vjp} sums over
   * lanes.
   *
   * @throws IllegalArgumentException if a matrix was computed from a node
   */
  public static List<Expr> laneGradient(Expr scalar, List<Expr> wrt) {
    return gradient(scalar, wrt).stream().map(Linear::summand).toList();
  }

  private static void requireSize(Expr node, Expr derivative) {
    if (node.size() != derivative.size()) {
      throw new IllegalArgumentException(
          "%s has %d components but its derivative %d"
              .formatted(node, node.size(), derivative.size()));
    }
  }

  /**
   * All nodes that {@code outputs} are made of, arguments first, not looking behind {@code leaves}.
   */
  private static NavigableMap<Integer, Expr> reachable(
      List<Expr> outputs, Collection<Expr> leaves) {
    NavigableMap<Integer, Expr> found = new TreeMap<>();
    Deque<Expr> open = new ArrayDeque<>(outputs);
    while (!open.isEmpty()) {
      Expr node = open.pop();
      if (found.put(node.id(), node) == null && !leaves.contains(node)) {
        open.addAll(node.args());
      }
    }
    return found;
  }

  /** All nodes that {@code outputs} are made of, arguments before what uses them. */
  static List<Expr> topological(List<Expr> outputs) {
    return new ArrayList<>(reachable(outputs, List.of()).values());
  }
}

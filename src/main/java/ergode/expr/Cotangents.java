package ergode.expr;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What reverse mode knows of the cotangents of nodes. A shared node has two: one that counts once,
 * and one in each lane that reads it. The latter are summed over lanes as late as possible: a sum
 * of products differs from the product of sums, and only a plain sum over lanes can be a total.
 */
final class Cotangents {
  private final Map<Expr, Expr> once = new HashMap<>();
  private final Map<Expr, Expr> perLane = new HashMap<>();

  /** Adds a cotangent of a node, which counts once or in each lane. */
  void add(Expr node, Expr cotangent, boolean countsOnce) {
    (countsOnce ? once : perLane).merge(node, cotangent, Expr::plus);
  }

  /** The cotangent of a node; by a shared one it is summed over lanes. */
  Expr of(Expr node) {
    Expr each = perLane.get(node);
    Expr all = each != null && node.isShared() ? each.laneSum() : each;
    Expr one = once.get(node);
    if (one == null || all == null) {
      return one != null ? one : all != null ? all : node.graph().constant(0, node.size());
    }
    return one.plus(all);
  }

  /** Adds to the cotangents of the arguments of a node what follows from its own. */
  void passOn(Expr node) {
    if (Linear.isLaneSum(node)) {
      passOn(node, of(node), false);
    } else {
      passOn(node, once.get(node), true);
      passOn(node, perLane.get(node), false);
    }
  }

  private void passOn(Expr node, @Nullable Expr dy, boolean countsOnce) {
    if (dy == null || dy.isConstant(0)) {
      return;
    }
    for (int i = 0; i < node.args().size(); i++) {
      Expr dx = node.op().derivative(node, i).transpose().apply(dy);
      add(node.args().get(i), dx, countsOnce || node.op().transposeSumsLanes(node, i, dy));
    }
  }
}

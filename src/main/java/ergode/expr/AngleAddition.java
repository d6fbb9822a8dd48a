package ergode.expr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Expands sines and cosines of sums and differences by the addition theorems, {@code cos(a - b) =
 * cos a cos b + sin a sin b} and its kin, where the graph needs a sine or cosine of both angles
 * anyway: two products instead of a third range reduction and polynomial.
 */
public final class AngleAddition {
  private final Map<Expr, Expr> copies = new HashMap<>();
  private final Set<Expr> angles = new HashSet<>();

  private AngleAddition() {}

  /** An equivalent graph, up to rounding. */
  public static Graph of(Graph graph) {
    return new AngleAddition().apply(graph);
  }

  private Graph apply(Graph graph) {
    List<Expr> nodes = graph.nodes();
    for (Expr node : nodes) {
      if (isTrigonometric(node)) {
        angles.add(node.args().get(0));
      }
    }
    graph.inputs().forEach(this::keep);
    graph.parameters().forEach(this::keep);
    nodes.forEach(node -> copies.computeIfAbsent(node, this::expanded));
    return new Graph(
        copies(graph.inputs()),
        copies(graph.parameters()),
        copies(graph.outputs()),
        copies(graph.totals()));
  }

  private void keep(Expr leaf) {
    copies.put(leaf, leaf);
  }

  private List<Expr> copies(List<Expr> nodes) {
    return nodes.stream().map(node -> copies.getOrDefault(node, node)).toList();
  }

  private static boolean isTrigonometric(Expr node) {
    return node.op() == Elementwise.SIN || node.op() == Elementwise.COS;
  }

  private Expr expanded(Expr node) {
    List<Expr> args = new ArrayList<>(copies(node.args()));
    if (isTrigonometric(node) && isSumOfAngles(node.args().get(0))) {
      Expr a = args.get(0).args().get(0);
      Expr b = args.get(0).args().get(1);
      boolean sum = args.get(0).op() == Elementwise.ADD;
      if (node.op() == Elementwise.SIN) {
        Expr first = a.sin().times(b.cos());
        Expr second = a.cos().times(b.sin());
        return sum ? first.plus(second) : first.minus(second);
      }
      Expr first = a.cos().times(b.cos());
      Expr second = a.sin().times(b.sin());
      return sum ? first.minus(second) : first.plus(second);
    }
    return node.graph().make(node.op(), args);
  }

  private boolean isSumOfAngles(Expr angle) {
    return (angle.op() == Elementwise.ADD || angle.op() == Elementwise.SUB)
        && angles.containsAll(angle.args());
  }
}

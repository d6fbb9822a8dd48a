package ergode.expr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Contracts products into the sums that use them: {@code a b + c} becomes one fused multiply-add
 * where nothing else needs {@code a b}. Fewer operations and fewer roundings; the bits change, so
 * every kernel of a computation must be made from the contracted graph.
 */
public final class Contraction {
  private final Map<Expr, Integer> uses = new HashMap<>();
  private final Map<Expr, Expr> copies = new HashMap<>();
  private final GraphBuilder into = new GraphBuilder();

  private Contraction() {}

  /** An equivalent graph, up to rounding. */
  public static Graph of(Graph graph) {
    return new Contraction().apply(graph);
  }

  private Graph apply(Graph graph) {
    List<Expr> nodes = graph.nodes();
    for (Expr node : nodes) {
      node.args().forEach(arg -> uses.merge(arg, 1, Integer::sum));
    }
    graph.outputs().forEach(output -> uses.merge(output, 1, Integer::sum));
    graph.totals().forEach(total -> uses.merge(total, 1, Integer::sum));
    graph.inputs().forEach(this::copy);
    graph.parameters().forEach(this::copy);
    nodes.forEach(this::copy);
    return new Graph(
        copies(graph.inputs()),
        copies(graph.parameters()),
        copies(graph.outputs()),
        copies(graph.totals()));
  }

  private List<Expr> copies(List<Expr> nodes) {
    return nodes.stream().map(this::copyOf).toList();
  }

  private Expr copyOf(Expr node) {
    return copies.getOrDefault(node, node);
  }

  private void copy(Expr node) {
    copies.computeIfAbsent(node, this::contracted);
  }

  private Expr contracted(Expr node) {
    if (node.op() == Elementwise.ADD) {
      Expr a = node.args().get(0);
      Expr b = node.args().get(1);
      if (isFree(b)) {
        return factor(b, 0).fma(factor(b, 1), copyOf(a));
      }
      if (isFree(a)) {
        return factor(a, 0).fma(factor(a, 1), copyOf(b));
      }
    }
    if (node.op() == Elementwise.SUB) {
      Expr a = node.args().get(0);
      Expr b = node.args().get(1);
      // the negation is free if it falls on a shared value
      if (isFree(b) && b.args().get(0).isShared()) {
        return factor(b, 0).negate().fma(factor(b, 1), copyOf(a));
      }
      if (isFree(a) && b.isShared()) {
        return factor(a, 0).fma(factor(a, 1), copyOf(b).negate());
      }
    }
    List<Expr> args = new ArrayList<>(node.args().size());
    node.args().forEach(arg -> args.add(copyOf(arg)));
    return into.make(node.op(), args);
  }

  /** Whether the node is a product that has lanes and only one use. */
  private boolean isFree(Expr node) {
    return node.op() == Elementwise.MUL && !node.isShared() && uses.getOrDefault(node, 0) == 1;
  }

  private Expr factor(Expr product, int i) {
    return copyOf(product.args().get(i));
  }
}

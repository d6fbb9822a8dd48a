package ergode.expr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Copies a graph into another one, its inputs replaced by expressions there. */
public final class Substitution {
  private Substitution() {}

  /**
   * The outputs of {@code graph} as functions of other expressions. Parameters keep their names.
   *
   * @param arguments one expression per component of the inputs, scalars of the graph {@code into}
   * @return one scalar per component of the outputs
   */
  public static List<Expr> apply(Graph graph, GraphBuilder into, List<Expr> arguments) {
    if (arguments.size() != Graph.components(graph.inputs())) {
      throw new IllegalArgumentException(
          "got %d arguments for %d components of the inputs"
              .formatted(arguments.size(), Graph.components(graph.inputs())));
    }
    Map<Expr, Expr> copies = new HashMap<>();
    int from = 0;
    for (Expr input : graph.inputs()) {
      copies.put(input, into.concat(arguments.subList(from, from + input.size())));
      from += input.size();
    }
    for (Expr node : graph.nodes()) {
      if (!copies.containsKey(node)) {
        List<Expr> args = new ArrayList<>(node.args().size());
        for (Expr arg : node.args()) {
          args.add(copies.getOrDefault(arg, arg));
        }
        copies.put(node, into.make(node.op(), args));
      }
    }
    List<Expr> results = new ArrayList<>();
    for (Expr output : graph.outputs()) {
      Expr copy = copies.getOrDefault(output, output);
      for (int i = 0; i < copy.size(); i++) {
        results.add(copy.at(i));
      }
    }
    return results;
  }
}

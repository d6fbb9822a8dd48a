package ergode.expr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a graph computes, whoever built it: equal for graphs of the same operations in the same
 * order, so that what was compiled for one serves the other.
 *
 * @param operations of the nodes, arguments before what uses them
 * @param arguments positions of each node's arguments
 * @param leaves operations of inputs and parameters, in order, used or not
 * @param ends positions of inputs, parameters, outputs and totals; -1 for unused leaves
 */
public record Structure(
    List<Op> operations,
    List<List<Integer>> arguments,
    List<List<Op>> leaves,
    List<List<Integer>> ends) {

  /** Describes a graph. */
  public static Structure of(Graph graph) {
    List<Op> operations = new ArrayList<>();
    List<List<Integer>> arguments = new ArrayList<>();
    Map<Expr, Integer> position = new HashMap<>();
    for (Expr node : graph.nodes()) {
      position.put(node, operations.size());
      operations.add(node.op());
      arguments.add(positions(node.args(), position));
    }
    return new Structure(
        operations,
        arguments,
        List.of(operations(graph.inputs()), operations(graph.parameters())),
        List.of(
            positions(graph.inputs(), position),
            positions(graph.parameters(), position),
            positions(graph.outputs(), position),
            positions(graph.totals(), position)));
  }

  private static List<Op> operations(List<Expr> nodes) {
    return nodes.stream().map(Expr::op).toList();
  }

  private static List<Integer> positions(List<Expr> nodes, Map<Expr, Integer> position) {
    return nodes.stream().map(node -> position.getOrDefault(node, -1)).toList();
  }
}

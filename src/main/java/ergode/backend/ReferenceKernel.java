package ergode.backend;

import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.Leaf;
import ergode.expr.Linear;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Evaluates the nodes of a graph one after the other. Every node has rows [component][lane]; a
 * shared node is computed once, in lane 0, and repeated in the others when a node with lanes reads
 * it.
 */
final class ReferenceKernel implements Kernel {
  private final Graph graph;
  private final List<Expr> nodes;
  private final Set<Expr> repeated = new HashSet<>();
  private final double[][][] rows; // by node id
  private final NodeLoops loops;
  private final LaneTotals sums;
  private final int inputRows;
  private final int parameterCount;
  private final int outputRows;
  private final int totalCount;
  private int capacity;

  ReferenceKernel(Graph graph) {
    this.graph = graph;
    this.sums = new LaneTotals(graph);
    List<Expr> needed = Stream.concat(graph.outputs().stream(), sums.summands()).toList();
    this.nodes = new Graph(graph.inputs(), graph.parameters(), needed).nodes();
    this.inputRows = Graph.components(graph.inputs());
    this.parameterCount = Graph.components(graph.parameters());
    this.outputRows = Graph.components(graph.outputs());
    this.totalCount = Graph.components(graph.totals());
    this.rows = new double[1 + allNodes().mapToInt(Expr::id).max().orElse(-1)][][];
    for (Expr node : nodes) {
      for (Expr arg : node.args()) {
        if (arg.isShared() && (Linear.isLaneSum(node) || !node.isShared())) {
          repeated.add(arg);
        }
      }
    }
    repeated.addAll(needed.stream().filter(Expr::isShared).toList());
    this.loops = new NodeLoops(nodes);
  }

  /**
   * With the inputs and parameters that no output needs: the caller's arrays hold them all the
   * same.
   */
  private Stream<Expr> allNodes() {
    return Stream.of(nodes, graph.inputs(), graph.parameters()).flatMap(List::stream);
  }

  @Override
  public int inputRows() {
    return inputRows;
  }

  @Override
  public int parameterCount() {
    return parameterCount;
  }

  @Override
  public int outputRows() {
    return outputRows;
  }

  @Override
  public int totalCount() {
    return totalCount;
  }

  @Override
  public void run(
      double[][] inputs, double[] parameters, double[][] outputs, double[] totals, int lanes) {
    requireLengths(inputs, parameters, outputs, totals);
    reserve(lanes);
    bindInputs(inputs);
    bindParameters(parameters);
    for (Expr node : nodes) {
      if (!(node.op() instanceof Leaf.Input || node.op() instanceof Leaf.Parameter)) {
        double[][][] args = new double[node.args().size()][][];
        for (int i = 0; i < args.length; i++) {
          args[i] = rowsOf(node.args().get(i));
        }
        loops.run(node, args, rowsOf(node), this::rowsOf, node.isShared() ? 1 : lanes, lanes);
      }
      if (repeated.contains(node)) {
        for (double[] row : rowsOf(node)) {
          Arrays.fill(row, 1, Math.max(1, lanes), row[0]);
        }
      }
    }
    // before the outputs, which may overwrite inputs
    sums.add(this::rowsOf, totals, lanes);
    int row = 0;
    for (Expr output : graph.outputs()) {
      for (double[] component : rowsOf(output)) {
        System.arraycopy(component, 0, outputs[row++], 0, lanes);
      }
    }
  }

  private double[][] rowsOf(Expr node) {
    return rows[node.id()];
  }

  private void reserve(int lanes) {
    if (lanes <= capacity && capacity > 0) {
      return;
    }
    capacity = Math.max(1, lanes);
    allNodes()
        .filter(node -> !(node.op() instanceof Leaf.Input))
        .forEach(node -> rows[node.id()] = new double[node.size()][capacity]);
  }

  private void bindInputs(double[][] inputs) {
    int row = 0;
    for (Expr input : graph.inputs()) {
      rows[input.id()] = Arrays.copyOfRange(inputs, row, row + input.size());
      row += input.size();
    }
  }

  private void bindParameters(double[] parameters) {
    int element = 0;
    for (Expr parameter : graph.parameters()) {
      for (double[] row : rowsOf(parameter)) {
        row[0] = parameters[element++];
      }
    }
  }
}

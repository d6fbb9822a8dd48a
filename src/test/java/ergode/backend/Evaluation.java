package ergode.backend;

import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.Leaf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Values of expressions through the reference kernel, for tests. */
public final class Evaluation {
  private final Graph graph;
  private final Kernel kernel;
  private final int lanes;

  /**
   * Compiles {@code outputs}.
   *
   * @param leaves every input and parameter that the outputs may contain
   */
  public Evaluation(List<Expr> outputs, Collection<Expr> leaves, int lanes) {
    this.graph = new Graph(of(Leaf.Input.class, leaves), of(Leaf.Parameter.class, leaves), outputs);
    this.kernel = new ReferenceBackend().compile(graph);
    this.lanes = lanes;
  }

  private static List<Expr> of(Class<? extends Leaf> kind, Collection<Expr> leaves) {
    return leaves.stream().filter(leaf -> kind.isInstance(leaf.op())).toList();
  }

  /**
   * All components of all outputs, [row][lane].
   *
   * @param point by leaf [component][lane]; of a parameter lane 0 counts
   */
  public double[][] at(Map<Expr, double[][]> point) {
    List<double[]> inputs = new ArrayList<>();
    for (Expr input : graph.inputs()) {
      inputs.addAll(List.of(point.get(input)));
    }
    double[] parameters =
        graph.parameters().stream()
            .flatMap(parameter -> List.of(point.get(parameter)).stream())
            .mapToDouble(row -> row[0])
            .toArray();
    double[][] outputs = new double[kernel.outputRows()][lanes];
    kernel.run(inputs.toArray(new double[0][]), parameters, outputs, lanes);
    return outputs;
  }

  /** The outputs of a graph in one lane. */
  public static double[] oneLane(Graph graph, double[] inputs, double... parameters) {
    double[][] columns = new double[inputs.length][];
    for (int i = 0; i < inputs.length; i++) {
      columns[i] = new double[] {inputs[i]};
    }
    Kernel kernel = new ReferenceBackend().compile(graph);
    double[][] outputs = new double[kernel.outputRows()][1];
    kernel.run(columns, parameters, outputs, 1);
    double[] values = new double[outputs.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = outputs[i][0];
    }
    return values;
  }
}

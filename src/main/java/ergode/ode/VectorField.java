package ergode.ode;

import ergode.expr.Graph;

/**
 * The right-hand side of {@code dy/dt = f(t, y)}.
 *
 * @param graph inputs: the components of y and, if {@code timeDependent}, t as the last scalar;
 *     outputs: the components of dy/dt
 */
public record VectorField(Graph graph, boolean timeDependent) {
  public VectorField {
    int inputs = Graph.components(graph.inputs()) - (timeDependent ? 1 : 0);
    int outputs = Graph.components(graph.outputs());
    if (inputs != outputs) {
      throw new IllegalArgumentException(
          "the right-hand side takes " + inputs + " components but gives " + outputs);
    }
  }

  /** An autonomous field, {@code dy/dt = f(y)}. */
  public static VectorField autonomous(Graph graph) {
    return new VectorField(graph, false);
  }

  /** Number of components of y. */
  public int dimension() {
    return Graph.components(graph.outputs());
  }
}

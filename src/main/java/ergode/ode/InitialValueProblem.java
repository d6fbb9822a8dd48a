package ergode.ode;

import ergode.expr.Graph;
import org.jspecify.annotations.Nullable;

/**
 * What to integrate.
 *
 * @param parameters values of the shared parameters, in the order of both graphs; a solver reads
 *     them at every step, so who trains them changes them in this array, between two solves
 * @param invariant one output that an exact solution keeps constant, such as the energy, as a
 *     function of y; its drift is reported per trajectory
 */
public record InitialValueProblem(
    VectorField field, double[] parameters, @Nullable Graph invariant) {
  public InitialValueProblem {
    requireParameters("right-hand side", field.graph(), parameters);
    if (invariant != null) {
      requireParameters("invariant", invariant, parameters);
      int inputs = Graph.components(invariant.inputs());
      int outputs = Graph.components(invariant.outputs());
      if (inputs != field.dimension() || outputs != 1) {
        throw new IllegalArgumentException(
            "the invariant takes %d components and gives %d, expected %d and 1"
                .formatted(inputs, outputs, field.dimension()));
      }
    }
  }

  private static void requireParameters(String what, Graph graph, double[] values) {
    int expected = Graph.components(graph.parameters());
    if (values.length != expected) {
      throw new IllegalArgumentException(
          "got %d parameters for the %d of the %s".formatted(values.length, expected, what));
    }
  }
}

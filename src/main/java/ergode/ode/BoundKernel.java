package ergode.ode;

import ergode.backend.Backend;
import ergode.backend.Kernel;
import ergode.expr.Graph;
import java.util.Arrays;
import java.util.List;

/** A kernel with the rows that it reads and writes. */
record BoundKernel(Kernel kernel, double[][] inputs, double[][] outputs) {

  /** Compiles a graph for groups of rows, each in the order of the graph. */
  static BoundKernel of(
      Backend backend, Graph graph, List<double[][]> inputs, List<double[][]> outputs) {
    return new BoundKernel(backend.compile(graph), joined(inputs), joined(outputs));
  }

  private static double[][] joined(List<double[][]> groups) {
    return groups.stream().flatMap(Arrays::stream).toArray(double[][]::new);
  }

  void run(double[] parameters, int lanes) {
    kernel.run(inputs, parameters, outputs, lanes);
  }

  /** Adds to totals, too. */
  void run(double[] parameters, double[] totals, int lanes) {
    kernel.run(inputs, parameters, outputs, totals, lanes);
  }
}

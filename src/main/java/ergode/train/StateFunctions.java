package ergode.train;

import ergode.backend.Backend;
import ergode.backend.Kernel;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import ergode.expr.Leaf;
import ergode.expr.Substitution;
import java.util.ArrayList;
import java.util.List;

/** Scalar functions of a state, evaluated along trajectories. */
final class StateFunctions {
  private StateFunctions() {}

  /**
   * The square of the difference between a model's accelerations and the true ones, a sum over
   * coordinates, as a function of the state and of {@link LearningProblem#all} parameters.
   */
  static Graph accelerationError(LearningProblem problem) {
    GraphBuilder graph = new GraphBuilder();
    List<Expr> parameters = new ArrayList<>();
    for (Leaf.Parameter leaf : problem.all()) {
      parameters.add(graph.parameter(leaf.name(), leaf.size()));
    }
    List<Expr> state = new ArrayList<>();
    for (int i = 0; i < problem.dimension(); i++) {
      state.add(graph.input("y" + i));
    }
    List<Expr> model = Substitution.apply(problem.model(), graph, state);
    List<Expr> truth = Substitution.apply(problem.truth(), graph, state);
    Expr sum = graph.constant(0);
    for (int i = problem.dimension() / 2; i < problem.dimension(); i++) {
      sum = sum.plus(model.get(i).minus(truth.get(i)).square());
    }
    return new Graph(state, parameters, List.of(sum));
  }

  /**
   * Values of a function at all points of trajectories.
   *
   * @param states [trajectory][component][point]
   * @return [trajectory][point]
   */
  static double[][] along(
      double[][][] states, Graph function, double[] parameters, Backend backend) {
    Kernel kernel = backend.compile(function);
    double[][] values = new double[states.length][];
    for (int i = 0; i < states.length; i++) {
      double[][] row = {new double[states[i][0].length]};
      kernel.run(states[i], parameters, row, row[0].length);
      values[i] = row[0];
    }
    return values;
  }
}

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
    List<Expr> state = graph.inputs("y", problem.dimension());
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
      double[][][] states, Graph function, double[] parameters, Backend backend, int threads) {
    double[][] values = new double[states.length][];
    try (Workers<Block> workers = new Workers<>(threads, () -> new Block(function, backend))) {
      workers.run(
          states.length,
          (block, i) -> {
            values[i] = new double[states[i][0].length];
            block.evaluate(states[i], parameters, values[i]);
          });
    }
    return values;
  }

  /** A kernel with rows for a few points, so that all that it computes stays in a cache. */
  private static final class Block {
    private static final int POINTS = 64;

    private final Kernel kernel;
    private final double[][] inputs;
    private final double[][] output = new double[1][POINTS];

    Block(Graph function, Backend backend) {
      kernel = backend.compile(function);
      inputs = new double[kernel.inputRows()][POINTS];
    }

    /**
     * Evaluates the function at all points of one trajectory.
     *
     * @param states [component][point]
     */
    void evaluate(double[][] states, double[] parameters, double[] values) {
      for (int from = 0; from < values.length; from += POINTS) {
        int points = Math.min(POINTS, values.length - from);
        for (int i = 0; i < inputs.length; i++) {
          System.arraycopy(states[i], from, inputs[i], 0, points);
        }
        kernel.run(inputs, parameters, output, points);
        System.arraycopy(output[0], 0, values, from, points);
      }
    }
  }
}

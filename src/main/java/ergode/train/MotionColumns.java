package ergode.train;

import ergode.expr.Contraction;
import ergode.expr.Derivatives;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import ergode.expr.Leaf;
import ergode.expr.Substitution;
import java.util.ArrayList;
import java.util.List;

/**
 * The normal equations of a regression on the equation of motion, as a graph: a lane is a state.
 *
 * <p>Every acceleration of a state is a row {@code (da/dx, a_target - a)}, x being the elements of
 * the fitted tensors. Inputs: the state, and the accelerations if they are the target. Total: the
 * Gram matrix of the rows, {@code n + 1} times {@code n + 1} for n elements.
 */
final class MotionColumns {
  private final GraphBuilder graph = new GraphBuilder();

  private MotionColumns() {}

  /**
   * The graph, with the parameters of {@link LearningProblem#all}.
   *
   * @param fitted names of tensors, in the order of the columns
   */
  static Graph of(LearningProblem problem, List<String> fitted, MotionTarget target) {
    return new MotionColumns().build(problem, fitted, target);
  }

  private Graph build(LearningProblem problem, List<String> fitted, MotionTarget target) {
    List<Expr> parameters = new ArrayList<>();
    for (Leaf.Parameter leaf : problem.all()) {
      parameters.add(graph.parameter(leaf.name(), leaf.size()));
    }
    List<Expr> tensors = fitted.stream().map(graph::parameterNamed).toList();
    int dimension = problem.dimension();
    List<Expr> state = graph.inputs("state", dimension);
    List<Expr> inputs = new ArrayList<>(state);
    List<Expr> accelerations = accelerations(problem.model(), state, dimension);
    List<Expr> targets;
    if (target == MotionTarget.DATA) {
      targets = graph.inputs("acceleration", dimension / 2);
      inputs.addAll(targets);
    } else {
      targets = accelerations(problem.truth(), state, dimension);
    }
    Expr gram = graph.constant(0);
    for (int k = 0; k < targets.size(); k++) {
      List<Expr> row = new ArrayList<>(Derivatives.laneGradient(accelerations.get(k), tensors));
      row.add(targets.get(k).minus(accelerations.get(k)));
      Expr joined = graph.concat(row);
      Expr product = joined.outerLaneSum(joined);
      gram = k == 0 ? product : gram.plus(product);
    }
    return Contraction.of(new Graph(inputs, parameters, List.of(), List.of(gram)));
  }

  private List<Expr> accelerations(Graph field, List<Expr> state, int dimension) {
    return Substitution.apply(field, graph, state).subList(dimension / 2, dimension);
  }
}

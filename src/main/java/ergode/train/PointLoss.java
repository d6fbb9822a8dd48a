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
 * The loss at one save point of one trajectory, with its gradient, as a graph: a lane is a save
 * point.
 *
 * <p>Inputs: the predicted state, the recorded state, the recorded accelerations if they are the
 * target. Outputs: the cotangent of the predicted state. Totals: if there is a motion term, the
 * gradient by the trained parameters and {@code |a_model - a_target|^2}; if there is a trajectory
 * term, {@code |y - y_recorded|^2}.
 */
final class PointLoss {
  private final GraphBuilder graph = new GraphBuilder();
  private final LossTerms terms;
  private final Graph model;
  private final Graph truth;
  private final int coordinates;
  private final List<Expr> predicted;
  private final List<Expr> recorded;
  private final List<Expr> accelerations;

  private PointLoss(LossTerms terms, Graph model, Graph truth) {
    this.terms = terms;
    this.model = model;
    this.truth = truth;
    int dimension = Graph.components(model.outputs());
    this.coordinates = dimension / 2;
    this.predicted = graph.inputs("predicted", dimension);
    this.recorded = graph.inputs("recorded", dimension);
    this.accelerations =
        terms.motion() == MotionTarget.DATA ? graph.inputs("acceleration", coordinates) : List.of();
  }

  /**
   * The graph.
   *
   * @param model right-hand side of the model, state (q, v) to (v, a)
   * @param truth right-hand side of the true system, for {@link MotionTarget#ORACLE}
   * @param parameters all parameters of the kernel, in order: leaves of any graph, taken by name
   * @param trained names of those whose gradient is wanted, in order
   */
  static Graph of(
      LossTerms terms,
      Graph model,
      Graph truth,
      List<Leaf.Parameter> parameters,
      List<String> trained) {
    return new PointLoss(terms, model, truth).build(parameters, trained);
  }

  private Graph build(List<Leaf.Parameter> parameters, List<String> trained) {
    List<Expr> leaves = new ArrayList<>();
    List<Expr> wrt = new ArrayList<>();
    for (Leaf.Parameter leaf : parameters) {
      Expr parameter = graph.parameter(leaf.name(), leaf.size());
      leaves.add(parameter);
      if (trained.contains(leaf.name())) {
        wrt.add(parameter);
      }
    }
    Expr motion = motion();
    Expr trajectory = terms.trajectory() ? squares(predicted, recorded) : graph.constant(0);
    List<Expr> all = new ArrayList<>(predicted);
    all.addAll(wrt);
    List<Expr> gradient =
        Derivatives.vjp(List.of(trajectory.plus(motion)), List.of(graph.constant(1)), all);
    List<Expr> totals = new ArrayList<>();
    if (terms.motion() != MotionTarget.OFF) {
      totals.addAll(gradient.subList(predicted.size(), all.size()));
      totals.add(motion.laneSum());
    }
    if (terms.trajectory()) {
      totals.add(trajectory.laneSum());
    }
    List<Expr> inputs = new ArrayList<>(predicted);
    inputs.addAll(recorded);
    inputs.addAll(accelerations);
    return Contraction.of(new Graph(inputs, leaves, gradient.subList(0, predicted.size()), totals));
  }

  /** The squared residual of the accelerations: the other components of d/dt agree identically. */
  private Expr motion() {
    return switch (terms.motion()) {
      case OFF -> graph.constant(0);
      case ORACLE -> squares(accelerations(model, predicted), accelerations(truth, predicted));
      case DATA -> squares(accelerations(model, recorded), accelerations);
    };
  }

  private List<Expr> accelerations(Graph field, List<Expr> state) {
    return Substitution.apply(field, graph, state).subList(coordinates, 2 * coordinates);
  }

  private Expr squares(List<Expr> a, List<Expr> b) {
    Expr sum = graph.constant(0);
    for (int i = 0; i < a.size(); i++) {
      sum = sum.plus(a.get(i).minus(b.get(i)).square());
    }
    return sum;
  }
}

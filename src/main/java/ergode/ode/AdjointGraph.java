package ergode.ode;

import ergode.expr.Derivatives;
import ergode.expr.Expr;
import ergode.expr.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The transposes of the derivatives of {@link StepGraph}'s graphs, where times and step sizes are
 * constants. Totals are cotangents of parameters.
 */
final class AdjointGraph {
  private AdjointGraph() {}

  /**
   * Of a step and its interpolant. Inputs: as for an attempt; the size of the step for the extra
   * stages of the interpolant; then cotangents: of y, of the new state, of its derivative, of the
   * coefficients of the interpolant. Outputs: all of y's cotangent, and that of the first stage.
   *
   * <p>The solver evaluates the extra stages only in steps with a save point inside, and rejects
   * such a step if they are not finite. In other steps they may not be; there the size has to be 0,
   * lest their cotangents, which are 0, be multiplied by infinity.
   *
   * @param trained names of parameters
   */
  static Graph step(InitialValueProblem problem, SolverSettings settings, List<String> trained) {
    StepGraph step = new StepGraph(problem, settings);
    List<Expr> values = new ArrayList<>(step.y);
    values.addAll(step.take());
    values.addAll(step.k.get(settings.method().stages()));
    Expr inside = step.graph.input("hInside");
    step.addExtraStages(inside);
    values.addAll(step.powers(IntStream.range(0, step.y.size()).toArray()));
    List<Expr> leaves = new ArrayList<>(step.y);
    leaves.addAll(step.k.get(0));
    List<List<Expr>> inputs = new ArrayList<>(step.stepInputs(1));
    inputs.add(List.of(inside));
    return transpose(step, inputs, values, leaves, trained);
  }

  /**
   * Of f at the start. Inputs: t, y, cotangents of y and of f(t, y). Output: all of y's cotangent.
   */
  static Graph start(InitialValueProblem problem, SolverSettings settings, List<String> trained) {
    StepGraph step = new StepGraph(problem, settings);
    List<Expr> values = new ArrayList<>(step.y);
    values.addAll(step.field(step.y, step.t));
    return transpose(step, List.of(List.of(step.t), step.y), values, step.y, trained);
  }

  private static Graph transpose(
      StepGraph step,
      List<List<Expr>> inputs,
      List<Expr> values,
      List<Expr> leaves,
      List<String> trained) {
    List<Expr> cotangents = step.graph.inputs("cotangent", values.size());
    List<Expr> wrt = new ArrayList<>(leaves);
    trained.forEach(name -> wrt.add(parameter(step.parameters(), name)));
    List<Expr> results = Derivatives.vjp(values, cotangents, wrt);
    List<List<Expr>> all = new ArrayList<>(inputs);
    all.add(cotangents);
    int split = leaves.size();
    return step.close(all, results.subList(0, split), results.subList(split, results.size()));
  }

  private static Expr parameter(List<Expr> parameters, String name) {
    return parameters.stream()
        .filter(parameter -> parameter.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the right-hand side has no parameter " + name + ", only " + parameters));
  }
}

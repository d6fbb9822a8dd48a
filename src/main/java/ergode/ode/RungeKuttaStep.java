package ergode.ode;

import ergode.backend.Backend;
import ergode.expr.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The kernels of a step, bound to the rows of a block of lanes. */
final class RungeKuttaStep {
  private final double[] parameters;
  private final double[] span;
  private final BoundKernel start;
  private final BoundKernel attempt;
  private final BoundKernel interpolant;
  private final BoundKernel control;

  RungeKuttaStep(
      Backend backend,
      InitialValueProblem problem,
      SolverSettings settings,
      SaveAt saveAt,
      int[] saved,
      Lanes lanes) {
    this.parameters = problem.parameters();
    this.span = ControlGraph.parameters(saveAt);
    List<double[][]> watched =
        problem.invariant() == null ? List.of() : List.<double[][]>of(rows(lanes.invariant));
    double[][] step = rows(lanes.h, lanes.t, lanes.tNext);
    int end = lanes.end;

    List<double[][]> outputs = new ArrayList<>();
    outputs.add(lanes.k[0]);
    outputs.addAll(watched);
    Graph graph = StepGraph.start(problem, settings);
    start = BoundKernel.of(backend, graph, List.of(rows(lanes.t), lanes.y), outputs);

    outputs = new ArrayList<>(List.of(lanes.k).subList(1, end));
    Collections.addAll(outputs, lanes.yNext, lanes.k[end], rows(lanes.error));
    outputs.addAll(watched);
    graph = StepGraph.attempt(problem, settings);
    attempt = BoundKernel.of(backend, graph, List.of(step, lanes.y, lanes.k[0]), outputs);

    List<double[][]> inputs = new ArrayList<>(List.of(step, lanes.y));
    inputs.addAll(List.of(lanes.k).subList(0, end + 1));
    outputs = new ArrayList<>(List.of(lanes.k).subList(end + 1, lanes.k.length));
    for (double[][] power : lanes.dense) {
      outputs.add(Arrays.stream(saved).mapToObj(i -> power[i]).toArray(double[][]::new));
    }
    graph = StepGraph.interpolant(problem, settings, saved);
    interpolant = BoundKernel.of(backend, graph, inputs, outputs);

    graph = ControlGraph.of(settings, lanes.dimension);
    control =
        BoundKernel.of(backend, graph, ControlGraph.inputs(lanes), ControlGraph.outputs(lanes));
  }

  private static double[][] rows(double[]... rows) {
    return rows;
  }

  /** Evaluates the derivative and the invariant of {@code y}. */
  void start(int active) {
    start.run(parameters, active);
  }

  /**
   * Takes a step from t to tNext in lanes 0 to {@code active - 1}: sets {@code yNext}, its stages,
   * {@code error} and {@code invariant}.
   */
  void attempt(int active) {
    attempt.run(parameters, active);
  }

  /** Sets the interpolant of the step just taken: {@code dense}, and its extra stages. */
  void interpolate(int active) {
    interpolant.run(parameters, active);
  }

  /** Accepts or rejects the step just taken and readies the next. */
  void control(int active) {
    control.run(span, active);
  }
}

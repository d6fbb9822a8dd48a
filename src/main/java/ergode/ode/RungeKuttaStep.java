package ergode.ode;

import ergode.backend.Backend;
import ergode.backend.Kernel;
import ergode.expr.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The kernels of a step, bound to the rows of a block of lanes. */
final class RungeKuttaStep {
  private final double[] parameters;
  private final Bound start;
  private final Bound attempt;
  private final Bound interpolant;
  private final Bound control;

  /** A kernel with the rows it reads and writes. */
  private record Bound(Kernel kernel, double[][] inputs, double[][] outputs) {}

  RungeKuttaStep(
      Backend backend,
      InitialValueProblem problem,
      SolverSettings settings,
      SaveAt span,
      int[] saved,
      Lanes lanes) {
    this.parameters = problem.parameters();
    List<double[][]> watched =
        problem.invariant() == null ? List.of() : List.<double[][]>of(rows(lanes.invariant));
    double[][] step = rows(lanes.h, lanes.t, lanes.tNext);
    int end = lanes.end;

    List<double[][]> outputs = new ArrayList<>();
    outputs.add(lanes.k[0]);
    outputs.addAll(watched);
    Graph graph = StepGraph.start(problem, settings);
    start = bind(backend, graph, List.of(rows(lanes.t), lanes.y), outputs);

    outputs = new ArrayList<>(List.of(lanes.k).subList(1, end));
    Collections.addAll(outputs, lanes.yNext, lanes.k[end], rows(lanes.error));
    outputs.addAll(watched);
    graph = StepGraph.attempt(problem, settings);
    attempt = bind(backend, graph, List.of(step, lanes.y, lanes.k[0]), outputs);

    List<double[][]> inputs = new ArrayList<>(List.of(step, lanes.y));
    inputs.addAll(List.of(lanes.k).subList(0, end + 1));
    outputs = new ArrayList<>(List.of(lanes.k).subList(end + 1, lanes.k.length));
    for (double[][] power : lanes.dense) {
      outputs.add(Arrays.stream(saved).mapToObj(i -> power[i]).toArray(double[][]::new));
    }
    graph = StepGraph.interpolant(problem, settings, saved);
    interpolant = bind(backend, graph, inputs, outputs);

    graph = ControlGraph.of(settings, span, lanes.dimension);
    control = bind(backend, graph, ControlGraph.inputs(lanes), ControlGraph.outputs(lanes));
  }

  private static double[][] rows(double[]... rows) {
    return rows;
  }

  private static Bound bind(
      Backend backend, Graph graph, List<double[][]> inputs, List<double[][]> outputs) {
    return new Bound(backend.compile(graph), joined(inputs), joined(outputs));
  }

  private static double[][] joined(List<double[][]> groups) {
    return groups.stream().flatMap(Arrays::stream).toArray(double[][]::new);
  }

  private void run(Bound bound, int active) {
    bound.kernel().run(bound.inputs(), parameters, bound.outputs(), active);
  }

  /** Evaluates the derivative and the invariant of {@code y}. */
  void start(int active) {
    run(start, active);
  }

  /**
   * Takes a step from t to tNext in lanes 0 to {@code active - 1}: sets {@code yNext}, its stages,
   * {@code error} and {@code invariant}.
   */
  void attempt(int active) {
    run(attempt, active);
  }

  /** Sets the interpolant of the step just taken: {@code dense}, and its extra stages. */
  void interpolate(int active) {
    run(interpolant, active);
  }

  /** Accepts or rejects the step just taken and readies the next. */
  void control(int active) {
    run(control, active);
  }
}

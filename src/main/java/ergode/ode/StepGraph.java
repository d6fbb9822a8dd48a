package ergode.ode;

import ergode.expr.AngleAddition;
import ergode.expr.Contraction;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import ergode.expr.Leaf;
import ergode.expr.Substitution;
import java.util.ArrayList;
import java.util.List;

/**
 * The arithmetic of one Runge-Kutta step as graphs, written out from the tableau: the only
 * Runge-Kutta loop there is. A backend can keep a whole step in registers and share what its parts
 * have in common, such as the sines of the new state between its derivative and its energy.
 *
 * <p>Every sum over stages runs from the first stage to the last with one fused multiply-add per
 * term; zero coefficients are skipped.
 */
final class StepGraph {
  private final InitialValueProblem problem;
  private final SolverSettings settings;
  private final Tableau method;
  final GraphBuilder graph = new GraphBuilder();
  private final Expr h = graph.input("h");
  final Expr t = graph.input("t");
  private final Expr tNext = graph.input("tNext");
  final List<Expr> y;

  /** The stages so far, as Tableau numbers them. */
  final List<List<Expr>> k = new ArrayList<>();

  StepGraph(InitialValueProblem problem, SolverSettings settings) {
    this.problem = problem;
    this.settings = settings;
    this.method = settings.method();
    this.y = inputs("y");
  }

  private List<Expr> inputs(String name) {
    return graph.inputs(name, problem.field().dimension());
  }

  /** Inputs: t, y. Outputs: {@code f(t, y)}, then the invariant of y if the problem has one. */
  static Graph start(InitialValueProblem problem, SolverSettings settings) {
    StepGraph step = new StepGraph(problem, settings);
    List<Expr> outputs = new ArrayList<>(step.field(step.y, step.t));
    outputs.addAll(step.invariant(step.y));
    return step.close(List.of(List.of(step.t), step.y), outputs);
  }

  /**
   * Inputs: h, t, t + h, y and the first stage. Outputs: the other stages; the new state; its
   * derivative; the error; the invariant of the new state if there is one.
   */
  static Graph attempt(InitialValueProblem problem, SolverSettings settings) {
    StepGraph step = new StepGraph(problem, settings);
    int s = step.method.stages();
    List<Expr> next = step.take();
    List<Expr> outputs = new ArrayList<>();
    step.k.subList(1, s).forEach(outputs::addAll);
    outputs.addAll(next);
    outputs.addAll(step.k.get(s));
    outputs.add(step.error(next));
    outputs.addAll(step.invariant(next));
    return step.close(step.stepInputs(1), outputs);
  }

  /**
   * Inputs: as for an attempt, and all its stages with the derivative at the end. Outputs: the
   * extra stages of the interpolant; the coefficients {@code p_j} of {@code y(t + theta h) = y + h
   * sum_j p_j theta^j}, power by power from 1, of some components.
   */
  static Graph interpolant(InitialValueProblem problem, SolverSettings settings, int[] components) {
    StepGraph step = new StepGraph(problem, settings);
    int given = step.method.stages() + 1;
    for (int stage = 0; stage < given; stage++) {
      step.k.add(step.inputs("k" + stage + "_"));
    }
    List<List<Expr>> inputs = step.stepInputs(given);
    step.addExtraStages(step.h);
    List<Expr> outputs = new ArrayList<>();
    step.k.subList(given, step.k.size()).forEach(outputs::addAll);
    outputs.addAll(step.powers(components));
    return step.close(inputs, outputs);
  }

  List<List<Expr>> stepInputs(int stages) {
    List<List<Expr>> inputs = new ArrayList<>();
    inputs.add(List.of(h, t, tNext));
    inputs.add(y);
    inputs.addAll(k.subList(0, stages));
    return inputs;
  }

  private Graph close(List<List<Expr>> inputs, List<Expr> outputs) {
    return close(inputs, outputs, List.of());
  }

  Graph close(List<List<Expr>> inputs, List<Expr> outputs, List<Expr> totals) {
    List<Expr> flat = inputs.stream().flatMap(List::stream).toList();
    return Contraction.of(AngleAddition.of(new Graph(flat, parameters(), outputs, totals)));
  }

  List<Expr> parameters() {
    List<Expr> parameters = new ArrayList<>();
    for (Expr parameter : problem.field().graph().parameters()) {
      if (parameter.op() instanceof Leaf.Parameter leaf) {
        parameters.add(graph.parameter(leaf.name(), leaf.size()));
      }
    }
    return parameters;
  }

  /** Adds all stages, the first as inputs, the last at the new state, which is returned. */
  List<Expr> take() {
    k.add(inputs("k0_"));
    for (int stage = 1; stage < method.stages(); stage++) {
      addStage(method.a()[stage], method.c()[stage], h);
    }
    List<Expr> next = advance(method.b(), h);
    k.add(field(next, tNext));
    return next;
  }

  /**
   * Adds the extra stages of the interpolant.
   *
   * @param size of the step, or 0 for stages that are all at its start
   */
  void addExtraStages(Expr size) {
    Interpolant interpolant = method.interpolant();
    for (int i = 0; i < interpolant.extraStages().length; i++) {
      addStage(interpolant.extraStages()[i], interpolant.extraNodes()[i], size);
    }
  }

  /** The coefficients of the interpolant, power by power. */
  List<Expr> powers(int[] components) {
    Interpolant interpolant = method.interpolant();
    List<Expr> powers = new ArrayList<>();
    for (int power = 0; power < interpolant.degree(); power++) {
      double[] weights = new double[k.size()];
      for (int stage = 0; stage < weights.length; stage++) {
        weights[stage] = interpolant.weights()[stage][power];
      }
      for (int component : components) {
        powers.add(combine(weights, component));
      }
    }
    return powers;
  }

  private void addStage(double[] coefficients, double node, Expr size) {
    k.add(field(advance(coefficients, size), graph.constant(node).fma(size, t)));
  }

  List<Expr> field(List<Expr> state, Expr time) {
    List<Expr> arguments = new ArrayList<>(state);
    if (problem.field().timeDependent()) {
      arguments.add(time);
    }
    return Substitution.apply(problem.field().graph(), graph, arguments);
  }

  private List<Expr> invariant(List<Expr> state) {
    Graph invariant = problem.invariant();
    return invariant == null ? List.of() : Substitution.apply(invariant, graph, state);
  }

  /** {@code y + size sum_j coefficients[j] k_j}. */
  private List<Expr> advance(double[] coefficients, Expr size) {
    List<Expr> state = new ArrayList<>();
    for (int component = 0; component < y.size(); component++) {
      state.add(size.fma(combine(coefficients, component), y.get(component)));
    }
    return state;
  }

  private Expr combine(double[] coefficients, int component) {
    Expr sum = graph.constant(0);
    for (int j = 0; j < coefficients.length; j++) {
      sum = graph.constant(coefficients[j]).fma(k.get(j).get(component), sum);
    }
    return sum;
  }

  /**
   * The squared error norm, 0 without step control; NaN if the step does not end at finite numbers.
   */
  private Expr error(List<Expr> next) {
    Expr sum = graph.constant(0);
    for (int i = 0; i < next.size(); i++) {
      sum = sum.plus(next.get(i).abs()).plus(k.get(method.stages()).get(i).abs());
    }
    Expr error =
        settings.control() instanceof StepControl.Pid pid
            ? errorSquared(next, pid.tolerances())
            : graph.constant(0);
    return sum.ifLess(graph.constant(Double.POSITIVE_INFINITY), error, graph.constant(Double.NaN));
  }

  private Expr errorSquared(List<Expr> next, Tolerances tolerances) {
    Expr main = meanSquare(next, tolerances, method.error()[0]);
    if (method.error().length == 1) {
      return main;
    }
    // Hairer's |e|^2 / sqrt(|e|^2 + 0.01 |e'|^2), squared; 0 where both vanish
    Expr low = meanSquare(next, tolerances, method.error()[1]);
    Expr denominator = graph.constant(0.01).fma(low, main);
    Expr zero = graph.constant(0);
    return zero.ifLess(denominator, main.times(main.over(denominator)), denominator);
  }

  /**
   * Mean over components of {@code (h sum_j e_j k_j / s)^2} with {@code s = atol + rtol max(|y|,
   * |yNext|)}. All scales are inverted with one division (Montgomery's trick, Mathematics of
   * Computation 48, 1987), pair by pair, lest their product underflow.
   */
  private Expr meanSquare(List<Expr> next, Tolerances tolerances, double[] weights) {
    Expr sum = graph.constant(0);
    for (int i = 0; i + 1 < y.size(); i += 2) {
      Expr first = scale(i, next, tolerances);
      Expr second = scale(i + 1, next, tolerances);
      Expr inverse = h.over(first.times(second));
      Expr a = combine(weights, i).times(second).times(inverse);
      Expr b = combine(weights, i + 1).times(first).times(inverse);
      sum = b.fma(b, a.fma(a, sum));
    }
    if (y.size() % 2 == 1) {
      int last = y.size() - 1;
      Expr a = h.times(combine(weights, last)).over(scale(last, next, tolerances));
      sum = a.fma(a, sum);
    }
    return sum.times(1.0 / y.size());
  }

  private Expr scale(int component, List<Expr> next, Tolerances tolerances) {
    Expr before = y.get(component).abs();
    Expr after = next.get(component).abs();
    Expr size = before.ifLess(after, after, before);
    return graph.constant(tolerances.rtol()).fma(size, graph.constant(tolerances.atol()));
  }
}

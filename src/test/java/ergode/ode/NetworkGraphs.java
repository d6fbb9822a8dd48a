package ergode.ode;

import ergode.expr.Contraction;
import ergode.expr.Derivatives;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import ergode.mechanics.EulerLagrange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What training a double pendulum with a potential from a network computes: {@code L = T(q, v) + g
 * l^2 MLP(cos q1, sin q1, cos q2, sin q2)}, tanh between all layers, the last without bias.
 */
public final class NetworkGraphs {
  private final int width;
  private final int hidden;
  private final GraphBuilder graph;
  private final EulerLagrange motion;
  private final List<Expr> parameters = new ArrayList<>();

  /** A network of {@code hidden} layers of {@code width} each. */
  public NetworkGraphs(int width, int hidden) {
    this.width = width;
    this.hidden = hidden;
    motion = EulerLagrange.of(this::lagrangian, List.of("q1", "q2"), List.of("v1", "v2"));
    graph = motion.energy().graph();
  }

  private Expr lagrangian(List<Expr> q, List<Expr> v) {
    GraphBuilder builder = q.get(0).graph();
    Expr g = builder.parameter("g");
    Expr l = builder.parameter("l");
    parameters.addAll(List.of(g, l));
    Expr cosine = q.get(0).minus(q.get(1)).cos();
    Expr kinetic =
        v.get(0)
            .square()
            .plus(v.get(1).square().times(0.5))
            .plus(v.get(0).times(v.get(1)).times(cosine))
            .times(l.square());
    Expr x =
        builder.concat(List.of(q.get(0).cos(), q.get(0).sin(), q.get(1).cos(), q.get(1).sin()));
    for (int layer = 0; layer < hidden; layer++) {
      Expr weight = builder.parameter("mlp." + layer + ".weight", width * x.size());
      Expr bias = builder.parameter("mlp." + layer + ".bias", width);
      parameters.addAll(List.of(weight, bias));
      x = weight.matVec(width, x.size(), x).plus(bias).tanh();
    }
    Expr last = builder.parameter("mlp." + hidden + ".weight", width);
    parameters.add(last);
    return kinetic.plus(g.times(l.square()).times(last.matVec(1, width, x)));
  }

  /** Number of parameters, those of physics (two, first) included. */
  public int parameterCount() {
    return Graph.components(parameters);
  }

  /** The derivative of the state (q, v). */
  public Graph field() {
    return new Graph(motion.state(), parameters, derivative());
  }

  private List<Expr> derivative() {
    return Stream.concat(motion.state().subList(2, 4).stream(), motion.accelerations().stream())
        .toList();
  }

  /** The derivative, and the gradients of its product with four more inputs. */
  public Graph fieldGradient() {
    List<Expr> cotangents = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      cotangents.add(graph.input("c" + i));
    }
    return gradient(motion.state(), derivative(), cotangents, motion.state(), parameters);
  }

  /** An attempted step of Tsit5. */
  public Graph step() {
    Graph field = Contraction.of(field());
    return StepGraph.attempt(
        new InitialValueProblem(VectorField.autonomous(field), new double[parameterCount()], null),
        Runs.adaptive(Tsit5.TABLEAU, 1e-5, 0.01));
  }

  /** Gradients of a step: all of its stages and its end, by the state and the first stage. */
  public Graph stepGradient() {
    Graph step = step();
    GraphBuilder builder = step.inputs().get(0).graph();
    List<Expr> outputs = step.outputs().subList(0, step.outputs().size() - 1);
    List<Expr> cotangents = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      cotangents.add(builder.input("c" + i));
    }
    return gradient(
        step.inputs(), outputs, cotangents, step.inputs().subList(3, 11), step.parameters());
  }

  private static Graph gradient(
      List<Expr> inputs,
      List<Expr> outputs,
      List<Expr> cotangents,
      List<Expr> state,
      List<Expr> parameters) {
    List<Expr> trained = parameters.subList(2, parameters.size());
    List<Expr> gradients =
        Derivatives.vjp(
            outputs, cotangents, Stream.concat(state.stream(), trained.stream()).toList());
    return Contraction.of(
        new Graph(
            Stream.concat(inputs.stream(), cotangents.stream()).toList(),
            parameters,
            Stream.concat(outputs.stream(), gradients.subList(0, state.size()).stream()).toList(),
            gradients.subList(state.size(), gradients.size())));
  }
}

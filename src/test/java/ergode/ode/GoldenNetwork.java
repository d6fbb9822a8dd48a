package ergode.ode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import ergode.mechanics.EulerLagrange;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The Lagrangian network of {@code golden/nde-golden-tanh.json}: {@code L = v' M(q) v + g l^2
 * MLP(cos q1, sin q1, cos q2, sin q2)}, with the weights of the file. The parameters are g, l, then
 * the tensors layer by layer, weight before bias.
 */
final class GoldenNetwork {
  final JsonNode file;
  final List<String> trained = new ArrayList<>();
  final List<double[]> tensors = new ArrayList<>();

  /** The gradient of the file, in the order of the tensors. */
  final List<double[]> gradient = new ArrayList<>();

  GoldenNetwork() throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/nde-golden-tanh.json")) {
      file = new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
    for (int layer = 0; layer < file.get("weights").size(); layer++) {
      add("mlp." + layer + ".weight", "weights", layer);
      if (layer < file.get("biases").size()) {
        add("mlp." + layer + ".bias", "biases", layer);
      }
    }
  }

  private void add(String name, String kind, int layer) {
    trained.add(name);
    tensors.add(numbers(file.get(kind).get(layer)));
    gradient.add(numbers(file.get("gradient").get(kind).get(layer)));
  }

  /** All numbers of nested arrays, the last index fastest. */
  static double[] numbers(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false)
            .map(GoldenNetwork::numbers)
            .flatMapToDouble(Arrays::stream)
            .toArray()
        : new double[] {node.asDouble()};
  }

  /** Numbers of {@code [.][component]}, by component. */
  static double[][] columns(JsonNode rows) {
    int components = rows.get(0).size();
    double[] all = numbers(rows);
    return IntStream.range(0, components)
        .mapToObj(
            component ->
                IntStream.range(0, rows.size())
                    .mapToDouble(row -> all[row * components + component])
                    .toArray())
        .toArray(double[][]::new);
  }

  InitialValueProblem problem() {
    EulerLagrange motion =
        EulerLagrange.of(this::lagrangian, List.of("q1", "q2"), List.of("v1", "v2"));
    GraphBuilder graph = motion.energy().graph();
    List<Expr> parameters = new ArrayList<>(List.of(graph.parameter("g"), graph.parameter("l")));
    IntStream.range(0, trained.size()).forEach(i -> parameters.add(tensor(graph, i)));
    List<Expr> outputs =
        Stream.concat(motion.state().stream().skip(2), motion.accelerations().stream()).toList();
    double[] values =
        Stream.concat(
                Stream.of(new double[] {file.get("g").asDouble(), file.get("L").asDouble()}),
                tensors.stream())
            .flatMapToDouble(Arrays::stream)
            .toArray();
    return new InitialValueProblem(
        VectorField.autonomous(new Graph(motion.state(), parameters, outputs)), values, null);
  }

  private Expr tensor(GraphBuilder graph, int i) {
    return graph.parameter(trained.get(i), tensors.get(i).length);
  }

  private Expr lagrangian(List<Expr> q, List<Expr> v) {
    GraphBuilder graph = q.get(0).graph();
    Expr l2 = graph.parameter("l").square();
    Expr c = q.get(1).minus(q.get(0)).cos();
    // v' [[1, c/2], [c/2, 1/2]] v
    Expr kinetic =
        v.get(0)
            .square()
            .plus(c.times(v.get(0)).times(v.get(1)))
            .plus(v.get(1).square().times(0.5));
    Expr x = graph.concat(List.of(q.get(0).cos(), q.get(0).sin(), q.get(1).cos(), q.get(1).sin()));
    for (int i = 0; i < trained.size() - 1; i += 2) {
      Expr bias = tensor(graph, i + 1);
      x = tensor(graph, i).matVec(bias.size(), x.size(), x).plus(bias).tanh();
    }
    Expr potential = tensor(graph, trained.size() - 1).matVec(1, x.size(), x);
    return l2.times(kinetic).plus(graph.parameter("g").times(l2).times(potential));
  }
}

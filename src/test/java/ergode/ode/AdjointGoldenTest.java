package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import ergode.backend.Kernel;
import ergode.backend.LaneGroups;
import ergode.backend.ReferenceBackend;
import ergode.backend.simd.SimdBackend;
import ergode.expr.Derivatives;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import ergode.expr.Leaf;
import ergode.expr.Substitution;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The loss and gradient of a Lagrangian network through diffrax: mean square error of trajectories,
 * plus that of the equation of motion at the predicted states, four trajectories of 101 points.
 */
class AdjointGoldenTest {
  private static final int POINTS = 101;
  private static final int COUNT = 4;
  private static final int SIZE = POINTS * COUNT;

  private final GoldenNetwork golden;
  private final InitialValueProblem problem;
  private final SaveAt saveAt = new SaveAt(0, 2, POINTS);
  private final SolverSettings settings =
      Runs.adaptive(Runs.method("tsit5"), 1e-5, saveAt.spacing());

  AdjointGoldenTest() throws IOException {
    golden = new GoldenNetwork();
    problem = golden.problem();
  }

  /**
   * Inputs: a state. Outputs: the square of the difference between the network's derivative and the
   * double pendulum's, and its gradient by the state. Totals: its gradient by the tensors.
   */
  private Graph motionLoss(InitialValueProblem truth) {
    GraphBuilder graph = new GraphBuilder();
    List<Expr> state = IntStream.range(0, 4).mapToObj(i -> graph.input("y" + i)).toList();
    List<Expr> model = Substitution.apply(problem.field().graph(), graph, state);
    List<Expr> exact = Substitution.apply(truth.field().graph(), graph, state);
    Expr loss = graph.constant(0);
    for (int i = 0; i < 4; i++) {
      loss = loss.plus(model.get(i).minus(exact.get(i)).square());
    }
    List<Expr> wrt = new ArrayList<>(state);
    List<Expr> parameters = new ArrayList<>();
    for (Expr parameter : problem.field().graph().parameters()) {
      if (parameter.op() instanceof Leaf.Parameter leaf) {
        parameters.add(graph.parameter(leaf.name(), leaf.size()));
      }
    }
    wrt.addAll(parameters.subList(2, parameters.size()));
    for (String name : List.of("m1", "m2", "l1", "l2")) {
      parameters.add(graph.parameter(name));
    }
    List<Expr> gradient = Derivatives.gradient(loss, wrt);
    List<Expr> outputs = new ArrayList<>(List.of(loss));
    outputs.addAll(gradient.subList(0, 4));
    return new Graph(state, parameters, outputs, gradient.subList(4, gradient.size()));
  }

  @Test
  void lossAndGradientAreThoseOfDiffrax() {
    JsonNode file = golden.file;
    double[][] initial =
        IntStream.range(0, COUNT)
            .mapToObj(i -> GoldenNetwork.numbers(file.get("y0").get(i)))
            .toArray(double[][]::new);
    AdjointCase adjointCase = new AdjointCase(problem, settings, saveAt, golden.trained, initial);
    List<Runs.Run> runs = Runs.all(problem, settings, saveAt, initial);
    assertThat(runs.stream().mapToDouble(Runs.Run::steps))
        .containsExactly(boxed(file.get("accepted")));
    assertThat(runs.stream().mapToDouble(Runs.Run::rejected))
        .containsExactly(boxed(file.get("rejected")));

    // [component][trajectory and point]
    double[][] states = new double[4][SIZE];
    double[][][] cotangents = new double[COUNT][4][POINTS];
    double trajectoryLoss = 0;
    for (int i = 0; i < COUNT; i++) {
      double[][] data = GoldenNetwork.columns(file.get("data").get(i));
      double[][] prediction = GoldenNetwork.columns(file.get("prediction").get(i));
      for (int component = 0; component < 4; component++) {
        double[] saved = runs.get(i).saved()[component];
        assertThat(Runs.distance(saved, prediction[component])).isLessThan(1e-9);
        System.arraycopy(saved, 0, states[component], i * POINTS, POINTS);
        for (int point = 0; point < POINTS; point++) {
          double error = saved[point] - data[component][point];
          trajectoryLoss += error * error / (4 * SIZE);
          cotangents[i][component][point] = 2 * error / (4 * SIZE);
        }
      }
    }
    assertThat(trajectoryLoss)
        .isCloseTo(file.get("trajectory_mse").asDouble(), withPercentage(1e-8));

    Kernel kernel = new ReferenceBackend().compile(motionLoss(Pendulum.problem(9.8)));
    double[] parameters = Arrays.copyOf(problem.parameters(), problem.parameters().length + 4);
    Arrays.fill(parameters, problem.parameters().length, parameters.length, 1);
    double[][] outputs = new double[5][SIZE];
    double[] motion = new double[kernel.totalCount()];
    kernel.run(states, parameters, outputs, motion, SIZE);
    assertThat(Arrays.stream(outputs[0]).sum() / (4 * SIZE))
        .isCloseTo(file.get("eom_mse").asDouble(), withPercentage(1e-8));
    for (int i = 0; i < COUNT; i++) {
      for (int component = 0; component < 4; component++) {
        for (int point = 0; point < POINTS; point++) {
          cotangents[i][component][point] +=
              outputs[1 + component][i * POINTS + point] / (4 * SIZE);
        }
      }
    }

    AdjointSolver solver = adjointCase.solver(new ReferenceBackend(), 8);
    double[] gradient =
        AdjointCase.adjoint(solver, adjointCase.record(), saveAt, cotangents)
            .parameters(solver.trainedCount());
    Arrays.setAll(gradient, i -> gradient[i] + motion[i] / (4 * SIZE));
    assertThat(gradient).hasSize(2304);
    int from = 0;
    for (double[] expected : golden.gradient) {
      double[] actual = Arrays.copyOfRange(gradient, from, from + expected.length);
      double[] error =
          IntStream.range(0, expected.length).mapToDouble(i -> actual[i] - expected[i]).toArray();
      assertThat(norm(error)).isCloseTo(0, within(1e-10 * norm(expected)));
      from += expected.length;
    }
    assertThat(from).isEqualTo(2304);
  }

  /** Of the first few steps: generated code is slow at first. */
  @Test
  void everyBackendGivesTheSameBits() {
    double[][] initial = new double[10][];
    Arrays.setAll(initial, i -> GoldenNetwork.numbers(golden.file.get("y0").get(i % COUNT)));
    SaveAt brief = new SaveAt(0, 0.2, 11);
    AdjointCase adjointCase = new AdjointCase(problem, settings, brief, golden.trained, initial);
    List<Tape> tapes = adjointCase.record();
    AdjointCase.Gradient expected =
        AdjointCase.adjoint(
            adjointCase.solver(new ReferenceBackend(), 16), tapes, brief, adjointCase.weights());
    AdjointCase.Gradient actual =
        AdjointCase.adjoint(
            adjointCase.solver(new SimdBackend(8), 16), tapes, brief, adjointCase.weights());
    assertThat(actual.totals()).usingComparator(Arrays::compare).isEqualTo(expected.totals());
    assertThat(actual.initial()).isDeepEqualTo(expected.initial());
    assertThat(Arrays.stream(expected.totals()).filter(x -> x != 0).count())
        .isEqualTo(2304L * LaneGroups.count(initial.length));
  }

  private static Double[] boxed(JsonNode numbers) {
    return Arrays.stream(GoldenNetwork.numbers(numbers)).boxed().toArray(Double[]::new);
  }

  private static double norm(double[] x) {
    return Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
  }
}

package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.backend.Kernel;
import ergode.backend.LaneGroups;
import ergode.backend.ReferenceBackend;
import ergode.backend.simd.SimdBackend;
import ergode.expr.Graph;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients of networks through the equations of motion and a whole Runge-Kutta step. */
class NetworkGradientTest {
  private static final int LANES = 11;

  /** Of steps, too: longer ones would be so sensitive that differences are worthless. */
  private static final double SCALE = 0.2;

  enum Case {
    FIELD(0, 4) {
      @Override
      Graph graph(NetworkGraphs network) {
        return network.fieldGradient();
      }
    },
    /** Inputs h, t, t + h before the state, and the first stage after it. */
    STEP(3, 28) {
      @Override
      Graph graph(NetworkGraphs network) {
        return network.stepGradient();
      }
    };

    private final int before;
    private final int outputs;

    Case(int before, int outputs) {
      this.before = before;
      this.outputs = outputs;
    }

    abstract Graph graph(NetworkGraphs network);
  }

  private static double[][] inputs(Graph graph, int lanes) {
    SplittableRandom random = new SplittableRandom(4);
    double[][] rows = new double[Graph.components(graph.inputs())][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = random.doubles(lanes, -SCALE, SCALE).toArray();
    }
    return rows;
  }

  private static double[] parameters(Graph graph) {
    double[] values =
        new SplittableRandom(5).doubles(Graph.components(graph.parameters()), -0.7, 0.7).toArray();
    values[0] = 9.8;
    values[1] = 1.1;
    return values;
  }

  /** The product of the outputs with their cotangents, which are the last inputs. */
  private static double product(
      Kernel kernel, Case which, double[][] inputs, double[] parameters, int from, int to) {
    double[][] outputs = new double[kernel.outputRows()][LANES];
    double[] totals = new double[kernel.totalCount()];
    kernel.run(inputs, parameters, outputs, totals, LANES);
    double sum = 0;
    for (int i = 0; i < which.outputs; i++) {
      double[] cotangent = inputs[inputs.length - which.outputs + i];
      for (int lane = from; lane < to; lane++) {
        sum += cotangent[lane] * outputs[i][lane];
      }
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource
  void matchDifferences(Case which) {
    Graph graph = which.graph(new NetworkGraphs(5, 2));
    Kernel kernel = new ReferenceBackend().compile(graph);
    double[][] inputs = inputs(graph, LANES);
    double[] parameters = parameters(graph);
    double[][] outputs = new double[kernel.outputRows()][LANES];
    double[] gradient = new double[kernel.totalCount()];
    kernel.run(inputs, parameters, outputs, gradient, LANES);
    assertThat(gradient).hasSize(parameters.length - 2);
    for (int i = 0; i < gradient.length; i++) {
      int at = i + 2;
      double difference =
          difference(parameters, at, () -> product(kernel, which, inputs, parameters, 0, LANES));
      assertThat(gradient[i]).as("parameter %d", i).isCloseTo(difference, within(1e-7));
    }
    for (int i = which.outputs; i < outputs.length; i++) {
      double[] row = inputs[which.before + i - which.outputs];
      double difference =
          difference(row, 3, () -> product(kernel, which, inputs, parameters, 3, 4));
      assertThat(outputs[i][3]).as("row %d of the state", i).isCloseTo(difference, within(1e-7));
    }
  }

  private interface Function {
    double value();
  }

  /** By the five-point formula; its error is far below the tolerance. */
  private static double difference(double[] values, int at, Function function) {
    double h = 1e-3;
    double before = values[at];
    double[] f = new double[4];
    for (int i = 0; i < 4; i++) {
      values[at] = before + h * new double[] {-2, -1, 1, 2}[i];
      f[i] = function.value();
    }
    values[at] = before;
    return (8 * (f[2] - f[1]) - (f[3] - f[0])) / (12 * h);
  }

  /** In one call and in several, each of whole runs of lanes, on both backends. */
  @ParameterizedTest
  @ValueSource(ints = {5, 32})
  void haveTheSameBitsOnBothBackends(int width) {
    int lanes = 2 * LaneGroups.LONGEST_RUN + 8;
    for (Case which : Case.values()) {
      Graph graph = which.graph(new NetworkGraphs(width, 3));
      double[] parameters = parameters(graph);
      double[][] inputs = inputs(graph, lanes);
      int count = Graph.components(graph.totals());
      double[][] expected = new double[Graph.components(graph.outputs())][lanes];
      double[] expectedTotals = new double[count];
      new ReferenceBackend()
          .compile(graph)
          .run(inputs, parameters, expected, expectedTotals, lanes);
      Kernel simd = new SimdBackend(8).compile(graph);
      double[][] outputs = new double[expected.length][lanes];
      double[] totals = new double[count];
      simd.run(inputs, parameters, outputs, totals, lanes);
      assertThat(outputs).isDeepEqualTo(expected);
      assertThat(totals).containsExactly(expectedTotals);
      Arrays.fill(totals, 0);
      for (int from = 0; from < lanes; from += LaneGroups.LONGEST_RUN) {
        int start = from;
        int size = Math.min(LaneGroups.LONGEST_RUN, lanes - from);
        double[][] block =
            Arrays.stream(inputs)
                .map(row -> Arrays.copyOfRange(row, start, start + size))
                .toArray(double[][]::new);
        simd.run(block, parameters, new double[expected.length][size], totals, size);
      }
      assertThat(totals).containsExactly(expectedTotals);
    }
  }
}

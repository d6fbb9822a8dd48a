package ergode.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import ergode.math.Trig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceKernelTest {
  private static final int MOST_LANES = 207;

  private final GraphBuilder graph = new GraphBuilder();
  private final Expr x = graph.input("x");
  private final Expr v = graph.input("v", 3);
  private final Expr m = graph.input("m", 9);
  private final Expr p = graph.parameter("p");
  private final Expr w = graph.parameter("w", 6);

  private final double[] parameters = {0.7, 1, -2, 3, 0.5, -0.25, 1.5};
  private final double[][] inputs = random(13, MOST_LANES);

  /** Every operation whose result may differ from lane to lane. */
  private Graph everything() {
    Expr sines = v.sin().plus(v.cos()).times(x.tanh());
    Expr smooth = v.sigmoid().minus(v.softplus()).over(v.square().plus(p).sqrt());
    Expr growth =
        v.abs().plus(graph.constant(0.1)).log().plus(v.times(0.1).exp()).plus(v.abs().pow(1.7));
    Expr kinks = v.min(x).plus(v.max(p)).plus(v.ifLess(x, v.negate(), p));
    Expr parts = graph.concat(List.of(v.slice(1, 2), x.broadcast(2), v.sum()));
    Expr products = w.matVec(2, 3, v.plus(w.transposedMatVec(2, 3, v.slice(0, 2))));
    Expr solution = graph.solve(m, v.plus(w.slice(0, 3)));
    return new Graph(
        List.of(x, v, m),
        List.of(p, w),
        List.of(sines, smooth, growth, kinks, parts, products, solution));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 64, MOST_LANES})
  void aLaneDoesNotDependOnItsBlock(int block) {
    Kernel kernel = kernel(everything());
    double[][] expected = run(kernel(everything()), inputs, MOST_LANES);
    for (int start = 0; start < MOST_LANES; start += block) {
      int lanes = Math.min(block, MOST_LANES - start);
      int[] those = IntStream.range(start, start + lanes).toArray();
      assertThat(bits(run(kernel, lanes(inputs, those), lanes)))
          .as("lanes from %d", start)
          .isDeepEqualTo(bits(lanes(expected, those)));
    }
  }

  @Test
  void aLaneDoesNotDependOnItsPlaceOrNeighbours() {
    Kernel kernel = kernel(everything());
    double[][] expected = run(kernel, inputs, MOST_LANES);
    List<Integer> order = new ArrayList<>(IntStream.range(0, MOST_LANES).boxed().toList());
    Collections.shuffle(order, new Random(3));
    int[] permutation = order.stream().mapToInt(Integer::intValue).toArray();
    assertThat(bits(run(kernel, lanes(inputs, permutation), MOST_LANES)))
        .isDeepEqualTo(bits(lanes(expected, permutation)));
  }

  @Test
  void aLaneThatIsNotANumberSpoilsNoOther() {
    double[][] spoilt = copy(inputs);
    for (double[] row : spoilt) {
      row[5] = Double.NaN;
    }
    int[] others = IntStream.range(0, MOST_LANES).filter(lane -> lane != 5).toArray();
    Kernel kernel = kernel(everything());
    assertThat(bits(lanes(run(kernel, spoilt, MOST_LANES), others)))
        .isDeepEqualTo(bits(lanes(run(kernel, inputs, MOST_LANES), others)));
  }

  @Test
  void arraysMayBeLongerThanTheBlock() {
    double[][] outputs = new double[kernel(everything()).outputRows()][MOST_LANES];
    for (double[] row : outputs) {
      Arrays.fill(row, -1);
    }
    kernel(everything()).run(inputs, parameters, outputs, 4);
    assertThat(lanes(outputs, 0, 1, 2, 3))
        .isDeepEqualTo(lanes(run(kernel(everything()), inputs, MOST_LANES), 0, 1, 2, 3));
    for (double[] row : outputs) {
      assertThat(Arrays.copyOfRange(row, 4, MOST_LANES)).containsOnly(-1);
    }
  }

  @Test
  void blocksMayGrowAndShrinkAndParametersChange() {
    Kernel kernel = kernel(everything());
    for (int lanes : new int[] {3, 50, 2, 207, 0, 1}) {
      double[] other = Arrays.stream(parameters).map(value -> value * 0.9 + 0.01 * lanes).toArray();
      double[][] outputs = new double[kernel.outputRows()][lanes];
      kernel.run(inputs, other, outputs, lanes);
      double[][] expected = new double[kernel.outputRows()][lanes];
      kernel(everything()).run(inputs, other, expected, lanes);
      assertThat(bits(outputs)).as("%d lanes", lanes).isDeepEqualTo(bits(expected));
    }
  }

  @Test
  void inputsAndParametersAreReadOnly() {
    double[][] before = copy(inputs);
    double[] parametersBefore = parameters.clone();
    run(kernel(everything()), inputs, MOST_LANES);
    assertThat(bits(inputs)).isDeepEqualTo(bits(before));
    assertThat(parameters).containsExactly(parametersBefore);
  }

  @Test
  void leavesThatNoOutputNeedsStillTakeTheirPlace() {
    Expr u = graph.input("u", 2);
    Expr unused = graph.parameter("unused", 3);
    Kernel kernel =
        kernel(new Graph(List.of(u, x), List.of(unused, p), List.of(x.plus(p), u.at(1))));
    assertThat(kernel.inputRows()).isEqualTo(3);
    assertThat(kernel.parameterCount()).isEqualTo(4);
    double[][] outputs = new double[2][2];
    kernel.run(new double[][] {{1, 2}, {3, 4}, {5, 6}}, new double[] {7, 8, 9, 10}, outputs, 2);
    assertThat(outputs).isDeepEqualTo(new double[][] {{15, 16}, {3, 4}});
  }

  @Test
  void sharedOutputsAreRepeatedInEveryLane() {
    Kernel kernel =
        kernel(new Graph(List.of(x), List.of(p), List.of(p, p.sin(), graph.constant(3, 2), p)));
    double[][] outputs = new double[5][4];
    kernel.run(new double[1][4], new double[] {0.5}, outputs, 4);
    double sine = Trig.sin(0.5);
    assertThat(outputs)
        .isDeepEqualTo(
            new double[][] {
              {0.5, 0.5, 0.5, 0.5},
              {sine, sine, sine, sine},
              {3, 3, 3, 3},
              {3, 3, 3, 3},
              {0.5, 0.5, 0.5, 0.5}
            });
  }

  @Test
  void inputsMayBeOutputs() {
    Kernel kernel = kernel(new Graph(List.of(x, v), List.of(), List.of(v, x, x)));
    double[][] outputs = new double[5][2];
    kernel.run(new double[][] {{1, 2}, {3, 4}, {5, 6}, {7, 8}}, new double[0], outputs, 2);
    assertThat(outputs).isDeepEqualTo(new double[][] {{3, 4}, {5, 6}, {7, 8}, {1, 2}, {1, 2}});
  }

  /** Both, or either alone, computed per lane or once. */
  @Test
  void aSineIsTheSameWithAndWithoutItsCosine() {
    Graph both = new Graph(List.of(x), List.of(p), List.of(x.sin(), x.cos(), p.cos(), p.sin()));
    double[] angles = IntStream.range(0, MOST_LANES).mapToDouble(i -> (i - 100) * 1.37).toArray();
    angles[0] = 1e22;
    angles[1] = -0.0;
    angles[2] = Double.POSITIVE_INFINITY;
    double[][] outputs = new double[4][MOST_LANES];
    kernel(both).run(new double[][] {angles}, new double[] {2.5}, outputs, MOST_LANES);

    List<Expr> single = List.of(x.sin(), x.cos(), p.cos(), p.sin());
    for (int i = 0; i < 4; i++) {
      double[][] alone = new double[1][MOST_LANES];
      kernel(new Graph(List.of(x), List.of(p), List.of(single.get(i))))
          .run(new double[][] {angles}, new double[] {2.5}, alone, MOST_LANES);
      assertThat(bits(alone)[0]).containsExactly(bits(outputs)[i]);
    }
    assertThat(outputs[0]).containsExactly(Arrays.stream(angles).map(Trig::sin).toArray());
    assertThat(outputs[1]).containsExactly(Arrays.stream(angles).map(Trig::cos).toArray());
  }

  @Test
  void arraysThatAreTooShortAreNamed() {
    Kernel kernel = kernel(new Graph(List.of(v), List.of(w), List.of(v), List.of(v.laneSum())));
    double[][] three = new double[3][1];
    double[] six = new double[6];
    fails(
        () -> kernel.run(new double[2][1], six, three, new double[24], 1),
        "the graph has 3 input rows, the array only 2");
    fails(
        () -> kernel.run(three, new double[5], three, new double[24], 1),
        "the graph has 6 parameters, the array only 5");
    fails(
        () -> kernel.run(three, six, new double[0][], new double[24], 1),
        "the graph has 3 output rows, the array only 0");
    fails(
        () -> kernel.run(three, six, three, new double[7], 1),
        "3 totals take 3 numbers or a multiple of that, the array has 7");
    fails(
        () -> kernel.run(three, six, three, 1),
        "3 totals take 3 numbers or a multiple of that, the array has 0");
  }

  private static void fails(Runnable code, String message) {
    assertThatIllegalArgumentException().isThrownBy(code::run).withMessage(message);
  }

  private static Kernel kernel(Graph graph) {
    return new ReferenceBackend().compile(graph);
  }

  private double[][] run(Kernel kernel, double[][] rows, int lanes) {
    double[][] outputs = new double[kernel.outputRows()][lanes];
    kernel.run(rows, parameters, outputs, lanes);
    return outputs;
  }

  private static double[][] random(int rows, int lanes) {
    Random random = new Random(1);
    double[][] values = new double[rows][];
    for (int i = 0; i < rows; i++) {
      values[i] = random.doubles(lanes, -3, 3).toArray();
    }
    return values;
  }

  private static double[][] lanes(double[][] rows, int... lanes) {
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(lanes).mapToDouble(lane -> row[lane]).toArray())
        .toArray(double[][]::new);
  }

  private static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }

  private static long[][] bits(double[][] rows) {
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(row).mapToLong(Double::doubleToLongBits).toArray())
        .toArray(long[][]::new);
  }
}

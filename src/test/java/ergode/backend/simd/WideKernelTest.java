package ergode.backend.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ergode.backend.Kernel;
import ergode.backend.ReferenceBackend;
import ergode.expr.Elementwise;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels of wide values give the bits of the reference backend, for vectors of any size. */
class WideKernelTest {
  private static final int MOST_LANES = 130;
  private static final int[] LANES = {1, 7, 8, 9, 16, 24, 64, MOST_LANES};

  /** Every operation on vectors of one size, whose operands come from everywhere. */
  private static Graph everything(int n) {
    GraphBuilder graph = new GraphBuilder();
    Expr x = graph.input("x", n);
    Expr y = graph.input("y", n);
    Expr s = graph.input("s");
    Expr p = graph.parameter("p");
    Expr w = graph.parameter("w", n);
    Expr square = graph.parameter("square", n * n);
    Expr flat = graph.parameter("flat", 3 * n);
    List<Expr> all = new ArrayList<>();
    for (Elementwise op : Elementwise.values()) {
      all.addAll(applied(op, x, y, s.broadcast(n), w));
      all.addAll(applied(op, w, s.broadcast(n), x, graph.constant(0.7, n)));
    }
    all.add(x.pow(1.7).plus(y.pow(-3)));
    all.add(x.times(p).plus(p.sin()));
    Expr ends = graph.concat(List.of(s, x.slice(0, (n + 1) / 2), w, y.slice(n / 2, n - n / 2), x));
    all.addAll(List.of(ends, ends.sin(), ends.slice(1, n).sum(), x.sum(), ends.dot(ends)));
    Expr hidden = square.matVec(n, n, x).plus(w).tanh();
    all.add(square.transposedMatVec(n, n, hidden.times(y)));
    all.add(
        flat.matVec(3, n, hidden)
            .plus(flat.transposedMatVec(3, n, graph.concat(List.of(s, p, s))).sum()));
    all.add(square.matVec(n, n, s.broadcast(n)));
    all.add(w.plus(square.matVec(n, n, y)));
    Expr product = square.transposedMatVec(n, n, y);
    all.addAll(List.of(w.plus(product), product.plus(w).plus(product), product.plus(y)));
    all.add(graph.constant(0.3, n * n).matVec(n, n, y));
    List<Expr> totals = new ArrayList<>();
    totals.add(x.outerLaneSum(hidden).plus(y.sin().outerLaneSum(x)).plus(w.outerLaneSum(y)));
    totals.add(s.outerLaneSum(x).plus(p.outerLaneSum(hidden)).plus(y.laneSum()));
    totals.add(hidden.outerLaneSum(graph.concat(List.of(s, s.cos(), p, graph.constant(2)))));
    totals.add(hidden.laneSum().plus(w.laneSum()).plus(graph.constant(3, n).laneSum()));
    totals.add(s.laneSum());
    totals.add(graph.constant(0, n));
    totals.add(p.laneSum());
    return new Graph(List.of(x, y, s), List.of(p, w, square, flat), all, totals);
  }

  /** The operation on the arguments in turn, so that each of them is every operand of it. */
  private static List<Expr> applied(Elementwise op, Expr... arguments) {
    List<Expr> results = new ArrayList<>();
    for (int i = 0; i < op.arity(); i++) {
      List<Expr> args = new ArrayList<>();
      for (int j = 0; j < op.arity(); j++) {
        args.add(arguments[(i + j) % arguments.length]);
      }
      Expr a = args.get(0);
      results.add(
          switch (op) {
            case NEG -> a.negate();
            case SQRT -> a.sqrt();
            case EXP -> a.exp();
            case LOG -> a.log();
            case SIN -> a.sin();
            case COS -> a.cos();
            case TANH -> a.tanh();
            case SIGMOID -> a.sigmoid();
            case SOFTPLUS -> a.softplus();
            case ABS -> a.abs();
            case ADD -> a.plus(args.get(1));
            case SUB -> a.minus(args.get(1));
            case MUL -> a.times(args.get(1));
            case DIV -> a.over(args.get(1));
            case MIN -> a.min(args.get(1));
            case MAX -> a.max(args.get(1));
            case FMA -> a.fma(args.get(1), args.get(2));
            case IF_LESS -> a.ifLess(args.get(1), args.get(2), args.get(3));
          });
    }
    return results;
  }

  private static double[][] random(long seed, int rows, int lanes) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] values = new double[rows][];
    for (int row = 0; row < rows; row++) {
      values[row] = random.doubles(lanes, -2, 2).toArray();
    }
    return values;
  }

  private static long[][] bits(double[]... rows) {
    return Arrays.stream(rows)
        .map(row -> BothBackends.bits(row, 0, row.length))
        .toArray(long[][]::new);
  }

  private static double[] parameters(int count) {
    return new SplittableRandom(8).doubles(count, -1, 1).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7, 8, 9, 31, 32, 33, 100})
  void agreesForVectorsOfAnySize(int size) {
    Graph graph = everything(size);
    assertThat(new SimdBackend(8).compile(graph)).isInstanceOf(WideKernel.class);
    BothBackends both = new BothBackends(graph, 8);
    double[][] inputs = random(size, both.inputRows(), MOST_LANES);
    for (int lanes : LANES) {
      both.agree(inputs, parameters(both.parameterCount()), lanes);
    }
  }

  @Test
  void productsWithoutAddendKeepTheSignOfZero() {
    GraphBuilder graph = new GraphBuilder();
    Expr x = graph.input("x", 32);
    Expr w = graph.parameter("w", 32 * 32);
    Graph product = new Graph(List.of(x), List.of(w), List.of(w.matVec(32, 32, x)));
    double[] tiny = new double[32 * 32];
    Arrays.fill(tiny, -1e-200);
    double[][] inputs = new double[32][16];
    Arrays.stream(inputs).forEach(row -> Arrays.fill(row, 1e-200));
    double[][] outputs = new double[32][16];
    new SimdBackend(4).compile(product).run(inputs, tiny, outputs, 16);
    assertThat(Double.doubleToRawLongBits(outputs[5][3]))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
    new BothBackends(product, 4).agree(inputs, tiny, 16);
  }

  @ParameterizedTest
  @CsvSource({"1, 9", "2, 9", "4, 9", "1, 33", "2, 33", "4, 33"})
  void agreesOnNarrowVectors(int width, int size) {
    BothBackends both = new BothBackends(everything(size), width);
    double[][] inputs = random(size, both.inputRows(), MOST_LANES);
    for (int lanes : new int[] {1, 7, 24}) {
      both.agree(inputs, parameters(both.parameterCount()), lanes);
    }
  }

  /** Blocks that a kernel makes of many lanes must not move a lane to another group. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 16, 17})
  void agreesInAnyNumberOfGroups(int groups) {
    BothBackends both = new BothBackends(everything(9), 8);
    double[][] inputs = random(5, both.inputRows(), 300);
    for (int lanes : new int[] {5, 64, 77, 129, 300}) {
      both.agree(inputs, parameters(both.parameterCount()), lanes, groups);
    }
  }

  /** In every place of a vector, beside lanes that hold ordinary numbers or other special ones. */
  @Test
  void agreesAtSpecialValues() {
    BothBackends both = new BothBackends(everything(9), 8);
    for (int stride = 1; stride < BothBackends.strides(); stride += 12) {
      both.agreeAtSpecialValues(stride);
    }
    double[][] inputs = random(6, both.inputRows(), 17);
    double[] special = BothBackends.special();
    for (int i = 0; i < special.length; i += 5) {
      double[][] spoilt = Arrays.stream(inputs).map(double[]::clone).toArray(double[][]::new);
      for (double[] row : spoilt) {
        row[i % 17] = special[i];
      }
      both.agree(spoilt, parameters(both.parameterCount()), 17);
    }
  }

  @Test
  void blocksMayGrowAndShrinkAndParametersChange() {
    Graph graph = everything(9);
    Kernel kernel = new SimdBackend(8).compile(graph);
    Kernel reference = new ReferenceBackend().compile(graph);
    for (int lanes : new int[] {3, 50, 2, 207, 0, 1}) {
      double[] parameters = parameters(kernel.parameterCount());
      for (int change = 0; change < 2; change++) {
        parameters[change] += 0.1 * lanes;
        double[][] inputs = random(lanes, kernel.inputRows(), lanes);
        double[][] outputs = new double[kernel.outputRows()][lanes];
        double[][] expected = new double[kernel.outputRows()][lanes];
        double[] totals = new double[kernel.totalCount()];
        double[] expectedTotals = totals.clone();
        kernel.run(inputs, parameters, outputs, totals, lanes);
        reference.run(inputs, parameters, expected, expectedTotals, lanes);
        assertThat(bits(outputs)).as("%d lanes", lanes).isDeepEqualTo(bits(expected));
        assertThat(bits(totals)).as("%d lanes", lanes).isDeepEqualTo(bits(expectedTotals));
      }
    }
  }

  /** As a solver moves a trajectory on in place; each block before the next is read. */
  @Test
  void outputRowsMayBeInputRows() {
    GraphBuilder builder = new GraphBuilder();
    Expr x = builder.input("x", 10);
    Expr w = builder.parameter("w", 100);
    Graph graph =
        new Graph(List.of(x), List.of(w), List.of(w.matVec(10, 10, x).sin()), List.of(x.laneSum()));
    double[][] rows = random(4, 10, 150);
    double[] parameters = parameters(100);
    double[][] expected = new double[10][150];
    double[] expectedTotals = new double[10];
    new ReferenceBackend().compile(graph).run(rows, parameters, expected, expectedTotals, 150);
    double[] totals = new double[10];
    List<double[]> shuffled = new ArrayList<>(List.of(rows));
    shuffled.add(shuffled.remove(0));
    new SimdBackend(8)
        .compile(graph)
        .run(rows, parameters, shuffled.toArray(double[][]::new), totals, 150);
    assertThat(shuffled.toArray(double[][]::new)).isDeepEqualTo(expected);
    assertThat(totals).containsExactly(expectedTotals);
  }

  /** What has no vector form is left to the reference backend, and so are longer vectors. */
  @Test
  void otherGraphsAreLeftToTheReference() {
    GraphBuilder builder = new GraphBuilder();
    Expr x = builder.input("x", 9);
    Expr sum = x.laneSum();
    Graph nested = new Graph(List.of(x), List.of(), List.of(x.times(sum)), List.of(sum));
    Graph solve =
        new Graph(List.of(x), List.of(), List.of(builder.solve(x, x.slice(0, 3))), List.of(sum));
    Graph mixed =
        new Graph(
            List.of(x),
            List.of(),
            List.of(),
            List.of(sum.plus(x.slice(0, 3).outerLaneSum(x.slice(0, 3)))));
    for (Graph graph : List.of(nested, solve, mixed)) {
      assertThat(new SimdBackend(8).compile(graph)).isNotInstanceOf(WideKernel.class);
      new BothBackends(graph, 8).agree(random(1, 9, 20), new double[0], 20);
    }
    assertThat(new SimdBackend(16).compile(everything(9))).isNotInstanceOf(WideKernel.class);
  }

  @Test
  void arraysThatAreTooShortAreNamed() {
    Kernel kernel = new SimdBackend(8).compile(everything(1));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                kernel.run(
                    new double[3][1],
                    new double[kernel.parameterCount()],
                    new double[kernel.outputRows()][1],
                    1))
        .withMessage(
            "%d totals take %d numbers or a multiple of that, the array has 0"
                .formatted(kernel.totalCount(), kernel.totalCount()));
  }
}

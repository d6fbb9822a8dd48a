package ergode.backend.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ergode.backend.Kernel;
import ergode.backend.ReferenceBackend;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a kernel promises beyond the values of its operations; see {@link Kernel}. */
class SimdKernelTest {
  private static final int ROWS = 12;
  private static final int WIDTH = 8;

  private final GraphBuilder graph = new GraphBuilder();
  private final Expr v = graph.input("v", ROWS);
  private final Expr p = graph.parameter("p", 3);

  /** Several loops, in which every output depends on inputs that later loops need as well. */
  private Graph chain() {
    List<Expr> outputs = new ArrayList<>();
    Expr sum = graph.constant(0.5);
    for (int i = 0; i < ROWS; i++) {
      sum = sum.times(p.at(i % 3)).plus(v.at(i).sin()).tanh().plus(v.at(ROWS - 1 - i).exp());
      outputs.add(sum);
    }
    return new Graph(List.of(v), List.of(p), List.of(graph.concat(outputs)));
  }

  private static double[][] random(long seed, int rows, int lanes) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] values = new double[rows][];
    for (int row = 0; row < rows; row++) {
      values[row] = random.doubles(lanes, -2, 2).toArray();
    }
    return values;
  }

  private static long[][] bits(double[][] rows) {
    return Arrays.stream(rows)
        .map(row -> BothBackends.bits(row, 0, row.length))
        .toArray(long[][]::new);
  }

  @Test
  void thisGraphTakesSeveralLoops() {
    assertThat(new KernelPlan(chain()).loops()).hasSizeGreaterThanOrEqualTo(4);
  }

  /** As the solver's kernels do, which move a trajectory on in place. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void outputRowsMayBeInputRows(int width) {
    Kernel kernel = new SimdBackend(width).compile(chain());
    Kernel reference = new ReferenceBackend().compile(chain());
    Random shuffle = new Random(7);
    double[] parameters = {0.3, -0.4, 0.2};
    for (int trial = 0; trial < 50; trial++) {
      double[][] inputs = random(trial, ROWS, 24);
      double[][] expected = new double[ROWS][24];
      reference.run(inputs, parameters, expected, 21);
      List<double[]> rows = new ArrayList<>(List.of(inputs));
      for (int fresh = 0; fresh < 2; fresh++) {
        rows.set(shuffle.nextInt(ROWS), new double[24]);
      }
      Collections.shuffle(rows, shuffle);
      double[][] outputs = rows.toArray(double[][]::new);
      kernel.run(inputs, parameters, outputs, 21);
      for (int row = 0; row < ROWS; row++) {
        assertThat(BothBackends.bits(outputs[row], 0, 21))
            .as("row %d of trial %d", row, trial)
            .containsExactly(BothBackends.bits(expected[row], 0, 21));
      }
    }
  }

  @Test
  void blocksMayGrowAndShrinkAndParametersChange() {
    Kernel kernel = new SimdBackend(WIDTH).compile(chain());
    Kernel reference = new ReferenceBackend().compile(chain());
    for (int lanes : new int[] {3, 50, 2, 207, 0, 1}) {
      double[] parameters = {0.1 * lanes, 0.7, -0.01 * lanes};
      double[][] outputs = new double[ROWS][lanes];
      kernel.run(random(5, ROWS, lanes), parameters, outputs, lanes);
      double[][] expected = new double[ROWS][lanes];
      reference.run(random(5, ROWS, lanes), parameters, expected, lanes);
      assertThat(bits(outputs)).as("%d lanes", lanes).isDeepEqualTo(bits(expected));
      parameters[0] += 1;
      kernel.run(random(5, ROWS, lanes), parameters, outputs, lanes);
      reference.run(random(5, ROWS, lanes), parameters, expected, lanes);
      assertThat(bits(outputs)).as("other parameters").isDeepEqualTo(bits(expected));
    }
  }

  /** They share a class, but no memory. */
  @Test
  void kernelsOfOneGraphServeManyThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<long[][]>> tasks = new ArrayList<>();
      List<long[][]> expected = new ArrayList<>();
      for (int task = 0; task < 16; task++) {
        double[][] inputs = random(task, ROWS, 40);
        double[] parameters = {0.1 * task, -0.2, 0.3};
        Graph shared = chain();
        double[][] values = new double[ROWS][40];
        new ReferenceBackend().compile(shared).run(inputs, parameters, values, 40);
        expected.add(bits(values));
        tasks.add(
            () -> {
              Kernel kernel = new SimdBackend(WIDTH).compile(shared);
              double[][] outputs = new double[ROWS][40];
              for (int repeat = 0; repeat < 20; repeat++) {
                kernel.run(inputs, parameters, outputs, 40);
              }
              return bits(outputs);
            });
      }
      List<Future<long[][]>> results = threads.invokeAll(tasks);
      for (int task = 0; task < results.size(); task++) {
        assertThat(results.get(task).get()).isDeepEqualTo(expected.get(task));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Outputs without a loop, beside one with; what no output needs still takes its place. */
  @Test
  void sharedValuesConstantsAndInputsMayBeOutputs() {
    List<Expr> outputs = new ArrayList<>(List.of(v.at(3), p, p.at(1).sin(), v.at(0).cos(), v));
    for (double special : BothBackends.special()) {
      outputs.add(graph.constant(special));
      outputs.add(v.at(1).times(special));
      outputs.add(p.at(0).times(special));
    }
    Expr unused = graph.input("unused", 2);
    Expr free = graph.parameter("free", 2);
    for (List<Expr> some : List.of(outputs, outputs.subList(0, 3), List.<Expr>of())) {
      BothBackends both =
          new BothBackends(
              new Graph(List.of(unused, v), List.of(free, p), some), BothBackends.WIDTHS);
      for (int lanes : new int[] {0, 1, 7, 8, 9}) {
        both.agree(random(2, ROWS + 2, 9), new double[] {5, 6, 0.5, 2, -3}, lanes);
      }
    }
  }

  @Test
  void arraysThatAreTooShortAreNamed() {
    Kernel kernel = new SimdBackend(WIDTH).compile(chain());
    double[][] rows = new double[ROWS][8];
    double[][] few = new double[ROWS - 1][8];
    double[] parameters = new double[3];
    fails(
        () -> kernel.run(few, parameters, rows, 8),
        "the graph has 12 input rows, the array only 11");
    fails(
        () -> kernel.run(rows, new double[2], rows, 8),
        "the graph has 3 parameters, the array only 2");
    fails(
        () -> kernel.run(rows, parameters, few, 8),
        "the graph has 12 output rows, the array only 11");
  }

  private static void fails(Runnable code, String message) {
    assertThatIllegalArgumentException().isThrownBy(code::run).withMessage(message);
  }
}

package ergode.network;

import ergode.backend.Backends;
import ergode.backend.Backends.Choice;
import ergode.backend.Backends.Selection;
import ergode.backend.Kernel;
import ergode.backend.ReferenceBackend;
import ergode.expr.Contraction;
import ergode.expr.Derivatives;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The gradient of a network's output by its input and, summed over lanes, by its parameters. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class NetworkKernelBenchmark {
  private static final int INPUTS = 4;

  @Param({"16", "128"})
  public int lanes;

  @Param({"32", "64"})
  public int width;

  private double[][] inputs;
  private double[][] outputs;
  private double[] parameters;
  private double[] totals;
  private Kernel reference;
  private Kernel simd;

  @Setup
  public void setUp() {
    Selection selection = Backends.select(Choice.SIMD);
    if (selection.isFallback()) {
      throw new IllegalStateException("nothing to compare with: " + selection.reason());
    }
    Mlp network = new Mlp(INPUTS, 1, width, 3, Activation.TANH, false, false);
    Graph graph = gradient(network);
    reference = new ReferenceBackend().compile(graph);
    simd = selection.backend().compile(graph);
    SplittableRandom random = new SplittableRandom(1);
    inputs = new double[INPUTS][];
    for (int row = 0; row < INPUTS; row++) {
      inputs[row] = random.doubles(lanes, -1, 1).toArray();
    }
    parameters = network.initial(1, false);
    outputs = new double[INPUTS][lanes];
    totals = new double[simd.totalCount()];
  }

  private static Graph gradient(Mlp network) {
    GraphBuilder graph = new GraphBuilder();
    Expr x = graph.input("x", INPUTS);
    Expr value = network.apply(x);
    List<Expr> wrt = new ArrayList<>(List.of(x));
    for (Tensor tensor : network.layout().tensors()) {
      wrt.add(graph.parameter(tensor.name(), tensor.size()));
    }
    List<Expr> gradient = Derivatives.vjp(List.of(value), List.of(graph.constant(1)), wrt);
    return Contraction.of(
        new Graph(
            List.of(x),
            wrt.subList(1, wrt.size()),
            gradient.subList(0, 1),
            gradient.subList(1, gradient.size())));
  }

  /** What was timed gave the right bits, to the last call. */
  @TearDown
  public void check() {
    double[] expected = new double[totals.length];
    double[][] expectedOutputs = new double[INPUTS][lanes];
    reference.run(inputs, parameters, expectedOutputs, expected, lanes);
    Arrays.fill(totals, 0);
    simd.run(inputs, parameters, outputs, totals, lanes);
    if (!Arrays.equals(expected, totals) || !Arrays.deepEquals(expectedOutputs, outputs)) {
      throw new IllegalStateException("not what the reference backend computes");
    }
  }

  @Benchmark
  public double[] reference() {
    reference.run(inputs, parameters, outputs, totals, lanes);
    return totals;
  }

  @Benchmark
  public double[] simd() {
    simd.run(inputs, parameters, outputs, totals, lanes);
    return totals;
  }
}

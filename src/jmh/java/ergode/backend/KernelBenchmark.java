package ergode.backend;

import ergode.backend.Backends.Choice;
import ergode.backend.Backends.Selection;
import ergode.expr.Graph;
import ergode.mechanics.DoublePendulum;
import java.util.Arrays;
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

/** The right-hand side of the double pendulum over a block of lanes, with and without vectors. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
  private static final double[] PARAMETERS = {1, 1, 1, 1, 9.8};

  /** Room for a whole number of vectors, as a solver's rows have. */
  private static final int ROUNDING = 16;

  @Param({"1", "7", "8", "64", "207"})
  public int lanes;

  private double[][] state;
  private double[][] derivative;
  private Kernel reference;
  private Kernel simd;

  @Setup
  public void setUp() {
    DoublePendulum pendulum = new DoublePendulum();
    Graph graph = pendulum.equationsOfMotion().rhs(pendulum.parameterNames());
    Selection selection = Backends.select(Choice.SIMD);
    if (selection.isFallback()) {
      throw new IllegalStateException("nothing to compare with: " + selection.reason());
    }
    reference = new ReferenceBackend().compile(graph);
    simd = selection.backend().compile(graph);
    int room = (lanes + ROUNDING - 1) / ROUNDING * ROUNDING;
    SplittableRandom random = new SplittableRandom(1);
    state = new double[4][];
    for (int row = 0; row < state.length; row++) {
      state[row] = random.doubles(room, -3, 3).toArray();
    }
    derivative = new double[4][room];
  }

  /** What was timed gave the right bits, to the last call. */
  @TearDown
  public void check() {
    double[][] expected = new double[4][lanes];
    reference.run(state, PARAMETERS, expected, lanes);
    for (int row = 0; row < expected.length; row++) {
      if (!Arrays.equals(expected[row], 0, lanes, derivative[row], 0, lanes)) {
        throw new IllegalStateException("row " + row + " is not that of the reference backend");
      }
    }
  }

  @Benchmark
  public double[][] reference() {
    reference.run(state, PARAMETERS, derivative, lanes);
    return derivative;
  }

  @Benchmark
  public double[][] simd() {
    simd.run(state, PARAMETERS, derivative, lanes);
    return derivative;
  }
}

package ergode.backend;

import ergode.mechanics.DoublePendulum;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The right-hand side of the double pendulum, per lane. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
  private static final int LANES = 64;
  private static final double[] PARAMETERS = {1, 1, 1, 1, 9.8};

  private final double[][] state = new double[4][LANES];
  private final double[][] derivative = new double[4][LANES];
  private Kernel kernel;

  @Setup
  public void setUp() {
    DoublePendulum pendulum = new DoublePendulum();
    kernel =
        new ReferenceBackend().compile(pendulum.equationsOfMotion().rhs(pendulum.parameterNames()));
    for (int lane = 0; lane < LANES; lane++) {
      state[0][lane] = 0.02 * lane;
      state[1][lane] = -0.01 * lane;
    }
    kernel.run(state, PARAMETERS, derivative, LANES);
    // at rest with theta1 = theta2 = 0 nothing accelerates
    if (derivative[2][0] != 0 || derivative[3][0] != 0) {
      throw new IllegalStateException("the pendulum does not hang still");
    }
  }

  @Benchmark
  @OperationsPerInvocation(LANES)
  public double[][] reference() {
    kernel.run(state, PARAMETERS, derivative, LANES);
    return derivative;
  }
}

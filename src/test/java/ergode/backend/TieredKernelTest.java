package ergode.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TieredKernelTest {
  private static final int LANES = 3;
  private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(60);

  /** Doubles its row and counts its runs on the thread of the test. */
  private static final class Doubling implements Kernel {
    private final long nanos;
    private final Thread user = Thread.currentThread();
    private int runs;
    private volatile int widest;

    Doubling(long nanos) {
      this.nanos = nanos;
    }

    @Override
    public int inputRows() {
      return 1;
    }

    @Override
    public int parameterCount() {
      return 0;
    }

    @Override
    public int outputRows() {
      return 1;
    }

    @Override
    public int totalCount() {
      return 0;
    }

    @Override
    public void run(
        double[][] inputs, double[] parameters, double[][] outputs, double[] totals, int lanes) {
      long end = System.nanoTime() + nanos;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      for (int lane = 0; lane < lanes; lane++) {
        outputs[0][lane] = 2 * inputs[0][lane];
      }
      widest = Math.max(widest, lanes);
      if (Thread.currentThread() == user) {
        runs++;
      }
    }
  }

  private static void runUntil(Kernel kernel, BooleanSupplier done) {
    long start = System.nanoTime();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime() - start).as("ns waited").isLessThan(TIMEOUT);
      run(kernel);
    }
  }

  /** In place, as the control of a step is. */
  private static void run(Kernel kernel) {
    double[][] rows = {{1, 2, 3}};
    kernel.run(rows, new double[0], rows, LANES);
    assertThat(rows[0]).containsExactly(2, 4, 6);
  }

  @Test
  void goesOverToTheFastKernelOnceItIsWarm() {
    Doubling slow = new Doubling(200_000);
    Doubling fast = new Doubling(0);
    Promotion promotion = new Promotion(0, TIMEOUT);
    TieredKernel kernel = new TieredKernel(slow, () -> fast, promotion);
    run(kernel);
    assertThat(slow.runs).isEqualTo(1);
    assertThat(fast.runs).isZero();
    runUntil(kernel, () -> fast.runs > 0);
    int before = slow.runs;
    run(kernel);
    assertThat(slow.runs).isEqualTo(before);
    assertThat(promotion.state()).isEqualTo(Promotion.State.FAST);
  }

  @Test
  void aKernelThatIsNotFasterIsNotUsed() {
    Doubling quick = new Doubling(0);
    CountDownLatch measured = new CountDownLatch(100);
    Supplier<Kernel> sluggish =
        () -> {
          await(measured);
          return new Doubling(5_000_000);
        };
    Promotion promotion = new Promotion(0, TimeUnit.MILLISECONDS.toNanos(20));
    TieredKernel kernel = new TieredKernel(quick, sluggish, promotion);
    while (measured.getCount() > 0) {
      run(kernel);
      measured.countDown();
    }
    runUntil(kernel, () -> promotion.state() == Promotion.State.GIVEN_UP);
    int before = quick.runs;
    run(kernel);
    assertThat(quick.runs).isEqualTo(before + 1);
  }

  /** Vectors cost the same for one lane as for a whole one: a fair comparison needs full blocks. */
  @Test
  void blocksOfOneSizeAreCompared() {
    Doubling fast = new Doubling(0);
    Promotion promotion = new Promotion(0, TIMEOUT);
    promotion.compareWith(1_000_000, 64);
    promotion.beginIfDue(() -> fast, new double[][] {{1, 2, 3}}, new double[0], 1);
    runUntil(
        new TieredKernel(new Doubling(200_000), () -> fast, promotion),
        () -> promotion.state() == Promotion.State.FAST);
    assertThat(fast.widest).isEqualTo(64);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aShortJobMakesNoFastKernel() {
    Doubling slow = new Doubling(0);
    Supplier<Kernel> never =
        () -> {
          throw new AssertionError("not due");
        };
    TieredKernel kernel = new TieredKernel(slow, never, new Promotion(Long.MAX_VALUE, TIMEOUT));
    for (int i = 0; i < 100; i++) {
      run(kernel);
    }
    assertThat(slow.runs).isEqualTo(100);
  }

  @Test
  void aFastKernelThatCannotBeMadeFailsTheJob() {
    Supplier<Kernel> broken =
        () -> {
          throw new IllegalStateException("a generated kernel does not compile");
        };
    TieredKernel kernel = new TieredKernel(new Doubling(0), broken, new Promotion(0, TIMEOUT));
    assertThatThrownBy(() -> runUntil(kernel, () -> false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a generated kernel does not compile");
  }

  /** Lanes are added to the totals by one kernel or the other, and none twice. */
  @Test
  void totalsAreTheSameAfterTheChange() {
    GraphBuilder builder = new GraphBuilder();
    Expr x = builder.input("x", 20);
    Expr w = builder.parameter("w", 400);
    Expr y = w.matVec(20, 20, x).tanh();
    Graph graph = new Graph(List.of(x), List.of(w), List.of(y), List.of(y.outerLaneSum(x)));
    SplittableRandom random = new SplittableRandom(1);
    double[][] inputs = new double[20][];
    for (int row = 0; row < inputs.length; row++) {
      inputs[row] = random.doubles(11, -1, 1).toArray();
    }
    double[] parameters = random.doubles(400, -1, 1).toArray();
    Kernel reference = new ReferenceBackend().compile(graph);
    // in vectors of this machine's width: others are emulated, and slower than plain Java
    Backend simd = Backends.select(Backends.Choice.SIMD).backend();
    Promotion promotion = new Promotion(0, TIMEOUT);
    TieredKernel kernel =
        new TieredKernel(
            new ReferenceBackend().compile(graph), () -> simd.compile(graph), promotion);
    double[] totals = new double[400];
    double[] expected = totals.clone();
    long start = System.nanoTime();
    for (int after = 0; after < 3; after += promotion.state() == Promotion.State.FAST ? 1 : 0) {
      assertThat(System.nanoTime() - start).as("ns waited").isLessThan(TIMEOUT);
      kernel.run(inputs, parameters, new double[20][11], totals, 11);
      reference.run(inputs, parameters, new double[20][11], expected, 11);
      assertThat(totals).containsExactly(expected);
    }
  }
}

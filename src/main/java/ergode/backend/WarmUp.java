package ergode.backend;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Makes a kernel and runs it in the background, on a copy of real data, until it is faster than the
 * one that does its work meanwhile. All warm-ups of a JVM take turns on one thread.
 */
final class WarmUp {
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** After so much time the kernel is given up: something keeps the compiler from it. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final AtomicLong SLOW_NANOS = new AtomicLong();
  private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());
  private static final ThreadPoolExecutor THREAD =
      new ThreadPoolExecutor(
          1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), WarmUp::newThread);

  static {
    THREAD.allowCoreThreadTimeOut(true);
  }

  private final long dueNanos;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile boolean over;

  /** Least time of the slow kernel so far, ns per lane. */
  private volatile double slow = Double.POSITIVE_INFINITY;

  /**
   * A warm-up that has not begun.
   *
   * @param dueNanos it begins once all slow kernels of this JVM together have taken so long
   */
  WarmUp(long dueNanos) {
    this.dueNanos = dueNanos;
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "ergode-warm-up");
    thread.setDaemon(true);
    return thread;
  }

  /** Whether the kernel is the faster one by now. */
  boolean isOver() {
    return over;
  }

  /** Starts the warm-up when it is time, once; the data is copied. */
  void beginIfDue(Supplier<Kernel> kernel, double[][] inputs, double[] parameters, int lanes) {
    if (SLOW_NANOS.get() >= dueNanos && begun.compareAndSet(false, true)) {
      double[][] copies = new double[inputs.length][];
      for (int row = 0; row < copies.length; row++) {
        copies[row] = inputs[row].clone();
      }
      double[] values = parameters.clone();
      THREAD.execute(() -> make(kernel, copies, values, lanes));
    }
  }

  private void make(Supplier<Kernel> kernel, double[][] inputs, double[] parameters, int lanes) {
    try {
      new Turn(kernel.get(), inputs, parameters, lanes).run();
    } catch (RuntimeException | LinkageError e) {
      over = true; // who uses a kernel that cannot be made shall see why
    }
  }

  /** Tells how long the slow kernel took. */
  void compareWith(long nanos, int lanes) {
    SLOW_NANOS.addAndGet(nanos);
    double perLane = (double) nanos / Math.max(1, lanes);
    if (perLane < slow) {
      slow = perLane; // of two threads that tell at once, either will do
    }
  }

  /** The kernel's turns on the thread. */
  private final class Turn implements Runnable {
    private final Kernel kernel;
    private final double[][] inputs;
    private final double[] parameters;
    private final double[][] outputs;
    private final double[] totals;
    private final int lanes;
    private long spent;

    Turn(Kernel kernel, double[][] inputs, double[] parameters, int lanes) {
      this.kernel = kernel;
      this.inputs = inputs;
      this.parameters = parameters;
      this.lanes = lanes;
      int room = lanes;
      for (double[] row : inputs) {
        room = Math.max(room, row.length);
      }
      outputs = new double[kernel.outputRows()][room];
      totals = new double[kernel.totalCount()];
    }

    @Override
    public void run() {
      long start = System.nanoTime();
      long now = start;
      long least = Long.MAX_VALUE;
      do {
        kernel.run(inputs, parameters, outputs, totals, lanes);
        long end = System.nanoTime();
        least = Math.min(least, end - now);
        now = end;
      } while (now - start < TURN_NANOS);
      spent += now - start;
      if (kernel instanceof ReferenceKernel || (double) least / Math.max(1, lanes) < slow) {
        over = true;
      } else if (spent < PATIENCE_NANOS) {
        THREAD.execute(this);
      } else {
        LOG.log(
            System.Logger.Level.WARNING,
            "vector code is still slower than plain Java after {0} s and is not used: is the"
                + " just-in-time compiler limited on this machine?",
            TimeUnit.NANOSECONDS.toSeconds(spent));
      }
    }
  }
}

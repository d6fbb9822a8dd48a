package ergode.backend;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a fast kernel and runs it in the background, on a copy of real data, until it is faster
 * than the slow one that does its work meanwhile. All promotions of a JVM take turns on one thread.
 */
final class Promotion {
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** Rows have room for whole vectors of up to so many lanes. */
  private static final int ROUNDING = 16;

  private static final AtomicLong SLOW_NANOS = new AtomicLong();
  private static final System.Logger LOG = System.getLogger(Promotion.class.getName());
  private static final ThreadPoolExecutor THREAD =
      new ThreadPoolExecutor(
          1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Promotion::newThread);

  static {
    THREAD.allowCoreThreadTimeOut(true);
  }

  /** Which kernel is to be used. */
  enum State {
    SLOW,
    FAST,
    /** The slow one for good: something keeps the compiler from the fast one. */
    GIVEN_UP
  }

  private final long dueNanos;
  private final long patienceNanos;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile State state = State.SLOW;

  /** Largest block so far, and the slow kernel's least time for one of that size, ns. */
  private int lanes;

  private long slowNanos = Long.MAX_VALUE;

  /**
   * A promotion that has not begun.
   *
   * @param dueNanos it begins once all slow kernels of this JVM together have run so long
   * @param patienceNanos it is given up once the fast kernel has run so long
   */
  Promotion(long dueNanos, long patienceNanos) {
    this.dueNanos = dueNanos;
    this.patienceNanos = patienceNanos;
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "ergode-promotion");
    thread.setDaemon(true);
    return thread;
  }

  State state() {
    return state;
  }

  /** Begins when it is time, once; the data is copied. */
  void beginIfDue(Supplier<Kernel> fast, double[][] inputs, double[] parameters, int active) {
    if (active > 0 && SLOW_NANOS.get() >= dueNanos && begun.compareAndSet(false, true)) {
      double[][] copies = new double[inputs.length][];
      for (int row = 0; row < copies.length; row++) {
        copies[row] = repeated(inputs[row], active, Math.max(active, lanes()));
      }
      THREAD.execute(new Turn(fast, copies, parameters.clone()));
    }
  }

  /** The active lanes over and over, so that a call with few lanes makes a full block. */
  private static double[] repeated(double[] row, int active, int lanes) {
    double[] copy = new double[(lanes + ROUNDING - 1) / ROUNDING * ROUNDING];
    for (int lane = 0; lane < copy.length; lane++) {
      copy[lane] = row[lane % active];
    }
    return copy;
  }

  /** Tells how long the slow kernel took for a block. */
  void compareWith(long nanos, int active) {
    SLOW_NANOS.addAndGet(nanos);
    synchronized (this) {
      if (active > lanes) {
        lanes = active;
        slowNanos = nanos;
      } else if (active == lanes) {
        slowNanos = Math.min(slowNanos, nanos);
      }
    }
  }

  private synchronized int lanes() {
    return lanes;
  }

  /** Compares per lane: the largest block may have grown since the data was copied. */
  private synchronized boolean isFaster(long nanos, int block) {
    return lanes > 0 && (double) nanos / block < (double) slowNanos / lanes;
  }

  /** The fast kernel's turns on the thread. */
  private final class Turn implements Runnable {
    private final Supplier<Kernel> fast;
    private final double[][] inputs;
    private final double[] parameters;
    private @Nullable Kernel kernel;
    private double[][] outputs = {};
    private double[] totals = {};
    private long spent;

    Turn(Supplier<Kernel> fast, double[][] inputs, double[] parameters) {
      this.fast = fast;
      this.inputs = inputs;
      this.parameters = parameters;
    }

    @Override
    public void run() {
      try {
        if (kernel == null) {
          kernel = fast.get();
          outputs = new double[kernel.outputRows()][block()];
          totals = new double[kernel.totalCount()];
        }
        take(kernel);
      } catch (Throwable e) {
        state = State.FAST; // who uses a kernel that fails shall see how it fails
      }
    }

    private int block() {
      return inputs.length == 0 ? ROUNDING : inputs[0].length;
    }

    private void take(Kernel made) {
      int block = block();
      long least = Long.MAX_VALUE;
      long start = System.nanoTime();
      long now = start;
      do {
        made.run(inputs, parameters, outputs, totals, block);
        long end = System.nanoTime();
        least = Math.min(least, end - now);
        now = end;
      } while (now - start < TURN_NANOS);
      spent += now - start;
      if (made instanceof ReferenceKernel || isFaster(least, block)) {
        state = State.FAST;
      } else if (spent < patienceNanos) {
        THREAD.execute(this);
      } else {
        state = State.GIVEN_UP;
        LOG.log(
            System.Logger.Level.WARNING,
            "vector code is still slower than plain Java after {0} s and is not used: is the"
                + " just-in-time compiler limited on this machine?",
            TimeUnit.NANOSECONDS.toSeconds(spent));
      }
    }
  }
}

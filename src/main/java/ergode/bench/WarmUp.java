package ergode.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;

/**
 * A warm-up that is over.
 *
 * @param settled whether the compiler had come to rest and the speed no longer changed
 * @param rate work per second of wall time at its end
 */
public record WarmUp(double seconds, boolean settled, double rate) {

  /** Blocks in a row at one speed, without the compiler, that count as settled. */
  private static final int STEADY = 3;

  private static final double SAME_SPEED = 0.1;

  /** Part of a block's time that the compiler may spend on other things, such as its own ends. */
  private static final double IDLE_COMPILER = 0.02;

  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e3;

  /** Work of a given size. */
  @FunctionalInterface
  public interface Block<E extends Exception> {
    Timing run(long size) throws E;
  }

  /**
   * Runs blocks of work until their speed settles: a fresh kernel is interpreted for its first
   * second or two, a hundred times slower.
   *
   * @param size of the first block; later ones grow to a few per second of warm-up
   * @param most size of a block
   */
  public static <E extends Exception> WarmUp of(Effort effort, long size, long most, Block<E> block)
      throws E {
    long start = System.nanoTime();
    long n = size;
    int steady = 0;
    double speed = 0;
    while (true) {
      double compiling = compilerSeconds();
      Timing timing = block.run(n);
      boolean idle = compilerSeconds() - compiling <= IDLE_COMPILER * timing.wallSeconds();
      // processor time does not see what else the machine does
      double now = timing.work() / Math.max(timing.cpuSeconds(), Double.MIN_NORMAL);
      steady = idle && Math.abs(now - speed) <= SAME_SPEED * now ? steady + 1 : 0;
      speed = now;
      double elapsed = (System.nanoTime() - start) / NANOS;
      boolean settled = steady >= STEADY;
      if (elapsed >= effort.patience() || (settled && elapsed >= effort.warmUpSeconds())) {
        return new WarmUp(elapsed, settled, timing.rate());
      }
      if (timing.wallSeconds() < effort.warmUpSeconds() / (2 * STEADY)) {
        n = Math.min(most, 2 * n);
      }
    }
  }

  private static double compilerSeconds() {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    return compiler != null && compiler.isCompilationTimeMonitoringSupported()
        ? compiler.getTotalCompilationTime() / MILLIS
        : 0;
  }

  /** For the figures measured after it. */
  public Map<String, Object> conditions() {
    return Map.of("warm_up_seconds", seconds, "warm_up_settled", settled);
  }
}

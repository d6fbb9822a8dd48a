package ergode.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/**
 * What some work took.
 *
 * @param work how much it was, in the unit of the figure
 * @param cpuSeconds of the threads that did it
 */
public record Timing(double work, double wallSeconds, double cpuSeconds) {
  private static final double NANOS = 1e9;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Work that says how much it was. */
  @FunctionalInterface
  public interface Work<E extends Exception> {
    double run() throws E;
  }

  /**
   * Times work.
   *
   * @param cpuNanos clock of the processor time it takes, ns
   */
  public static <E extends Exception> Timing of(LongSupplier cpuNanos, Work<E> work) throws E {
    long cpu = cpuNanos.getAsLong();
    long wall = System.nanoTime();
    double done = work.run();
    double wallSeconds = (System.nanoTime() - wall) / NANOS;
    return new Timing(done, wallSeconds, (cpuNanos.getAsLong() - cpu) / NANOS);
  }

  /** Times work that this thread does by itself; without processor time where Java tells none. */
  public static <E extends Exception> Timing ofThisThread(Work<E> work) throws E {
    return of(
        () -> THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : 0,
        work);
  }

  /** Times work that all threads of this process share; without processor time as well. */
  public static <E extends Exception> Timing ofThisProcess(Work<E> work) throws E {
    return of(
        () ->
            ManagementFactory.getOperatingSystemMXBean()
                    instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0,
        work);
  }

  /** Work per second of wall time. */
  public double rate() {
    return work / wallSeconds;
  }
}

package ergode.bench;

import ergode.backend.Backend;
import ergode.data.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * How the time of an integration in memory grows with the number of trajectories, the number of
 * save points and the tolerance, on one core and on two.
 */
public final class CostModel {
  public static final String COST = "cost_seconds";

  /** Condition that names what a line belongs to: one of the next three, which are conditions. */
  public static final String VARIED = "varied";

  public static final String TRAJECTORIES = "trajectories";
  public static final String SAVE_POINTS = "save_points";
  public static final String TOLERANCE = "tolerance";
  public static final String CORES = "cores";

  private static final int[] POINTS = {10, 100, 1_000, 10_000};
  private static final double[] TOLERANCES = {1e-3, 1e-5, 1e-7, 1e-9, 1e-11};
  private static final int[] PARTS = {64, 16, 4, 1};

  /** Part of the largest ensemble that the other two sweeps integrate. */
  private static final int FIXED_PART = 4;

  private static final long FIRST_BLOCK = 64;
  private static final long MOST = 1L << 20;

  private final Simulation ensemble;
  private final Backend backend;
  private final Effort effort;
  private final int cores;
  private final Consumer<Measurement> sink;

  /**
   * A cost model of an ensemble.
   *
   * @param cores at most so many threads, one or two
   * @param sink takes each point as soon as it is measured
   */
  public CostModel(
      Simulation ensemble, Backend backend, Effort effort, int cores, Consumer<Measurement> sink) {
    this.ensemble = ensemble;
    this.backend = backend;
    this.effort = effort;
    this.cores = cores;
    this.sink = sink;
  }

  /** Measures all points. */
  public void run() {
    ExecutorService threads = Executors.newFixedThreadPool(cores);
    try {
      Series base = new Series(threads, CoreFigures.TOLERANCE, CoreFigures.POINTS);
      long largest = Math.min(MOST, Long.highestOneBit(CoreFigures.size(effort, base.warmUp)));
      for (int part : PARTS) {
        base.measure(TRAJECTORIES, Math.max(1, largest / part));
      }
      long fixed = Math.max(1, largest / FIXED_PART);
      for (int points : POINTS) {
        new Series(threads, CoreFigures.TOLERANCE, points).measure(SAVE_POINTS, fixed);
      }
      for (double tolerance : TOLERANCES) {
        new Series(threads, tolerance, CoreFigures.POINTS).measure(TOLERANCE, fixed);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** One integration on all numbers of cores, warmed up. */
  private final class Series {
    private final ExecutorService threads;
    private final Integration integration;
    private final List<Worker> workers = new ArrayList<>();
    private final WarmUp warmUp;

    Series(ExecutorService threads, double tolerance, int points) {
      this.threads = threads;
      integration =
          new Integration(ensemble, CoreFigures.TSIT5, tolerance, CoreFigures.TMAX, points);
      for (int i = 0; i < cores; i++) {
        workers.add(new Worker(integration, backend));
      }
      warmUp = WarmUp.of(effort, FIRST_BLOCK, MOST, size -> workers.get(0).trajectories(0, size));
    }

    void measure(String varied, long trajectories) {
      for (int used = 1; used <= cores; used++) {
        List<Timing> timings = new ArrayList<>();
        for (int i = 0; i < effort.repeats(); i++) {
          timings.add(time(trajectories, used));
        }
        sink.accept(
            new Repeats(timings)
                .measurement(COST, "s", Timing::wallSeconds)
                .under(integration.conditions())
                .under(warmUp.conditions())
                .under(Map.of(VARIED, varied, TRAJECTORIES, trajectories, CORES, used)));
      }
    }

    private Timing time(long trajectories, int used) {
      List<Callable<Timing>> parts = new ArrayList<>();
      for (int i = 0; i < used; i++) {
        Worker worker = workers.get(i);
        long from = trajectories * i / used;
        long to = trajectories * (i + 1) / used;
        parts.add(() -> worker.trajectories(from, to));
      }
      double[] cpuSeconds = {0};
      Timing wall =
          Timing.of(
              () -> 0,
              () -> {
                for (Timing part : all(parts)) {
                  cpuSeconds[0] += part.cpuSeconds();
                }
                return trajectories;
              });
      return new Timing(wall.work(), wall.wallSeconds(), cpuSeconds[0]);
    }

    private List<Timing> all(List<Callable<Timing>> parts) {
      List<Timing> timings = new ArrayList<>();
      try {
        for (Future<Timing> part : threads.invokeAll(parts)) {
          timings.add(part.get());
        }
        return timings;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while measuring", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
  }
}

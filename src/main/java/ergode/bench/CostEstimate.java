package ergode.bench;

import ergode.backend.Backend;
import ergode.data.ShardStatistics;
import ergode.data.Simulation;
import ergode.data.SimulationWriter;
import ergode.data.SolverConfig;
import ergode.data.design.Design;
import ergode.data.parquet.ParquetOutput;
import ergode.data.parquet.TrajectoryWriter;
import ergode.data.validation.SamplePlan;
import ergode.ode.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What simulations would cost, extrapolated from a sample that is integrated and made into Parquet
 * now, on this thread, with the bytes thrown away. Which trajectories are in the sample depends on
 * its size alone; how many they are, on the speed of this machine. Not in it: waiting for a disk,
 * what cores take from each other when all are at work, and the start of a job.
 *
 * @param coreSeconds processor time of all trajectories
 * @param bytes of all files
 * @param trajectories in the sample
 * @param points simulations that the sample is of
 * @param seconds that the sample took
 * @param isLowerBound whether trajectories of the sample were cut short
 * @param isSettled whether the compiler had come to rest before; else the cost is too high
 */
public record CostEstimate(
    double coreSeconds,
    double bytes,
    long trajectories,
    int points,
    double seconds,
    boolean isLowerBound,
    boolean isSettled) {

  /** Attempted steps after which a trajectory of the sample is cut short: it has to end soon. */
  public static final long MOST_STEPS = 200_000;

  /** Each has kernels of its own, and a warm-up. */
  private static final int MOST_POINTS = 4;

  private static final Effort ONE = new Effort(1, 1, 2);
  private static final Effort OF_SEVERAL = new Effort(1, 0.5, 1);
  private static final long FIRST_BLOCK = 16;
  private static final long MOST = 1L << 18;
  private static final long SEED = 0;

  /**
   * Takes the sample; some seconds.
   *
   * @param simulations of which some are drawn, the same again for as many
   */
  public static CostEstimate of(List<Simulation> simulations, Backend backend) throws IOException {
    return of(simulations, backend, simulations.size() == 1 ? ONE : OF_SEVERAL);
  }

  static CostEstimate of(List<Simulation> simulations, Backend backend, Effort effort)
      throws IOException {
    long[] drawn =
        new SamplePlan(simulations.size(), MOST_POINTS, SEED).positions(0, simulations.size());
    CostEstimate sum = new CostEstimate(0, 0, 0, 0, 0, false, true);
    double rows = 0;
    for (long number : drawn) {
      Simulation simulation = simulations.get((int) number);
      sum = sum.plus(new Sample(simulation, backend).estimate(effort));
      rows += simulation.shards().rows();
    }
    double all = simulations.stream().mapToDouble(point -> point.shards().rows()).sum();
    return sum.times(all / rows);
  }

  private CostEstimate plus(CostEstimate other) {
    return new CostEstimate(
        coreSeconds + other.coreSeconds,
        bytes + other.bytes,
        trajectories + other.trajectories,
        points + other.points,
        seconds + other.seconds,
        isLowerBound || other.isLowerBound,
        isSettled && other.isSettled);
  }

  private CostEstimate times(double factor) {
    return new CostEstimate(
        factor * coreSeconds,
        factor * bytes,
        trajectories,
        points,
        seconds,
        isLowerBound,
        isSettled);
  }

  /** A sample of one simulation: the last block that was run counts. */
  private static final class Sample {
    private final Simulation simulation;
    private final SimulationWriter rows;
    private final Design design;
    private long rowGroupBytes;
    private long tailBytes;
    private long cutShort;

    Sample(Simulation simulation, Backend backend) {
      this.simulation = simulation;
      this.rows = new SimulationWriter(bounded(simulation), backend);
      this.design = simulation.ensemble().design();
    }

    private static Simulation bounded(Simulation simulation) {
      SolverConfig solver = simulation.solver();
      return new Simulation(
          simulation.system(),
          simulation.ensemble(),
          new SolverConfig(
              solver.method(),
              solver.rtol(),
              solver.atol(),
              solver.dt0(),
              Math.min(solver.maxSteps(), MOST_STEPS),
              solver.controller()),
          simulation.save(),
          simulation.shards(),
          simulation.output());
    }

    CostEstimate estimate(Effort effort) throws IOException {
      double all = simulation.shards().rows();
      long most = Math.min(MOST, simulation.shards().rows());
      WarmUp warmUp = WarmUp.of(effort, Math.min(FIRST_BLOCK, most), most, this::run);
      long size = Math.max(1, Math.min(most, (long) (warmUp.rate() * effort.seconds())));
      Timing timing = run(size);
      // processor time does not see what else the machine does
      double seconds = timing.cpuSeconds() > 0 ? timing.cpuSeconds() : timing.wallSeconds();
      return new CostEstimate(
          all * seconds / size,
          all * rowGroupBytes / size + (double) simulation.shards().shards() * tailBytes,
          size,
          1,
          timing.wallSeconds(),
          cutShort > 0 && simulation.solver().maxSteps() > MOST_STEPS,
          warmUp.settled());
    }

    private Timing run(long size) throws IOException {
      long[] ids = new SamplePlan(simulation.shards().rows(), size, SEED).positions(0, all());
      return Timing.ofThisThread(
          () -> {
            ParquetOutput nowhere = ParquetOutput.discarding();
            try (TrajectoryWriter writer =
                new TrajectoryWriter(nowhere, simulation.schema(), simulation.output(), Map.of())) {
              ShardStatistics statistics =
                  rows.write(
                      (k, state) -> design.initialCondition(ids[(int) k], state),
                      0,
                      ids.length,
                      writer);
              writer.finish();
              cutShort = statistics.status().getOrDefault(Outcome.MAX_STEPS.label(), 0L);
            }
            rowGroupBytes = nowhere.rowGroupBytes();
            tailBytes = nowhere.length() - rowGroupBytes;
            return ids.length;
          });
    }

    private long all() {
      return simulation.shards().rows();
    }
  }
}

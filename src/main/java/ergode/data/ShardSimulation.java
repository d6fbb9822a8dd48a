package ergode.data;

import ergode.backend.Backend;
import ergode.data.design.Design;
import ergode.data.parquet.TrajectorySchema;
import ergode.ode.EnsembleSolver;
import ergode.ode.SaveAt;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Integrates the trajectories of one shard and writes them. */
public final class ShardSimulation {

  /** Most trajectories integrated side by side; any number gives the same bytes. */
  private static final int MAX_LANES = 64;

  /** Saved values of the trajectories side by side; the solver holds a few more per lane. */
  private static final long SAVED_BYTES = 4L << 20;

  private ShardSimulation() {}

  /**
   * Computes and writes shard {@code shard}, unless an earlier run has.
   *
   * @param attempt tells concurrent attempts at one shard apart
   */
  public static ShardRecord run(
      Simulation simulation, int shard, DatasetOutput output, String attempt, Backend backend)
      throws IOException {
    ShardPlan plan = simulation.shards();
    long from = plan.firstId(shard);
    long to = plan.firstId(shard + 1);
    SaveAt saveAt = simulation.save().saveAt();
    double energyScale = simulation.system().energyScale();
    double[] parameters = simulation.system().parameters();
    TrajectorySchema schema = new TrajectorySchema(simulation.system().system(), simulation.save());
    ShardWriter writer = new ShardWriter(output, schema, simulation.output());
    return writer.write(
        plan.fileName(shard),
        from,
        to,
        attempt,
        rows -> {
          EnsembleSolver solver =
              new EnsembleSolver(
                  backend,
                  simulation.problem(),
                  simulation.solver().settings(saveAt),
                  saveAt,
                  lanes(simulation));
          Design design = simulation.ensemble().design();
          ShardStatistics[] total = {ShardStatistics.empty()};
          solver.solve(
              design::initialCondition,
              from,
              to,
              trajectory -> {
                try {
                  total[0] = total[0].add(rows.write(trajectory, parameters, saveAt, energyScale));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
          return total[0];
        });
  }

  private static int lanes(Simulation simulation) {
    int components = simulation.system().system().components().size();
    long bytes = (long) Double.BYTES * components * simulation.save().points();
    return (int) Math.max(1, Math.min(MAX_LANES, SAVED_BYTES / bytes));
  }
}

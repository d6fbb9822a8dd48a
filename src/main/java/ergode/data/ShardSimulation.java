package ergode.data;

import ergode.backend.Backend;
import ergode.data.design.Design;
import java.io.IOException;

/** Integrates the trajectories of one shard and writes them. */
public final class ShardSimulation {
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
    ShardWriter writer = new ShardWriter(output, simulation.schema(), simulation.output());
    return writer.write(
        plan.fileName(shard),
        from,
        to,
        attempt,
        rows -> {
          Design design = simulation.ensemble().design();
          return new SimulationWriter(simulation, backend)
              .write(design::initialCondition, from, to, rows);
        });
  }
}

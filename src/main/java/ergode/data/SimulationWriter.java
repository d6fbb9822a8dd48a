package ergode.data;

import ergode.backend.Backend;
import ergode.data.parquet.Projection;
import ergode.data.parquet.TrajectoryWriter;
import ergode.ode.InitialStates;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Integrates trajectories of a simulation and writes their rows. One object serves one thread. */
public final class SimulationWriter {
  private final SimulatedRows rows;

  public SimulationWriter(Simulation simulation, Backend backend) {
    rows = new SimulatedRows(simulation, Projection.all(simulation.schema()), backend);
  }

  /** Appends the rows of trajectories {@code from} to {@code to - 1}; returns their statistics. */
  public ShardStatistics write(InitialStates initial, long from, long to, TrajectoryWriter writer)
      throws IOException {
    ShardStatistics[] total = {ShardStatistics.empty()};
    try {
      rows.forEach(
          initial,
          from,
          to,
          row -> {
            try {
              writer.write(row);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            total[0] = total[0].add(row);
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return total[0];
  }

  /** About the bytes that the arrays of a task take at most: states in flight, pages of a file. */
  public static long memory(Simulation simulation) {
    ShardPlan plan = simulation.shards();
    long mostRows = (plan.rows() - 1) / plan.shards() + 1;
    return SimulatedRows.memory(simulation)
        + TrajectoryWriter.memory(simulation.schema(), mostRows);
  }
}

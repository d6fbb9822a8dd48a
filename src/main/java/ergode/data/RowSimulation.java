package ergode.data;

import ergode.backend.Backend;
import ergode.data.parquet.TrajectoryWriter;
import ergode.ode.EnsembleSolver;
import ergode.ode.InitialStates;
import ergode.ode.SaveAt;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Integrates trajectories of a simulation and writes their rows. One object serves one thread. */
public final class RowSimulation {

  /** Most trajectories integrated side by side; any number gives the same bytes. */
  private static final int MAX_LANES = 64;

  /** Saved values of the trajectories side by side; the solver holds a few more per lane. */
  private static final long SAVED_BYTES = 4L << 20;

  private final SaveAt saveAt;
  private final double energyScale;
  private final double[] parameters;
  private final EnsembleSolver solver;

  public RowSimulation(Simulation simulation, Backend backend) {
    saveAt = simulation.save().saveAt();
    energyScale = simulation.system().energyScale();
    parameters = simulation.system().parameters();
    solver =
        new EnsembleSolver(
            backend,
            simulation.problem(),
            simulation.solver().settings(saveAt),
            saveAt,
            simulation.schema().savedComponents(),
            lanes(simulation));
  }

  /** Appends the rows of trajectories {@code from} to {@code to - 1}; returns their statistics. */
  public ShardStatistics write(InitialStates initial, long from, long to, TrajectoryWriter rows)
      throws IOException {
    ShardStatistics[] total = {ShardStatistics.empty()};
    try {
      solver.solve(
          initial,
          from,
          to,
          trajectory -> {
            try {
              total[0] = total[0].add(rows.write(trajectory, parameters, saveAt, energyScale));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
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
    return EnsembleSolver.mostInFlight(lanes(simulation)) * savedBytes(simulation)
        + TrajectoryWriter.memory(simulation.schema(), mostRows);
  }

  private static long savedBytes(Simulation simulation) {
    int components = simulation.schema().savedComponents().length;
    return (long) Double.BYTES * components * simulation.save().points();
  }

  private static int lanes(Simulation simulation) {
    return (int) Math.max(1, Math.min(MAX_LANES, SAVED_BYTES / savedBytes(simulation)));
  }
}

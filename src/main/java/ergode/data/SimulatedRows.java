package ergode.data;

import ergode.backend.Backend;
import ergode.data.parquet.Projection;
import ergode.data.parquet.TrajectoryRow;
import ergode.ode.EnsembleSolver;
import ergode.ode.InitialStates;
import ergode.ode.InitialValueProblem;
import ergode.ode.SaveAt;
import ergode.ode.SolverSettings;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The trajectories of a simulation as rows, computed only as far as some of their columns need it.
 * Which columns those are changes no bit of them.
 *
 * <p>One instance serves one thread.
 */
public final class SimulatedRows {

  /** Most trajectories integrated side by side; any number gives the same bits. */
  private static final int MAX_LANES = 64;

  /** Saved values of the trajectories side by side; the solver holds a few more per lane. */
  private static final long SAVED_BYTES = 4L << 20;

  private final SaveAt saveAt;
  private final double[] parameters;
  private final double energyScale;
  private final Projection projection;
  private final double[] first;
  private final TrajectoryRow row;
  private final @Nullable EnsembleSolver solver;

  public SimulatedRows(Simulation simulation, Projection projection, Backend backend) {
    saveAt = simulation.save().saveAt();
    parameters = simulation.system().parameters();
    energyScale = simulation.system().energyScale();
    this.projection = projection;
    first = new double[simulation.system().system().components().size()];
    row = projection.schema().newRow();
    solver = projection.needsSolution() ? solver(simulation, projection, saveAt, backend) : null;
  }

  private static EnsembleSolver solver(
      Simulation simulation, Projection projection, SaveAt saveAt, Backend backend) {
    SolverSettings settings = simulation.solver().settings(saveAt);
    int[] components = projection.components();
    if (components.length == 0 && settings.method().interpolant().extraStages().length > 0) {
      // an extra stage that is not finite ends a run, so all of them are evaluated in any case
      components = new int[] {0};
    }
    InitialValueProblem problem = simulation.problem();
    if (!projection.watchesEnergy()) {
      problem = new InitialValueProblem(problem.field(), problem.parameters(), null);
    }
    return new EnsembleSolver(
        backend,
        problem,
        settings,
        saveAt,
        components,
        lanes(Math.max(1, components.length), simulation.save()));
  }

  private static int lanes(int components, SaveConfig save) {
    return (int) Math.max(1, Math.min(MAX_LANES, SAVED_BYTES / savedBytes(components, save)));
  }

  private static long savedBytes(int components, SaveConfig save) {
    return (long) Double.BYTES * components * save.points();
  }

  /** About the bytes of the states in flight at most, if all columns are asked for. */
  static long memory(Simulation simulation) {
    int components = Projection.all(simulation.schema()).components().length;
    return EnsembleSolver.mostInFlight(lanes(components, simulation.save()))
        * savedBytes(components, simulation.save());
  }

  /**
   * Hands over trajectories {@code from} to {@code to - 1} in that order. The row is reused; it
   * holds the columns asked for and what else had to be known for them.
   */
  public void forEach(InitialStates initial, long from, long to, Consumer<TrajectoryRow> sink) {
    forEach(initial, from, to, LongUnaryOperator.identity(), sink);
  }

  /** The same for any trajectories, which fill the lanes however far apart their ids are. */
  public void forEach(InitialStates initial, long[] ids, Consumer<TrajectoryRow> sink) {
    forEach(
        (k, state) -> initial.state(ids[(int) k], state), 0, ids.length, k -> ids[(int) k], sink);
  }

  private void forEach(
      InitialStates initial,
      long from,
      long to,
      LongUnaryOperator ids,
      Consumer<TrajectoryRow> sink) {
    if (solver == null) {
      for (long k = from; k < to; k++) {
        initial.state(k, first);
        row.set(ids.applyAsLong(k), first, parameters, saveAt);
        sink.accept(row);
      }
      return;
    }
    solver.solve(
        initial,
        from,
        to,
        trajectory -> {
          long id = ids.applyAsLong(trajectory.id());
          row.set(id, trajectory, parameters, saveAt, energyScale, projection);
          sink.accept(row);
        });
  }
}

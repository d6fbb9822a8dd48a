package ergode.bench;

import ergode.backend.Backend;
import ergode.data.Simulation;
import ergode.data.SolverConfig;
import ergode.data.design.Design;
import ergode.ode.EnsembleSolver;
import ergode.ode.InitialValueProblem;
import ergode.ode.SaveAt;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * An ensemble to integrate in memory. The energy is not watched, as in the solvers that Ergode is
 * compared with.
 *
 * @param tolerance relative and absolute
 * @param tmax end time, s
 * @param points save points of all components; 0 for none
 */
public record Integration(
    Simulation ensemble, String method, double tolerance, double tmax, int points) {
  private static final int MOST_LANES = 64;

  /** As many lanes as {@code simulate} would take: their saved values fit into a core's cache. */
  private static final int SAVED_BYTES = 4 << 20;

  /** First steps of unsaved trajectories: as with so many points. */
  private static final int POINTS_OF_FIRST_STEP = 1_000;

  SaveAt saveAt() {
    return new SaveAt(0, tmax, points == 0 ? POINTS_OF_FIRST_STEP : points);
  }

  int dimension() {
    return ensemble.system().system().components().size();
  }

  Design design() {
    return ensemble.ensemble().design();
  }

  /** Bytes of one trajectory's saved values. */
  long savedBytes() {
    return (long) Double.BYTES * dimension() * points;
  }

  int lanes() {
    return (int) Math.max(1, Math.min(MOST_LANES, SAVED_BYTES / Math.max(1, savedBytes())));
  }

  EnsembleSolver solver(Backend backend) {
    InitialValueProblem watched = ensemble.problem();
    InitialValueProblem problem =
        new InitialValueProblem(watched.field(), watched.parameters(), null);
    SolverConfig seed = ensemble.solver();
    SolverConfig solver =
        new SolverConfig(method, tolerance, tolerance, null, seed.maxSteps(), seed.controller());
    return new EnsembleSolver(
        backend,
        problem,
        solver.settings(saveAt()),
        saveAt(),
        IntStream.range(0, points == 0 ? 0 : dimension()).toArray(),
        lanes());
  }

  /** What the figures about it hold for. */
  public Map<String, Object> conditions() {
    return new TreeMap<>(
        Map.of(
            "method", method,
            "tolerance", tolerance,
            "tmax", tmax,
            "save_points", points,
            "lanes", lanes(),
            "energy_watched", false));
  }
}

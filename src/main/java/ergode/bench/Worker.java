package ergode.bench;

import ergode.backend.Backend;
import ergode.data.design.Design;
import ergode.ode.EnsembleSolver;
import ergode.ode.Outcome;
import ergode.ode.Trajectory;

/** One thread's integrations: keeps what is saved in memory, and counts. */
final class Worker {

  /** Kept values: far more than a cache holds, and little of a heap. */
  private static final long KEPT_BYTES = 64L << 20;

  private final EnsembleSolver solver;
  private final Design design;

  /** The trajectories finished last, [slot][component][point]. */
  private final double[][][] kept;

  private long finished;
  private long attempts;

  Worker(Integration integration, Backend backend) {
    solver = integration.solver(backend);
    design = integration.design();
    int slots =
        integration.points() == 0
            ? 0
            : (int) Math.max(1, KEPT_BYTES / Math.max(1, integration.savedBytes()));
    kept = new double[slots][integration.dimension()][integration.points()];
  }

  /** Integrates trajectories {@code from} to {@code to - 1}; the work is their number. */
  Timing trajectories(long from, long to) {
    return Timing.ofThisThread(
        () -> {
          solve(from, to);
          return to - from;
        });
  }

  /** The same; the work is the number of attempted steps. */
  Timing attempts(long to) {
    return Timing.ofThisThread(
        () -> {
          long before = attempts;
          solve(0, to);
          return attempts - before;
        });
  }

  private void solve(long from, long to) {
    solver.solve(design::initialCondition, from, to, this::keep);
  }

  private void keep(Trajectory trajectory) {
    if (trajectory.outcome() != Outcome.OK) {
      throw new IllegalStateException(
          "trajectory " + trajectory.id() + " ended with " + trajectory.outcome());
    }
    attempts += trajectory.steps() + trajectory.rejected();
    if (kept.length > 0) {
      double[][] slot = kept[(int) (finished % kept.length)];
      for (int i = 0; i < slot.length; i++) {
        System.arraycopy(trajectory.saved()[i], 0, slot[i], 0, slot[i].length);
      }
    }
    finished++;
  }
}

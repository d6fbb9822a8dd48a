package ergode.data.design;

import java.io.Serializable;

/**
 * Initial conditions of an ensemble, one state per trajectory.
 *
 * <p>A state has one component per column, in the order the ranges or columns were given: for the
 * double pendulum {@code theta1, theta2} (rad) and {@code omega1, omega2} (rad/s). The state of a
 * trajectory depends on the design's parameters and its {@code simId} alone, never on the order of
 * the calls. Implementations are immutable and safe for use by several threads.
 */
public interface Design extends Serializable {
  /** Number of trajectories of the whole ensemble; a {@link #slice} reports the same number. */
  long size();

  /** Number of components of a state. */
  int dimension();

  /**
   * Writes the initial state of one trajectory.
   *
   * @param simId trajectory, 0 to {@code size() - 1}
   * @param state receives the state; its length is {@link #dimension()}
   * @throws IndexOutOfBoundsException if {@code simId} is outside the design or its slice
   */
  void initialCondition(long simId, double[] state);

  /**
   * The part of this design that a task needs for the trajectories {@code from} (inclusive) to
   * {@code to} (exclusive). Trajectories keep their {@code simId}; a design that is computed from
   * its parameters is its own slice.
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= size()}
   */
  default Design slice(long from, long to) {
    DesignChecks.requireSlice(from, to, 0, size());
    return this;
  }
}

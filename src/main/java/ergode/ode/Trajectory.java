package ergode.ode;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One finished trajectory. The solver reuses it: a sink copies what it wants to keep. */
public final class Trajectory {
  long id;
  final double[] initial;
  final double[] last;
  final double[][] saved;
  int savedPoints;
  long steps;
  long rejected;
  double invariantDrift;
  Outcome outcome = Outcome.OK;
  boolean finished;

  /** Where the steps are recorded, if they are. */
  @Nullable Tape tape;

  Trajectory(int dimension, int points, int[] components) {
    initial = new double[dimension];
    last = new double[dimension];
    saved = new double[dimension][0];
    for (int component : components) {
      saved[component] = new double[points];
    }
  }

  void begin(long newId) {
    id = newId;
    savedPoints = 0;
    steps = 0;
    rejected = 0;
    invariantDrift = 0;
    finished = false;
  }

  /** Ends the trajectory; points that were not reached become NaN. */
  void end(Outcome how) {
    outcome = how;
    finished = true;
    for (double[] component : saved) {
      Arrays.fill(component, Math.min(savedPoints, component.length), component.length, Double.NaN);
    }
  }

  public long id() {
    return id;
  }

  /** Initial state, [component]. */
  public double[] initial() {
    return initial;
  }

  /** State at the end of the last accepted step, [component]: that of t1 if all went well. */
  public double[] last() {
    return last;
  }

  /**
   * States at the save points, [component][point]; NaN at points that a failed run did not reach.
   * Components that are not saved have no points.
   */
  public double[][] saved() {
    return saved;
  }

  public Outcome outcome() {
    return outcome;
  }

  /** Number of accepted steps. */
  public long steps() {
    return steps;
  }

  /** Number of rejected steps. */
  public long rejected() {
    return rejected;
  }

  /** Largest change of the invariant over all accepted step ends; 0 if there is none to watch. */
  public double invariantDrift() {
    return invariantDrift;
  }
}

package ergode.ode;

import java.util.Arrays;

/** One finished trajectory. The solver reuses it: a sink copies what it wants to keep. */
public final class Trajectory {
  long id;
  final double[] initial;
  final double[][] saved;
  int savedPoints;
  long steps;
  long rejected;
  double invariantAtStart;
  double invariantDrift;
  Outcome outcome = Outcome.OK;
  boolean finished;

  Trajectory(int dimension, int points) {
    initial = new double[dimension];
    saved = new double[dimension][points];
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
      Arrays.fill(component, savedPoints, component.length, Double.NaN);
    }
  }

  public long id() {
    return id;
  }

  /** Initial state, [component]. */
  public double[] initial() {
    return initial;
  }

  /**
   * States at the save points, [component][point]; NaN at points that a failed run did not reach.
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

package ergode.data.parquet;

import ergode.data.FlipTime;
import ergode.data.Precision;
import ergode.ode.Outcome;
import ergode.ode.SaveAt;
import ergode.ode.Trajectory;
import java.util.Arrays;

/**
 * One row of a data set, mutable and reused. After a read with a projection, columns that were not
 * asked for hold values of an earlier row or none.
 */
public final class TrajectoryRow {
  long simId;
  final double[] initial;
  final double[] parameters;
  double t0;
  double dt;
  int savedPoints;
  String status = "";
  int steps;
  int rejected;
  final double[] maxAbs;
  double energyDrift;
  final double[][] saved;
  final double[] last;
  double flipTime;

  /** States as they are stored, of a summary those that it looks at. */
  private final double[][] stored;

  TrajectoryRow(int components, int parameters, int coordinates) {
    this.initial = new double[components];
    this.parameters = new double[parameters];
    this.maxAbs = new double[coordinates];
    this.saved = new double[components][0];
    this.stored = new double[components][0];
    this.last = new double[components];
    clearNullable();
  }

  /** Makes absent what a row may be without. */
  void clearNullable() {
    Arrays.fill(last, Double.NaN);
    flipTime = Double.NaN;
  }

  /** Takes over what is known of a trajectory before it is solved. */
  public void set(long id, double[] initialState, double[] physicalParameters, SaveAt saveAt) {
    simId = id;
    System.arraycopy(initialState, 0, initial, 0, initial.length);
    System.arraycopy(physicalParameters, 0, parameters, 0, parameters.length);
    t0 = saveAt.t0();
    dt = (saveAt.t1() - saveAt.t0()) / (saveAt.points() - 1);
    savedPoints = saveAt.points();
  }

  /**
   * Takes over what a finished trajectory has for some columns. Lists are shared with it unless
   * they have to be rounded to the stored precision.
   *
   * @param id which takes the place of that of the trajectory
   * @param physicalParameters in the order of the system
   * @param energyScale J
   * @param projection the columns; the trajectory has saved its components, or more
   */
  public void set(
      long id,
      Trajectory trajectory,
      double[] physicalParameters,
      SaveAt saveAt,
      double energyScale,
      Projection projection) {
    set(id, trajectory.initial(), physicalParameters, saveAt);
    status = trajectory.outcome().label();
    steps = Math.toIntExact(trajectory.steps());
    rejected = Math.toIntExact(trajectory.rejected());
    energyDrift = trajectory.invariantDrift() / energyScale;
    Precision precision = projection.schema().precision();
    for (int i : projection.components()) {
      double[] exact = trajectory.saved()[i];
      stored[i] = precision == Precision.DOUBLE ? exact : rounded(exact, stored[i], precision);
      if (i < maxAbs.length) {
        maxAbs[i] = largest(stored[i]);
      }
    }
    if (projection.schema().hasLists()) {
      System.arraycopy(stored, 0, saved, 0, saved.length);
    } else {
      summarise(trajectory, saveAt, projection);
    }
  }

  /** What a summary has in place of the lists. */
  private void summarise(Trajectory trajectory, SaveAt saveAt, Projection projection) {
    Precision precision = projection.schema().precision();
    boolean ok = trajectory.outcome() == Outcome.OK;
    for (int i = 0; i < last.length; i++) {
      last[i] = ok ? precision.round(trajectory.last()[i]) : Double.NaN;
    }
    flipTime =
        projection.hasFlipTime() && FlipTime.RULE.isChaotic(maxAbs)
            ? FlipTime.of(Arrays.copyOf(stored, maxAbs.length), saveAt)
            : Double.NaN;
  }

  private double[] rounded(double[] exact, double[] old, Precision precision) {
    double[] values = old.length == savedPoints ? old : new double[savedPoints];
    for (int k = 0; k < savedPoints; k++) {
      values[k] = precision.round(exact[k]);
    }
    return values;
  }

  /** Largest absolute value, 0 if there is none but NaN. */
  private double largest(double[] values) {
    double max = 0;
    for (int k = 0; k < savedPoints; k++) {
      double size = Math.abs(values[k]);
      if (size > max) {
        max = size;
      }
    }
    return max;
  }

  public long simId() {
    return simId;
  }

  /** Initial state, [component]. */
  public double[] initial() {
    return initial;
  }

  /** Physical parameters, in the order of the system. */
  public double[] parameters() {
    return parameters;
  }

  public double t0() {
    return t0;
  }

  /** Spacing of the saved points, s. */
  public double dt() {
    return dt;
  }

  /** Number of saved points, the length of every list. */
  public int savedPoints() {
    return savedPoints;
  }

  /** Label of the outcome: "ok" or why the run failed. */
  public String status() {
    return status;
  }

  public int steps() {
    return steps;
  }

  public int rejected() {
    return rejected;
  }

  /** Largest absolute value of each coordinate over the saved points, [coordinate]. */
  public double[] maxAbs() {
    return maxAbs;
  }

  public double energyDrift() {
    return energyDrift;
  }

  /**
   * Saved values, [component][point]; after a read as long as the lists in the file are, and empty
   * in a summary.
   */
  public double[][] saved() {
    return saved;
  }

  /** Whether there are saved values: not in a summary, nor after a read of other columns. */
  public boolean hasLists() {
    for (double[] component : saved) {
      if (component.length > 0) {
        return true;
      }
    }
    return false;
  }

  /** In a summary, the state at the last saved point, [component]; NaN if the run is not ok. */
  public double[] last() {
    return last;
  }

  /** In a summary, {@link FlipTime}, s; NaN if there is none. */
  public double flipTime() {
    return flipTime;
  }
}

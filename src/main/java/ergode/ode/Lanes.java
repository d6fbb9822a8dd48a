package ergode.ode;

/**
 * The numbers of a block of trajectories, one lane each: all arrays are [...][lane], so that a
 * kernel's loop runs over lanes.
 */
final class Lanes {
  final int capacity;
  final int dimension;

  /** The stage that is the derivative at the end of the step. */
  final int end;

  /** Time at the start of the step, and after it. */
  final double[] t;

  final double[] tNext;

  /** Size of the step: {@code tNext - t}. */
  final double[] h;

  /** State at the start of the step and after it, [component][lane]. */
  final double[][] y;

  final double[][] yNext;

  /** Derivatives by stage, [stage][component][lane]; see {@link Tableau} for their numbering. */
  final double[][][] k;

  /** Coefficients of the interpolant, [power - 1][component][lane]; see {@link StepGraph}. */
  final double[][][] dense;

  /** Squared scaled error norm of the step; NaN if it ended at numbers that are not finite. */
  final double[] error;

  /** Logarithms of {@link #error} of the last accepted step and of the one before it. */
  final double[] logError1;

  final double[] logError2;

  /** The invariant at {@code yNext} and at the first state, and its largest change so far. */
  final double[] invariant;

  final double[] invariantAtStart;

  final double[] drift;

  /** Numbers of accepted and rejected steps. */
  final double[] steps;

  final double[] rejected;

  /** What the step means for the trajectory; see {@link ControlGraph}. */
  final double[] event;

  /** Time of the next save point. */
  final double[] nextSave;

  /** The rows that belong to a trajectory between two steps. */
  private final double[][] carried;

  /** Rows have room for a whole number of the longest vectors, so that no backend needs a copy. */
  private static final int ROUNDING = 16;

  Lanes(int capacity, int dimension, Tableau method) {
    this.capacity = capacity;
    this.dimension = dimension;
    this.end = method.stages();
    int room = (capacity + ROUNDING - 1) / ROUNDING * ROUNDING;
    Interpolant interpolant = method.interpolant();
    int stages = end + 1 + interpolant.extraStages().length;
    t = new double[room];
    tNext = new double[room];
    h = new double[room];
    y = new double[dimension][room];
    yNext = new double[dimension][room];
    k = new double[stages][dimension][room];
    dense = new double[interpolant.degree()][dimension][room];
    error = new double[room];
    logError1 = new double[room];
    logError2 = new double[room];
    invariant = new double[room];
    invariantAtStart = new double[room];
    drift = new double[room];
    steps = new double[room];
    rejected = new double[room];
    event = new double[room];
    nextSave = new double[room];
    double[][] scalars = {
      t, tNext, h, logError1, logError2, invariantAtStart, drift, steps, rejected, nextSave
    };
    carried = new double[scalars.length + 2 * dimension][];
    System.arraycopy(scalars, 0, carried, 0, scalars.length);
    System.arraycopy(y, 0, carried, scalars.length, dimension);
    System.arraycopy(k[0], 0, carried, scalars.length + dimension, dimension);
  }

  /** Readies a lane for the first step of a trajectory. */
  void begin(int lane, double start, double firstEnd) {
    t[lane] = start;
    tNext[lane] = firstEnd;
    h[lane] = firstEnd - start;
    logError1[lane] = 0;
    logError2[lane] = 0;
    drift[lane] = 0;
    steps[lane] = 0;
    rejected[lane] = 0;
  }

  /** Moves a trajectory between two steps to another lane. */
  void move(int from, int to) {
    for (double[] row : carried) {
      row[to] = row[from];
    }
  }
}

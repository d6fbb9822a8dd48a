package ergode.ode;

/**
 * The numbers of a block of trajectories, one lane each: all arrays are [...][lane], so that a
 * kernel's loop runs over lanes.
 */
final class Lanes {
  final int capacity;
  final int dimension;

  /** Time at the start of the step, and after it. */
  final double[] t;

  final double[] tNext;

  /** Size of the step in progress, and the one that the controller wants next. */
  final double[] h;

  final double[] hNext;

  /** State at the start of the step and after it, [component][lane]. */
  final double[][] y;

  final double[][] yNext;

  /** Derivatives by stage, [stage][component][lane]; see {@link Tableau} for their numbering. */
  final double[][][] k;

  /** Squared scaled error norm of the step. */
  final double[] errorSquared;

  /** Inverse squared error norms of the last accepted step and of the one before it. */
  final double[] inverseError1;

  final double[] inverseError2;

  Lanes(int capacity, int dimension, int stages) {
    this.capacity = capacity;
    this.dimension = dimension;
    t = new double[capacity];
    tNext = new double[capacity];
    h = new double[capacity];
    hNext = new double[capacity];
    y = new double[dimension][capacity];
    yNext = new double[dimension][capacity];
    k = new double[stages][dimension][capacity];
    errorSquared = new double[capacity];
    inverseError1 = new double[capacity];
    inverseError2 = new double[capacity];
  }

  /** Makes the end of the step the start of the next. */
  void advance(int lane, int endStage) {
    t[lane] = tNext[lane];
    for (int i = 0; i < dimension; i++) {
      y[i][lane] = yNext[i][lane];
      k[0][i][lane] = k[endStage][i][lane];
    }
  }

  /** Moves a trajectory between two steps to another lane. */
  void move(int from, int to) {
    t[to] = t[from];
    hNext[to] = hNext[from];
    inverseError1[to] = inverseError1[from];
    inverseError2[to] = inverseError2[from];
    for (int i = 0; i < dimension; i++) {
      y[i][to] = y[i][from];
      k[0][i][to] = k[0][i][from];
    }
  }
}

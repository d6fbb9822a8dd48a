package ergode.train;

import java.math.BigInteger;

/**
 * States, and accelerations there: what a regression on the equation of motion learns from.
 *
 * @param states [component][state]
 * @param accelerations [coordinate][state]; empty where the true equations of motion are the target
 */
public record MotionData(double[][] states, double[][] accelerations) {
  private static final double GOLDEN_SECTION = (Math.sqrt(5) - 1) / 2;

  /** Number of states. */
  public int size() {
    return states[0].length;
  }

  /**
   * States spread evenly over the save points of the trajectories, whatever their numbers. None is
   * taken twice. All times occur equally often, give or take one, and so do all trajectories; the
   * times of a trajectory are evenly spaced, and if there are fewer states than times or
   * trajectories, those that occur are evenly spaced, too.
   *
   * <p>They are a lattice in the plane of times and trajectories: from one state to the next, time
   * goes on by a share of the series, and the trajectory by the golden section of those that occur,
   * so that no part of the plane is left out (S. K. Zaremba, Good lattice points, discrepancy, and
   * numerical integration, Annali di Matematica Pura ed Applicata 73, 1966, pp. 293-317).
   *
   * @param count wanted; no more than there are
   * @param target whether accelerations are to be estimated from the velocities
   */
  public static MotionData of(TrajectoryData data, int count, MotionTarget target) {
    int points = data.saveAt().points();
    int taken = (int) Math.min(count, (long) data.size() * points);
    double[][][] estimates = target == MotionTarget.DATA ? data.accelerations() : new double[0][][];
    int dimension = data.states()[0].length;
    double[][] states = new double[dimension][taken];
    double[][] accelerations = new double[target == MotionTarget.DATA ? dimension / 2 : 0][taken];
    long occurring = Math.min(taken, data.size());
    long stride = nearGoldenSection(occurring);
    for (int j = 0; j < taken; j++) {
      int point = (int) ((long) j * points / taken);
      int trajectory = (int) (j * stride % occurring * data.size() / occurring);
      for (int i = 0; i < dimension; i++) {
        states[i][j] = data.states()[trajectory][i][point];
      }
      for (int i = 0; i < accelerations.length; i++) {
        accelerations[i][j] = estimates[trajectory][i][point];
      }
    }
    return new MotionData(states, accelerations);
  }

  /**
   * Without a common divisor, so that steps of that size get to all numbers below {@code count}.
   */
  private static long nearGoldenSection(long count) {
    long stride = Math.round(count * GOLDEN_SECTION);
    while (!BigInteger.valueOf(stride).gcd(BigInteger.valueOf(count)).equals(BigInteger.ONE)) {
      stride++;
    }
    return stride;
  }
}

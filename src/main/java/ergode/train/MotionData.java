package ergode.train;

import java.math.BigInteger;

/**
 * States, and accelerations there: what a regression on the equation of motion learns from.
 *
 * @param states [component][state]
 * @param accelerations [coordinate][state]; empty where the true equations of motion are the target
 */
public record MotionData(double[][] states, double[][] accelerations) {

  /** Number of states. */
  public int size() {
    return states[0].length;
  }

  /**
   * States spread evenly over all save points of all trajectories, none of them twice, and all
   * times equally often, give or take one.
   *
   * @param count wanted; no more than there are
   * @param target whether accelerations are to be estimated from the velocities
   */
  public static MotionData of(TrajectoryData data, int count, MotionTarget target) {
    int points = data.saveAt().points();
    long all = (long) data.size() * points;
    int taken = (int) Math.min(count, all);
    double[][][] estimates = target == MotionTarget.DATA ? data.accelerations() : new double[0][][];
    int dimension = data.states()[0].length;
    double[][] states = new double[dimension][taken];
    double[][] accelerations = new double[target == MotionTarget.DATA ? dimension / 2 : 0][taken];
    long stride = stride(all, taken);
    for (int j = 0; j < taken; j++) {
      long at = j * stride % all;
      int trajectory = (int) (at / points);
      int point = (int) (at % points);
      for (int i = 0; i < dimension; i++) {
        states[i][j] = data.states()[trajectory][i][point];
      }
      for (int i = 0; i < accelerations.length; i++) {
        accelerations[i][j] = estimates[trajectory][i][point];
      }
    }
    return new MotionData(states, accelerations);
  }

  /** From one state to the next: with no divisor in common with their number, all would occur. */
  private static long stride(long all, int taken) {
    long stride = 2 * (all / (2L * taken)) + 1;
    while (!BigInteger.valueOf(stride).gcd(BigInteger.valueOf(all)).equals(BigInteger.ONE)) {
      stride += 2;
    }
    return stride;
  }
}

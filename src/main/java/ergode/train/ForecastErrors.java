package ergode.train;

import java.util.Arrays;

/**
 * How far a forecast is from what was recorded.
 *
 * @param meanSquare of each trajectory, over save points and all components; infinite where the
 *     forecast did not arrive
 * @param validTime until which each trajectory is right, s: the time of the first save point at
 *     which an angle is off by more than {@link #BOUND}, or of the last one
 */
public record ForecastErrors(double[] meanSquare, double[] validTime) {

  /** Of a coordinate, rad. */
  public static final double BOUND = 0.1;

  /** Compares a forecast with the trajectories that it started from, or with others from there. */
  public static ForecastErrors of(double[][][] forecast, TrajectoryData recorded) {
    int size = recorded.size();
    double[] meanSquare = new double[size];
    double[] validTime = new double[size];
    for (int i = 0; i < size; i++) {
      meanSquare[i] = meanSquare(forecast[i], recorded.states()[i]);
      validTime[i] = recorded.saveAt().time(firstWrong(forecast[i], recorded.states()[i]));
    }
    return new ForecastErrors(meanSquare, validTime);
  }

  private static double meanSquare(double[][] forecast, double[][] recorded) {
    double sum = 0;
    for (int component = 0; component < recorded.length; component++) {
      for (int k = 0; k < recorded[component].length; k++) {
        double error = forecast[component][k] - recorded[component][k];
        sum = Math.fma(error, error, sum);
      }
    }
    double mean = sum / ((double) recorded.length * recorded[0].length);
    return Double.isNaN(mean) ? Double.POSITIVE_INFINITY : mean;
  }

  private static int firstWrong(double[][] forecast, double[][] recorded) {
    int coordinates = recorded.length / 2;
    int points = recorded[0].length;
    for (int k = 0; k < points; k++) {
      for (int i = 0; i < coordinates; i++) {
        double error = Math.abs(forecast[i][k] - recorded[i][k]);
        if (!(error <= BOUND)) {
          return k;
        }
      }
    }
    return points - 1;
  }

  /** Of the mean squares. */
  public Summary meanSquares() {
    return Summary.of(meanSquare);
  }

  /** Of the valid times. */
  public Summary validTimes() {
    return Summary.of(validTime);
  }

  /** A distribution in four numbers. */
  public record Summary(double median, double p90, double mean, double max) {

    /** Of at least one value; a quantile between two values is interpolated, as NumPy does it. */
    public static Summary of(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      double mean = Arrays.stream(sorted).sum() / sorted.length;
      return new Summary(
          quantile(sorted, 0.5), quantile(sorted, 0.9), mean, sorted[sorted.length - 1]);
    }

    private static double quantile(double[] sorted, double share) {
      double at = share * (sorted.length - 1);
      int below = (int) at;
      int above = Math.min(below + 1, sorted.length - 1);
      double low = sorted[below];
      // between two infinite values lies no NaN
      boolean isFlat = at == below || sorted[above] == low;
      return isFlat ? low : low + (at - below) * (sorted[above] - low);
    }
  }
}

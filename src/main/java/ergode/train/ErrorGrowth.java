package ergode.train;

import ergode.ode.SaveAt;

/**
 * How the error of forecasts grows: the larger of the angles' errors at each save point, rad; of
 * all trajectories the median and the ninth decile. Infinite where too many did not arrive.
 *
 * @param saveAt the save points
 * @param median [point]
 * @param p90 [point]
 * @param validTime median of the times until which the forecasts are right, s, as {@link
 *     ForecastErrors} defines them
 */
public record ErrorGrowth(SaveAt saveAt, double[] median, double[] p90, double validTime) {

  /** Compares forecasts with what they should be. */
  public static ErrorGrowth of(double[][][] forecast, TrajectoryData truth) {
    int points = truth.saveAt().points();
    double[] median = new double[points];
    double[] p90 = new double[points];
    double[] errors = new double[truth.size()];
    for (int k = 0; k < points; k++) {
      for (int i = 0; i < errors.length; i++) {
        errors[i] = error(forecast[i], truth.states()[i], k);
      }
      ForecastErrors.Summary summary = ForecastErrors.Summary.of(errors);
      median[k] = summary.median();
      p90[k] = summary.p90();
    }
    double validTime = ForecastErrors.of(forecast, truth).validTimes().median();
    return new ErrorGrowth(truth.saveAt(), median, p90, validTime);
  }

  private static double error(double[][] forecast, double[][] truth, int point) {
    double largest = 0;
    for (int i = 0; i < truth.length / 2; i++) {
      double error = Math.abs(forecast[i][point] - truth[i][point]);
      largest = Math.max(largest, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error);
    }
    return largest;
  }
}

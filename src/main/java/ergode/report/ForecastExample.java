package ergode.report;

import ergode.ode.SaveAt;
import ergode.train.ModelScoring;

/**
 * Both angles of one trajectory, rad: the true ones and those of a model.
 *
 * @param title what the trajectory is
 */
public record ForecastExample(
    String title, Series time, Series truth1, Series truth2, Series model1, Series model2) {

  /** The first of some scored trajectories. */
  public static ForecastExample first(String rows, ModelScoring.Scored scored) {
    double[][] truth = scored.truth().states()[0];
    double[][] model = scored.model().states()[0];
    return new ForecastExample(
        "sim_id %d (%s)".formatted(scored.truth().ids()[0], rows),
        times(scored.truth().saveAt()),
        Series.of(truth[0]),
        Series.of(truth[1]),
        Series.of(model[0]),
        Series.of(model[1]));
  }

  static Series times(SaveAt saveAt) {
    double[] times = new double[saveAt.points()];
    for (int k = 0; k < times.length; k++) {
      times[k] = saveAt.time(k);
    }
    return Series.of(times);
  }
}

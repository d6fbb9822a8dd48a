package ergode.report;

import ergode.ode.SaveAt;
import ergode.train.ErrorGrowth;
import ergode.train.ForecastErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** How the errors of a model's forecasts grow, beside those of the exact equations. */
final class ErrorGrowthFigure {
  static final String NAME = "error-growth";

  /** Share of the time in which errors rise from nothing; it does not decide the scale. */
  private static final double START = 0.02;

  private ErrorGrowthFigure() {}

  /**
   * The figure of two forecasts at the same save points.
   *
   * @param rows that they are about, in words: "7 nonchaotic, held-out 20 % by hash of sim_id"
   */
  static Figure of(String rows, ErrorGrowth model, ErrorGrowth exact) {
    double floor = floor(model, exact);
    List<LinePanel.Curve> curves =
        new ArrayList<>(
            List.of(
                curve("exact, median", Pen.BROAD, exact.saveAt(), exact.median(), floor),
                curve("exact, p90", Pen.BROAD_DASHED, exact.saveAt(), exact.p90(), floor),
                curve("model, median", Pen.SECOND, model.saveAt(), model.median(), floor),
                curve("model, p90", Pen.SECOND_DASHED, model.saveAt(), model.p90(), floor)));
    SaveAt saveAt = model.saveAt();
    boolean alwaysValid = model.validTime() >= saveAt.time(saveAt.points() - 1);
    if (!alwaysValid) {
      curves.add(validUntil(model.validTime(), floor));
    }
    String valid = Numbers.fixed(model.validTime(), 2);
    return new LinesFigure(
        NAME,
        "Error against time",
        "The larger error of the two angles, logarithmic: the median of the rows (lines) and"
            + " the ninth decile (dashes), of the model and, broad, of the exact equations"
            + " integrated with the same solver settings. The rows: "
            + rows
            + ". Errors below "
            + Numbers.scientific(floor)
            + " rad, of the first moments, are not drawn. In the median, the model's angles stay"
            + " within "
            + Numbers.fixed(ForecastErrors.BOUND, 1)
            + (alwaysValid ? " rad for all of the " : " rad for ")
            + valid
            + (alwaysValid ? " s." : " s (grey)."),
        "Line plot of the error against time. The median valid time is "
            + valid
            + " s for the model and "
            + Numbers.fixed(exact.validTime(), 2)
            + " s for the exact equations.",
        List.of(
            new LinePanel(
                "Angles", "t (s)", "error (rad)", Scale.LOGARITHMIC, List.copyOf(curves))));
  }

  private static LinePanel.Curve curve(
      String label, Pen pen, SaveAt saveAt, double[] errors, double floor) {
    double[] drawn = Arrays.stream(errors).map(error -> error < floor ? 0 : error).toArray();
    return new LinePanel.Curve(label, pen, ForecastExample.times(saveAt), Series.of(drawn));
  }

  /** A vertical line from the least error to the bound of a valid forecast. */
  private static LinePanel.Curve validUntil(double time, double floor) {
    return new LinePanel.Curve(
        "valid until",
        Pen.MARK,
        Series.of(time, time),
        Series.of(floor, Math.max(floor, ForecastErrors.BOUND)));
  }

  /**
   * The decade of the least error after the start. Solutions from one state differ by rounding
   * alone at first: on a scale for those errors as well the later ones could not be told apart.
   */
  private static double floor(ErrorGrowth model, ErrorGrowth exact) {
    double least =
        Stream.of(model.median(), model.p90(), exact.median(), exact.p90())
            .flatMapToDouble(
                errors -> Arrays.stream(errors).skip(Math.round(START * errors.length)))
            .filter(error -> error > 0 && Double.isFinite(error))
            .min()
            .orElse(ForecastErrors.BOUND);
    return Math.pow(10, Math.floor(Math.log10(least)));
  }
}

package ergode.report;

import ergode.train.ErrorGrowth;
import ergode.train.ForecastErrors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** How the errors of a model's forecasts grow, beside those of the exact equations. */
final class ErrorGrowthFigure {
  static final String NAME = "error-growth";

  private ErrorGrowthFigure() {}

  /** The figure of two forecasts at the same save points. */
  static Figure of(ErrorGrowth model, ErrorGrowth exact) {
    Series time = ForecastExample.times(model.saveAt());
    LinePanel panel =
        new LinePanel(
            "Error of the angles",
            "t (s)",
            "error (rad)",
            Scale.LOGARITHMIC,
            List.of(
                new LinePanel.Curve("model", Pen.SECOND, time, Series.of(model.median())),
                new LinePanel.Curve("p90", Pen.SECOND_DASHED, time, Series.of(model.p90())),
                new LinePanel.Curve("exact equations", Pen.FIRST, time, Series.of(exact.median())),
                new LinePanel.Curve("p90", Pen.FIRST_DASHED, time, Series.of(exact.p90())),
                validTime(model, exact)));
    String valid = Numbers.fixed(model.validTime(), 2);
    return new LinesFigure(
        NAME,
        "Error against time",
        "The larger error of the two angles, logarithmic: the median of the held-out rows (lines)"
            + " and the ninth decile (dashes), of the model and of the exact equations integrated"
            + " with the same solver settings. In the median, the model's angles stay within "
            + Numbers.fixed(ForecastErrors.BOUND, 1)
            + " rad for "
            + valid
            + " s (grey).",
        "Line plot of the error against time. The median valid time is "
            + valid
            + " s for the model and "
            + Numbers.fixed(exact.validTime(), 2)
            + " s for the exact equations.",
        List.of(panel));
  }

  /** A vertical line as high as the errors are. */
  private static LinePanel.Curve validTime(ErrorGrowth model, ErrorGrowth exact) {
    double[] errors =
        Stream.of(model.median(), model.p90(), exact.median(), exact.p90())
            .flatMapToDouble(Arrays::stream)
            .filter(error -> error > 0 && Double.isFinite(error))
            .toArray();
    return new LinePanel.Curve(
        "valid until",
        Pen.MARK,
        Series.of(model.validTime(), model.validTime()),
        Series.of(
            Arrays.stream(errors).min().orElse(ForecastErrors.BOUND),
            Arrays.stream(errors).max().orElse(ForecastErrors.BOUND)));
  }
}

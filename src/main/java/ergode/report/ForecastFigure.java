package ergode.report;

import java.util.List;
import java.util.stream.Collectors;

/** True trajectories and a model's forecasts of them. */
final class ForecastFigure {
  static final String NAME = "forecasts";

  private ForecastFigure() {}

  /** The figure of at least one example. */
  static Figure of(List<ForecastExample> examples) {
    return new LinesFigure(
        NAME,
        "Forecasts",
        "Both angles against time: lines are the true solution, dashes the model's, from the same"
            + " start. Each is the first of its rows, not a chosen one. Angles beyond ±2π are out"
            + " of sight.",
        "Line plots of both angles against time, true and forecast, of "
            + examples.stream().map(ForecastExample::title).collect(Collectors.joining(", "))
            + ".",
        examples.stream().map(ForecastFigure::panel).toList());
  }

  private static LinePanel panel(ForecastExample example) {
    return new LinePanel(
        example.title(),
        "t (s)",
        "angle (rad)",
        Scale.TWO_TURNS,
        List.of(
            new LinePanel.Curve("θ₁", Pen.FIRST, example.time(), example.truth1()),
            new LinePanel.Curve("θ₂", Pen.SECOND, example.time(), example.truth2()),
            new LinePanel.Curve("model θ₁", Pen.FIRST_DASHED, example.time(), example.model1()),
            new LinePanel.Curve("model θ₂", Pen.SECOND_DASHED, example.time(), example.model2())));
  }
}

package ergode.report;

import ergode.train.StepMetrics;
import ergode.train.TrainingHistory;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How a training went, step by step. */
final class TrainingFigure {
  static final String NAME = "training";
  static final String TITLE = "Training";

  private TrainingFigure() {}

  /** The figure of at least two steps: curves need them. */
  static Figure of(TrainingHistory history) {
    List<StepMetrics> steps = history.steps();
    Series number = series(steps, StepMetrics::step);
    Series average = Series.of(history.movingAverage());
    StepMetrics first = steps.get(0);
    StepMetrics last = steps.get(steps.size() - 1);
    String window = "mean of " + TrainingHistory.WINDOW;
    return new LinesFigure(
        NAME,
        TITLE,
        "Loss, norm of the gradient before it is clipped and learning rate of each step, all"
            + " logarithmic. The line is the mean loss of the latest "
            + TrainingHistory.WINDOW
            + " steps of one stage"
            + stages(first, last),
        ("Loss, gradient norm and learning rate against the step. The loss is %s at step %d and %s"
                + " at step %d.")
            .formatted(
                Numbers.scientific(first.loss()),
                first.step(),
                Numbers.scientific(last.loss()),
                last.step()),
        List.of(
            panel(
                "Loss",
                new LinePanel.Curve(
                    "each step", Pen.FAINT, number, series(steps, StepMetrics::loss)),
                new LinePanel.Curve(window, Pen.FIRST, number, average)),
            panel(
                "Gradient norm",
                new LinePanel.Curve(
                    "", Pen.FIRST, number, series(steps, StepMetrics::gradientNorm))),
            panel(
                "Learning rate",
                new LinePanel.Curve(
                    "", Pen.FIRST, number, series(steps, StepMetrics::learningRate)))));
  }

  private static String stages(StepMetrics first, StepMetrics last) {
    return first.stage() == last.stage()
        ? "."
        : "; the loss of a stage with more save points is larger.";
  }

  private static LinePanel panel(String title, LinePanel.Curve... curves) {
    return new LinePanel(title, "step", "", Scale.LOGARITHMIC, List.of(curves));
  }

  private static Series series(List<StepMetrics> steps, ToDoubleFunction<StepMetrics> value) {
    return Series.of(steps.stream().mapToDouble(value).toArray());
  }
}

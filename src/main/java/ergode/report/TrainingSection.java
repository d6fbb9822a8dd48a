package ergode.report;

import ergode.train.StepMetrics;
import ergode.train.TrainingHistory;
import java.util.List;
import java.util.Optional;

/** How a training went, as far as its steps can tell. */
final class TrainingSection {
  private TrainingSection() {}

  /**
   * The section of a history. A single step, such as that of least squares, is told in numbers
   * instead of a figure; of no steps there is nothing to tell.
   */
  static Optional<Section> of(TrainingHistory history) {
    return switch (history.steps().size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(oneStep(history.steps().get(0)));
      default -> Optional.of(FigureSection.of(TrainingFigure.of(history)));
    };
  }

  private static Section oneStep(StepMetrics step) {
    return new NumbersSection(
        TrainingFigure.TITLE,
        List.of(
            new Fact("Steps", "1", "in " + Numbers.fixed(step.seconds(), 1) + " s"),
            new Fact("Loss", Numbers.scientific(step.loss()), "of the step"),
            new Fact("Gradient norm", Numbers.scientific(step.gradientNorm()), "of the step")));
  }
}

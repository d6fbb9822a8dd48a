package ergode.report;

import ergode.train.ErrorGrowth;
import ergode.train.PotentialMap;
import ergode.train.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is on the page about a trained model: how it was trained and how well it forecasts.
 *
 * @param scores the section that comes first
 * @param history of the training
 * @param examples at least one
 * @param rows that the errors are of, in words
 * @param model errors of its forecasts
 * @param exact those of the exact equations with the model's solver settings
 * @param potential if the model has one
 */
public record ModelPage(
    Section scores,
    TrainingHistory history,
    List<ForecastExample> examples,
    String rows,
    ErrorGrowth model,
    ErrorGrowth exact,
    Optional<PotentialMap> potential) {
  /** File names of the figures that a page may have. */
  public static final Set<String> FIGURES =
      Set.of(
          TrainingFigure.NAME + ".png",
          ForecastFigure.NAME + ".png",
          ErrorGrowthFigure.NAME + ".png",
          PotentialFigure.NAME + ".png");

  public ModelPage {
    examples = List.copyOf(examples);
  }

  /** The page, with one line below its title. */
  public Page page(String subtitle) {
    List<Section> sections = new ArrayList<>(List.of(scores));
    TrainingSection.of(history).ifPresent(sections::add);
    sections.add(FigureSection.of(ForecastFigure.of(examples)));
    sections.add(FigureSection.of(ErrorGrowthFigure.of(rows, model, exact)));
    potential.ifPresent(map -> sections.add(FigureSection.of(new PotentialFigure(map))));
    return new Page("Trained model", subtitle, sections);
  }
}

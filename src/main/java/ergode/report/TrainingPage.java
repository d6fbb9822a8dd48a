package ergode.report;

import ergode.train.PotentialMap;
import ergode.train.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is on the page that a training leaves beside its model: what was trained, how it went, and
 * what was learned.
 *
 * @param summary what was trained on what, and what came of it
 * @param history of the steps
 * @param potential if the model has one
 * @param configuration every key that decides the result, with its value
 */
public record TrainingPage(
    List<Fact> summary,
    TrainingHistory history,
    Optional<PotentialMap> potential,
    List<Fact> configuration) {
  /** File names of the figures that a page may have. */
  public static final Set<String> FIGURES =
      Set.of(TrainingFigure.NAME + ".png", PotentialFigure.NAME + ".png");

  public TrainingPage {
    summary = List.copyOf(summary);
    configuration = List.copyOf(configuration);
  }

  /** The page, with one line below its title. */
  public Page page(String subtitle) {
    List<Section> sections = new ArrayList<>();
    sections.add(new TableSection("Summary", "What", "", summary));
    TrainingSection.of(history).ifPresent(sections::add);
    potential.ifPresent(map -> sections.add(FigureSection.of(new PotentialFigure(map))));
    sections.add(new TableSection("Configuration", "Key", "", configuration));
    return new Page("How the model was trained", subtitle, sections);
  }
}

package ergode.report;

import ergode.train.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The page about a trained model: how it was trained and how well it forecasts. */
public final class ModelPage {
  /** File names of the figures that a page may have. */
  public static final Set<String> FIGURES = Set.of(TrainingFigure.NAME + ".png");

  private final TrainingHistory history;
  private final List<Section> scores;

  /**
   * A page.
   *
   * @param history of the training; without steps its figure is left out
   * @param scores sections that come first
   */
  public ModelPage(TrainingHistory history, List<Section> scores) {
    this.history = history;
    this.scores = List.copyOf(scores);
  }

  /** The page, with one line below its title. */
  public Page page(String subtitle) {
    List<Section> sections = new ArrayList<>(scores);
    if (!history.steps().isEmpty()) {
      sections.add(FigureSection.of(TrainingFigure.of(history)));
    }
    return new Page("Trained model", subtitle, sections);
  }
}

package ergode.app;

import ergode.report.Fact;
import ergode.report.Numbers;
import ergode.report.Section;
import ergode.report.TableSection;
import ergode.train.FieldScores;
import ergode.train.ForecastErrors;
import ergode.train.ModelScores;
import java.util.ArrayList;
import java.util.List;

/** Scores of a model beside those of the true equations, as text. */
final class ScoreLines {
  private ScoreLines() {}

  /** A heading, the model, the true equations. */
  static List<String> of(ModelScores scores) {
    return List.of(
        heading(scores),
        Lines.line("  model", line(scores.model())),
        Lines.line("  exact", line(scores.exact())));
  }

  /** One line with what matters most, the true equations in parentheses. */
  static String compact(ModelScores scores) {
    ForecastErrors.Summary model = scores.model().truth().meanSquare();
    ForecastErrors.Summary exact = scores.exact().truth().meanSquare();
    return "%s %s: MSE median %s (exact %s), p90 %s (%s), valid %s s (%s s)"
        .formatted(
            Lines.grouped(scores.trajectories()),
            scores.rows(),
            Numbers.scientific(model.median()),
            Numbers.scientific(exact.median()),
            Numbers.scientific(model.p90()),
            Numbers.scientific(exact.p90()),
            Numbers.fixed(scores.model().truth().validTime().median(), 2),
            Numbers.fixed(scores.exact().truth().validTime().median(), 2));
  }

  /** The table of a page. */
  static Section table(List<ModelScores> scores) {
    List<Fact> facts = new ArrayList<>();
    for (ModelScores row : scores) {
      facts.add(new Fact(heading(row), line(row.model()), line(row.exact())));
    }
    return new TableSection("Scores", "Model on", "Exact equations", facts);
  }

  private static String heading(ModelScores scores) {
    return "%s %s at g = %s, l = %s"
        .formatted(
            Lines.grouped(scores.trajectories()),
            scores.rows(),
            scores.system().get("g"),
            scores.system().get("l1"));
  }

  private static String line(FieldScores scores) {
    return "MSE median %s p90 %s mean %s max %s, motion %s, energy %s, valid %s s"
        .formatted(
            Numbers.scientific(scores.truth().meanSquare().median()),
            Numbers.scientific(scores.truth().meanSquare().p90()),
            Numbers.scientific(scores.truth().meanSquare().mean()),
            Numbers.scientific(scores.truth().meanSquare().max()),
            Numbers.scientific(scores.motionAtReference().mean()),
            Numbers.scientific(scores.energyDrift().median()),
            Numbers.fixed(scores.truth().validTime().median(), 2));
  }
}

package ergode.app;

import ergode.report.Fact;
import ergode.report.Numbers;
import ergode.report.Section;
import ergode.report.TablesSection;
import ergode.train.FieldScores;
import ergode.train.ForecastErrors;
import ergode.train.ModelScores;
import java.util.List;
import java.util.stream.IntStream;

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
    return "%s %s: MSE median %s (exact %s), p90 %s (%s), valid for %s s (%s s)"
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

  /** The tables of a page, one for each set of rows. */
  static Section tables(List<ModelScores> scores) {
    return new TablesSection("Scores", scores.stream().map(ScoreLines::table).toList());
  }

  private static TablesSection.Table table(ModelScores scores) {
    List<Fact> model = facts(scores.model());
    List<Fact> exact = facts(scores.exact());
    return new TablesSection.Table(
        heading(scores),
        List.of("", "Model", "Exact equations"),
        IntStream.range(0, model.size())
            .mapToObj(i -> List.of(model.get(i).name(), model.get(i).value(), exact.get(i).value()))
            .toList());
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
    ForecastErrors.Summary squares = scores.truth().meanSquare();
    return ("MSE median %s p90 %s mean %s max %s, motion mean %s, energy median %s,"
            + " valid for %s s (median)")
        .formatted(
            Numbers.scientific(squares.median()),
            Numbers.scientific(squares.p90()),
            Numbers.scientific(squares.mean()),
            Numbers.scientific(squares.max()),
            Numbers.scientific(scores.motionAtReference().mean()),
            Numbers.scientific(scores.energyDrift().median()),
            Numbers.fixed(scores.truth().validTime().median(), 2));
  }

  /** The same with longer names. */
  private static List<Fact> facts(FieldScores scores) {
    ForecastErrors.Summary squares = scores.truth().meanSquare();
    return List.of(
        Fact.of("Mean square error, median", Numbers.scientific(squares.median())),
        Fact.of("90th percentile", Numbers.scientific(squares.p90())),
        Fact.of("mean", Numbers.scientific(squares.mean())),
        Fact.of("largest", Numbers.scientific(squares.max())),
        Fact.of(
            "Equation of motion, mean square",
            Numbers.scientific(scores.motionAtReference().mean())),
        Fact.of("Energy drift, median", Numbers.scientific(scores.energyDrift().median())),
        Fact.of(
            "Within %s rad, median".formatted(ForecastErrors.BOUND),
            Numbers.fixed(scores.truth().validTime().median(), 2) + " s"));
  }
}

package ergode.app;

import ergode.bench.CostModel;
import ergode.bench.Measurement;
import ergode.data.Json;
import ergode.report.CostFigure;
import ergode.report.Fact;
import ergode.report.Figure;
import ergode.report.FigureSection;
import ergode.report.NotesSection;
import ergode.report.Numbers;
import ergode.report.NumbersSection;
import ergode.report.Page;
import ergode.report.Section;
import ergode.report.TableSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/** The page about the figures of a bench: the numbers, the cost model plotted, the conditions. */
final class BenchPage {
  /** File names of the figures that a page may have. */
  static final Set<String> FIGURES =
      Set.of("cost-trajectories.png", "cost-save-points.png", "cost-tolerance.png");

  private static final double LARGE = 100;

  private final List<Measurement> measured;

  /** A page about figures, of which there is at least one. */
  BenchPage(List<Measurement> measured) {
    this.measured = List.copyOf(measured);
  }

  Page page() {
    List<Section> sections = new ArrayList<>();
    List<Measurement> figures =
        measured.stream().filter(figure -> !figure.name().equals(CostModel.COST)).toList();
    if (!figures.isEmpty()) {
      sections.add(
          new NumbersSection("Figures", figures.stream().map(BenchPage::headline).toList()));
    }
    List<Measurement> costs =
        measured.stream().filter(figure -> figure.name().equals(CostModel.COST)).toList();
    if (!costs.isEmpty()) {
      sections.add(new FigureSection("Cost model", plots(costs)));
    }
    sections.add(
        new NotesSection(
            "How to read this",
            List.of(
                "Every value is the median of the repeats; min, max and spread say how far they lie"
                    + " apart.",
                "per_cpu_second counts processor time in place of wall time: where the value is"
                    + " much lower, the machine had other work to do.",
                "warm_up_settled is false where the speed still changed when measuring began.")));
    for (Measurement figure : figures) {
      sections.add(new TableSection(figure.name(), "Condition", "", facts(figure.conditions())));
    }
    if (!costs.isEmpty()) {
      sections.add(new TableSection(CostModel.COST, "Condition", "", facts(common(costs))));
    }
    Map<String, Object> machine = measured.get(0).conditions();
    return new Page(
        "Speed of simulations", machine.get("cpu") + ", " + machine.get("jvm"), sections);
  }

  private static Fact headline(Measurement figure) {
    double value = figure.value();
    String text = value < LARGE ? Numbers.fixed(value, 3) : Numbers.grouped(Math.round(value));
    return new Fact(figure.name(), text, figure.unit());
  }

  private static List<Fact> facts(Map<String, Object> conditions) {
    return conditions.entrySet().stream()
        .map(entry -> Fact.of(entry.getKey(), text(entry.getValue())))
        .toList();
  }

  private static String text(Object value) {
    return value instanceof String text ? text : Json.compact(value);
  }

  /** The conditions that all share. */
  private static Map<String, Object> common(List<Measurement> figures) {
    Map<String, Object> common = new TreeMap<>(figures.get(0).conditions());
    for (Measurement figure : figures) {
      common
          .entrySet()
          .removeIf(
              entry -> !Objects.equals(entry.getValue(), figure.conditions().get(entry.getKey())));
    }
    return common;
  }

  private static List<Figure> plots(List<Measurement> costs) {
    return List.of(
        plot(costs, CostModel.TRAJECTORIES, "number of trajectories", x -> x),
        plot(costs, CostModel.SAVE_POINTS, "save points", x -> x),
        plot(costs, CostModel.TOLERANCE, "1 / tolerance", x -> 1 / x));
  }

  private static Figure plot(
      List<Measurement> costs, String varied, String label, DoubleUnaryOperator x) {
    List<Measurement> series =
        costs.stream()
            .filter(cost -> varied.equals(cost.conditions().get(CostModel.VARIED)))
            .toList();
    Map<Object, List<CostFigure.Point>> points =
        series.stream()
            .collect(
                Collectors.groupingBy(
                    cost -> cost.conditions().get(CostModel.CORES),
                    LinkedHashMap::new,
                    Collectors.mapping(
                        cost ->
                            new CostFigure.Point(
                                x.applyAsDouble(number(cost, varied)), cost.value()),
                        Collectors.toList())));
    List<CostFigure.Curve> curves = new ArrayList<>();
    points.forEach(
        (cores, of) ->
            curves.add(new CostFigure.Curve(cores + (cores.equals(1) ? " core" : " cores"), of)));
    return new CostFigure(
        "cost-" + varied.replace('_', '-'),
        "Time against " + label,
        label,
        "Time to integrate an ensemble in memory, with " + fixed(series.get(0), varied) + ".",
        curves);
  }

  private static double number(Measurement cost, String condition) {
    return ((Number) cost.condition(condition)).doubleValue();
  }

  /** What does not vary, in words. */
  private static String fixed(Measurement cost, String varied) {
    List<String> fixed = new ArrayList<>();
    for (String condition :
        List.of(CostModel.TRAJECTORIES, CostModel.SAVE_POINTS, CostModel.TOLERANCE)) {
      if (!condition.equals(varied)) {
        fixed.add(condition.replace('_', ' ') + " = " + text(cost.condition(condition)));
      }
    }
    return String.join(" and ", fixed);
  }
}

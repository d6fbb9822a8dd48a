package ergode.report;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.data.Range;
import org.jfree.data.xy.XYBarDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * How well the solver kept the energy: histograms of the drift for both labels over one axis, each
 * with its own count scale because chaotic runs are rare.
 *
 * @param drift the binned drifts
 */
public record DriftFigure(DriftHistogram drift) implements Figure {
  private static final int WIDTH = 1500;
  private static final int BODY = 740;
  private static final int LEFT = 170;
  private static final int PANEL_WIDTH = 1280;
  private static final int PANEL_HEIGHT = 290;
  private static final int GAP = 52;

  /** Labels of neighbouring marks take turns in these rows, each so many px high. */
  private static final int MARK_ROWS = 3;

  private static final int MARK_ROW = 30;

  /** Edges such as -12 + 48 * 0.25 are whole decades up to rounding. */
  private static final double ROUNDING = 1e-9;

  @Override
  public String name() {
    return "energy-drift";
  }

  @Override
  public String title() {
    return "Energy drift";
  }

  @Override
  public String caption() {
    String text =
        "Largest energy error of each run, relative to the energy scale of the system, binned by"
            + " order of magnitude; each label has its own count axis.";
    for (DriftHistogram.Mark mark : drift.marks()) {
      text += " Dashed: " + markText(mark) + ".";
    }
    if (drift.outside() > 0) {
      text +=
          " Not shown: "
              + Numbers.grouped(drift.outside())
              + (drift.outside() == 1 ? " run" : " runs")
              + " with a drift of exactly 0 or beyond the axis.";
    }
    return text;
  }

  @Override
  public String alt() {
    return "Two histograms of the energy drift on a logarithmic axis from "
        + Numbers.scientific(Math.pow(10, drift.decades().low()))
        + " to "
        + Numbers.scientific(Math.pow(10, drift.decades().high()))
        + ": "
        + Numbers.grouped(sum(drift.nonChaotic()))
        + " non-chaotic and "
        + Numbers.grouped(sum(drift.chaotic()))
        + " chaotic runs.";
  }

  @Override
  public Dimension size() {
    return new Dimension(WIDTH, top() + BODY);
  }

  @Override
  public void draw(Canvas canvas) {
    Rectangle upper = new Rectangle(LEFT, top(), PANEL_WIDTH, PANEL_HEIGHT);
    Rectangle lower = new Rectangle(upper);
    lower.translate(0, PANEL_HEIGHT + GAP);
    panel(canvas, upper, "Non-chaotic", drift.nonChaotic(), Style.FIRST, false);
    panel(canvas, lower, "Chaotic", drift.chaotic(), Style.SECOND, true);
    for (int i = 0; i < drift.marks().size(); i++) {
      mark(canvas, upper, lower, drift.marks().get(i), i);
    }
  }

  private void panel(
      Canvas canvas, Rectangle area, String label, List<Long> counts, Color color, boolean last) {
    Bins bins = drift.decades();
    Range shown = shown();
    double step = Math.max(1, Math.ceil(shown.getLength() / 12));
    NumberAxis x =
        Style.axis(
            last ? "energy drift |E − E₀| / energy scale" : "",
            shown.getLowerBound(),
            shown.getUpperBound(),
            step,
            decade -> Numbers.powerOfTen((int) Math.round(decade)));
    x.setTickLabelsVisible(last);
    long max = counts.stream().mapToLong(Long::longValue).max().orElse(0);
    XYPlot plot = Style.plot(x, Style.countAxis("runs", max, 1.25, 4));
    plot.setDomainGridlinesVisible(true);
    plot.setRangeGridlinesVisible(true);
    plot.setDataset(bars(bins, counts));
    plot.setRenderer(renderer(color));
    canvas.plot(plot, area);
    String title = label + " (" + Numbers.grouped(sum(counts)) + ")";
    int titleWidth = (int) canvas.width(title, Style.titleFont());
    canvas.fill(new Rectangle(area.x + 12, area.y + 10, titleWidth + 12, 34), Color.WHITE);
    canvas.text(title, area.x + 18, area.y + 38, Style.titleFont(), color);
    if (max == 0) {
      canvas.centered(
          "no runs", area.getCenterX(), area.getCenterY(), Style.labelFont(), Style.FAINT_INK);
    }
  }

  private static XYBarDataset bars(Bins bins, List<Long> counts) {
    XYSeries series = new XYSeries("runs");
    for (int i = 0; i < bins.count(); i++) {
      series.add(bins.center(i), counts.get(i));
    }
    return new XYBarDataset(new XYSeriesCollection(series), bins.width());
  }

  private static XYBarRenderer renderer(Color color) {
    XYBarRenderer renderer = new XYBarRenderer(0.06);
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    renderer.setSeriesPaint(0, color);
    return renderer;
  }

  /** Upper edge of the upper panel, device px: as low as the rows of mark labels need. */
  private int top() {
    return 30 + MARK_ROW * Math.min(MARK_ROWS, drift.marks().size());
  }

  /** The whole decades that hold any run, so that empty ends take no room. */
  private Range shown() {
    Bins bins = drift.decades();
    int first = bins.count();
    int last = -1;
    for (int i = 0; i < bins.count(); i++) {
      if (drift.nonChaotic().get(i) + drift.chaotic().get(i) > 0) {
        first = Math.min(first, i);
        last = i;
      }
    }
    if (last < 0) {
      return new Range(bins.low(), bins.high());
    }
    return new Range(
        Math.max(bins.low(), Math.floor(bins.edge(first) + ROUNDING)),
        Math.min(bins.high(), Math.ceil(bins.edge(last + 1) - ROUNDING)));
  }

  private void mark(
      Canvas canvas, Rectangle upper, Rectangle lower, DriftHistogram.Mark mark, int index) {
    Range shown = shown();
    double decade = Math.log10(mark.drift());
    if (!shown.contains(decade)) {
      return;
    }
    double x = upper.x + (decade - shown.getLowerBound()) / shown.getLength() * upper.width;
    int row = index % MARK_ROWS;
    Line2D line = new Line2D.Double(x, upper.y - 10 - row * MARK_ROW, x, lower.getMaxY());
    canvas.stroke(line, new Rectangle(WIDTH, top() + BODY), Style.INK, Style.DASHED);
    String text = markText(mark);
    double half = canvas.width(text, Style.tickFont()) / 2;
    double center = Math.min(x, WIDTH - 20 - half);
    canvas.centered(text, center, upper.y - 18 - row * MARK_ROW, Style.tickFont(), Style.INK);
  }

  private static String markText(DriftHistogram.Mark mark) {
    return mark.label() + " " + Numbers.scientific(mark.drift());
  }

  private static long sum(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}

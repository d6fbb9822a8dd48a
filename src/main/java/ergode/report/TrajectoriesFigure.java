package ergode.report;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;

/**
 * Small multiples of both angles against time: non-chaotic runs above, chaotic ones below.
 *
 * @param samples at most {@value #PER_LABEL} trajectories of each label
 * @param cut angle beyond which the filter calls a run chaotic, rad, drawn as a dashed line where
 *     it is in sight
 */
public record TrajectoriesFigure(List<SampleTrajectory> samples, double cut) implements Figure {
  /** Most trajectories of one label in the figure. */
  public static final int PER_LABEL = 3;

  private static final int WIDTH = 1700;
  private static final int HEIGHT = 986;
  private static final int LEFT = 130;
  private static final int TOP = 150;
  private static final int COLUMN = 530;
  private static final int ROW = 470;
  private static final int PANEL_WIDTH = 420;
  private static final int PANEL_HEIGHT = 270;

  public TrajectoriesFigure {
    samples = List.copyOf(samples);
    if (!(cut > 0)) {
      throw new IllegalArgumentException("cut must be positive, got " + cut);
    }
    for (boolean chaotic : new boolean[] {false, true}) {
      int n = labelled(samples, chaotic).size();
      if (n > PER_LABEL) {
        throw new IllegalArgumentException(
            "got " + n + " samples with chaotic = " + chaotic + ", at most " + PER_LABEL);
      }
    }
  }

  @Override
  public String name() {
    return "trajectories";
  }

  @Override
  public String title() {
    return "Sample trajectories";
  }

  @Override
  public String caption() {
    return "Both angles against time for single runs, non-chaotic above, chaotic below. A run is"
        + " called chaotic once an angle passes ±"
        + Numbers.fixed(cut, 4)
        + " rad at a saved time (dashed where in sight); vertical scales differ.";
  }

  @Override
  public String alt() {
    return "Line plots of the angles against time for "
        + labelled(samples, false).size()
        + " non-chaotic and "
        + labelled(samples, true).size()
        + " chaotic runs.";
  }

  @Override
  public Dimension size() {
    return new Dimension(WIDTH, HEIGHT);
  }

  @Override
  public void draw(Canvas canvas) {
    legend(canvas);
    row(canvas, TOP, "Non-chaotic", labelled(samples, false));
    row(canvas, TOP + ROW, "Chaotic", labelled(samples, true));
  }

  private static List<SampleTrajectory> labelled(List<SampleTrajectory> all, boolean chaotic) {
    return all.stream().filter(s -> s.chaotic() == chaotic).toList();
  }

  private void row(Canvas canvas, int top, String label, List<SampleTrajectory> row) {
    canvas.text(label, LEFT, top - 78, Style.titleFont(), Style.INK);
    if (row.isEmpty()) {
      canvas.empty(
          new Rectangle(LEFT, top, 2 * COLUMN + PANEL_WIDTH, PANEL_HEIGHT), "none in the sample");
    }
    for (int i = 0; i < row.size(); i++) {
      panel(canvas, new Rectangle(LEFT + i * COLUMN, top, PANEL_WIDTH, PANEL_HEIGHT), row.get(i));
    }
  }

  private void panel(Canvas canvas, Rectangle area, SampleTrajectory run) {
    double low = Math.min(run.theta1().min(), run.theta2().min());
    double high = Math.max(run.theta1().max(), run.theta2().max());
    double margin = Math.max(0.06 * (high - low), 0.01);
    NumberAxis x = Style.axis("t (s)", run.time().min(), run.time().max(), 5);
    NumberAxis y =
        Style.angleAxis(area.x == LEFT ? "angle (rad)" : "", low - margin, high + margin, 6);
    XYPlot plot = Style.plot(x, y);
    plot.setRangeGridlinesVisible(true);
    DefaultXYDataset data = new DefaultXYDataset();
    data.addSeries("θ₁", lines(run.time(), run.theta1()));
    data.addSeries("θ₂", lines(run.time(), run.theta2()));
    plot.setDataset(data);
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setSeriesPaint(0, Style.FIRST);
    renderer.setSeriesPaint(1, Style.SECOND);
    renderer.setSeriesStroke(0, Style.LINE);
    renderer.setSeriesStroke(1, Style.LINE);
    renderer.setDrawSeriesLineAsPath(true);
    plot.setRenderer(renderer);
    canvas.plot(plot, area);
    for (double limit : new double[] {-cut, cut}) {
      if (y.getRange().contains(limit)) {
        double py =
            area.getMaxY() - (limit - y.getLowerBound()) / y.getRange().getLength() * area.height;
        canvas.stroke(
            new Line2D.Double(area.x, py, area.getMaxX(), py), area, Style.FAINT_INK, Style.DASHED);
      }
    }
    canvas.text(
        canvas.shortened(run.name(), Fonts.bold(20), COLUMN - 60),
        area.x,
        area.y - 40,
        Fonts.bold(20),
        Style.INK);
    canvas.text(run.start(), area.x, area.y - 13, Style.tickFont(), Style.INK);
  }

  private static double[][] lines(Series time, Series angle) {
    double[][] points = new double[2][time.size()];
    for (int i = 0; i < time.size(); i++) {
      points[0][i] = time.get(i);
      points[1][i] = angle.get(i);
    }
    return points;
  }

  private static void legend(Canvas canvas) {
    Rectangle sheet = new Rectangle(WIDTH, HEIGHT);
    int x = LEFT + 2 * COLUMN + PANEL_WIDTH - 200;
    canvas.stroke(new Line2D.Double(x, 32, x + 44, 32), sheet, Style.FIRST, Style.LINE);
    canvas.text("θ₁", x + 54, 40, Style.labelFont(), Style.INK);
    canvas.stroke(new Line2D.Double(x + 110, 32, x + 154, 32), sheet, Style.SECOND, Style.LINE);
    canvas.text("θ₂", x + 164, 40, Style.labelFont(), Style.INK);
  }
}

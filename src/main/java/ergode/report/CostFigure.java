package ergode.report;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * How a time grows with something, both on logarithmic axes.
 *
 * @param name file name without extension
 * @param xLabel what the time grows with, with its unit if it has one
 * @param caption what else is to be known about the measurement
 * @param curves at most two
 */
public record CostFigure(
    String name, String title, String xLabel, String caption, List<Curve> curves)
    implements Figure {
  private static final int WIDTH = 1500;
  private static final int HEIGHT = 800;
  private static final Rectangle AREA = new Rectangle(170, 70, 1280, 600);
  private static final Color[] COLORS = {Style.FIRST, Style.SECOND};
  private static final int LEGEND_STEP = 240;
  private static final double DOT = 14;

  /** Room beyond the first and the last point, decades. */
  private static final double MARGIN = 0.1;

  public CostFigure {
    curves = List.copyOf(curves);
    if (curves.isEmpty() || curves.size() > COLORS.length) {
      throw new IllegalArgumentException(
          "a cost figure of " + curves.size() + " curves, expected 1 to " + COLORS.length);
    }
  }

  /** A measured point; both are positive. */
  public record Point(double x, double seconds) {
    public Point {
      if (!(x > 0 && seconds > 0 && Double.isFinite(x) && Double.isFinite(seconds))) {
        throw new IllegalArgumentException(
            "(" + x + ", " + seconds + ") has no place on logarithmic axes");
      }
    }
  }

  /** Points of one colour, at least one, in the order in which they are joined. */
  public record Curve(String label, List<Point> points) {
    public Curve {
      points = List.copyOf(points);
      if (points.isEmpty()) {
        throw new IllegalArgumentException("the curve '" + label + "' has no points");
      }
    }
  }

  @Override
  public String alt() {
    List<String> parts = new ArrayList<>();
    for (Curve curve : curves) {
      Point first = curve.points().get(0);
      Point last = curve.points().get(curve.points().size() - 1);
      parts.add(
          "%s: %s s at %s to %s s at %s"
              .formatted(
                  curve.label(),
                  Numbers.scientific(first.seconds()),
                  Numbers.scientific(first.x()),
                  Numbers.scientific(last.seconds()),
                  Numbers.scientific(last.x())));
    }
    return "Time against " + xLabel + ", logarithmic. " + String.join("; ", parts) + ".";
  }

  @Override
  public Dimension size() {
    return new Dimension(WIDTH, HEIGHT);
  }

  @Override
  public void draw(Canvas canvas) {
    XYPlot plot = Style.plot(axis(xLabel, Point::x), axis("time (s)", Point::seconds));
    plot.setDomainGridlinesVisible(true);
    plot.setRangeGridlinesVisible(true);
    XYSeriesCollection data = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
    for (int i = 0; i < curves.size(); i++) {
      XYSeries series = new XYSeries(curves.get(i).label(), false);
      for (Point point : curves.get(i).points()) {
        series.add(Math.log10(point.x()), Math.log10(point.seconds()));
      }
      data.addSeries(series);
      renderer.setSeriesPaint(i, COLORS[i]);
      renderer.setSeriesStroke(i, Style.LINE);
      renderer.setSeriesShape(i, new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT));
    }
    plot.setDataset(data);
    plot.setRenderer(renderer);
    canvas.plot(plot, AREA);
    legend(canvas);
  }

  private NumberAxis axis(String label, ToDoubleFunction<Point> coordinate) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Curve curve : curves) {
      for (Point point : curve.points()) {
        double decade = Math.log10(coordinate.applyAsDouble(point));
        low = Math.min(low, decade);
        high = Math.max(high, decade);
      }
    }
    // whole decades, because only they have labels
    double from = Math.floor(low - MARGIN);
    double to = Math.ceil(high + MARGIN);
    return Style.axis(label, from, to, 1, decade -> Numbers.powerOfTen((int) Math.round(decade)));
  }

  private void legend(Canvas canvas) {
    Rectangle sheet = new Rectangle(size());
    for (int i = 0; i < curves.size(); i++) {
      int x = AREA.x + i * LEGEND_STEP;
      canvas.stroke(new Line2D.Double(x, 36, x + 44, 36), sheet, COLORS[i], Style.LINE);
      canvas.text(curves.get(i).label(), x + 56, 44, Style.labelFont(), Style.INK);
    }
  }
}

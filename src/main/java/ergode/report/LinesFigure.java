package ergode.report;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.util.List;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;

/**
 * Panels of curves, one below the other.
 *
 * @param name file name without extension
 * @param alt what the curves show, in words
 * @param panels at least one
 */
public record LinesFigure(
    String name, String title, String caption, String alt, List<LinePanel> panels)
    implements Figure {
  static final Rectangle AREA = new Rectangle(170, 70, 1460, 330);
  static final int PITCH = 520;

  private static final int WIDTH = 1700;
  private static final int SWATCH = 44;
  private static final int GAP = 12;

  public LinesFigure {
    panels = List.copyOf(panels);
    if (panels.isEmpty()) {
      throw new IllegalArgumentException("the figure '" + name + "' has no panels");
    }
  }

  @Override
  public Dimension size() {
    return new Dimension(WIDTH, panels.size() * PITCH);
  }

  @Override
  public void draw(Canvas canvas) {
    for (int i = 0; i < panels.size(); i++) {
      Rectangle area = new Rectangle(AREA);
      area.translate(0, i * PITCH);
      draw(canvas, panels.get(i), area);
    }
  }

  private static void draw(Canvas canvas, LinePanel panel, Rectangle area) {
    double step = panel.tickStep();
    XYPlot plot =
        Style.plot(
            Style.axis(panel.xLabel(), panel.low(), panel.high(), step, x -> Numbers.tick(x, step)),
            panel
                .scale()
                .axis(panel.yLabel(), panel.curves().stream().map(LinePanel.Curve::y).toList()));
    plot.setRangeGridlinesVisible(true);
    DefaultXYDataset data = new DefaultXYDataset();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true);
    for (int i = 0; i < panel.curves().size(); i++) {
      LinePanel.Curve curve = panel.curves().get(i);
      double[] x = new double[curve.x().size()];
      for (int k = 0; k < x.length; k++) {
        x[k] = curve.x().get(k);
      }
      data.addSeries(i, new double[][] {x, panel.scale().places(curve.y())});
      renderer.setSeriesPaint(i, curve.pen().color());
      renderer.setSeriesStroke(i, curve.pen().stroke());
    }
    plot.setDataset(data);
    plot.setRenderer(renderer);
    // the first curve is drawn first
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    canvas.plot(plot, area);
    canvas.text(panel.title(), area.x, area.y - 24, Style.titleFont(), Style.INK);
    legend(canvas, panel, area);
  }

  /** Right-aligned above the panel. */
  private static void legend(Canvas canvas, LinePanel panel, Rectangle area) {
    Rectangle sheet = new Rectangle(area.x, area.y - AREA.y, area.width, AREA.y);
    double x = area.getMaxX();
    for (int i = panel.curves().size() - 1; i >= 0; i--) {
      LinePanel.Curve curve = panel.curves().get(i);
      if (curve.label().isEmpty()) {
        continue;
      }
      x -= canvas.width(curve.label(), Style.labelFont());
      canvas.text(curve.label(), x, area.y - 24, Style.labelFont(), Style.INK);
      x -= GAP + SWATCH;
      double y = area.y - 32;
      canvas.stroke(
          new Line2D.Double(x, y, x + SWATCH, y), sheet, curve.pen().color(), curve.pen().stroke());
      x -= 2 * GAP;
    }
  }
}

package ergode.report;

import java.awt.Rectangle;
import java.util.function.DoubleFunction;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;

/** The vertical key of a colour scale from 0 to {@code high}. */
record ColorBar(ColorMap colors, double high, double step, DoubleFunction<String> labels) {
  private static final int STEPS = 256;

  void draw(Canvas canvas, Rectangle area, String label) {
    canvas.raster(area, 1, STEPS, (ix, iy) -> colors.rgb((iy + 0.5) / STEPS));
    NumberAxis none = Style.axis("", 0, 1, 1, x -> "");
    none.setVisible(false);
    XYPlot plot = Style.plot(none, Style.axis(label, 0, high, step, labels));
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_RIGHT);
    canvas.plot(plot, area);
  }
}

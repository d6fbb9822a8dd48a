package ergode.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.function.DoubleFunction;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/** Fonts, colours and axes shared by all figures; lengths in device px. */
final class Style {
  static final Color INK = new Color(0x222222);
  static final Color FAINT_INK = new Color(0x666666);
  static final Color GRID = new Color(0xE3E3E3);
  static final Color EMPTY = new Color(0xF2F2F2);

  /** Blue and vermilion of Okabe and Ito's palette, distinct to colour-blind readers. */
  static final Color FIRST = new Color(0x0072B2);

  static final Color SECOND = new Color(0xD55E00);

  /** A light blue, for what lies behind a line. */
  static final Color FAINT = new Color(0xA9CDE5);

  static final BasicStroke THIN = new BasicStroke(1.5f);
  static final BasicStroke LINE =
      new BasicStroke(3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  static final BasicStroke DASHED =
      new BasicStroke(
          2.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, new float[] {12f, 8f}, 0f);

  /** Still seen where a {@link #LINE} lies on it. */
  static final BasicStroke BROAD =
      new BasicStroke(9f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);

  static final BasicStroke BROAD_DASHED =
      new BasicStroke(
          9f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, new float[] {12f, 8f}, 0f);

  /** Room for ticks and labels around a data area. */
  private static final int AXIS_SPACE = 200;

  private static final double[] NICE = {1, 2, 5, 10};

  private Style() {}

  static Font tickFont() {
    return Fonts.plain(20);
  }

  static Font labelFont() {
    return Fonts.plain(24);
  }

  static Font titleFont() {
    return Fonts.bold(25);
  }

  /** A plot without data: transparent, outlined, its data area fixed by {@link Canvas#plot}. */
  static XYPlot plot(NumberAxis x, NumberAxis y) {
    XYPlot plot = new XYPlot(null, x, y, null);
    plot.setBackgroundPaint(null);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setOutlinePaint(INK);
    plot.setOutlineStroke(THIN);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    plot.setDomainGridlineStroke(THIN);
    plot.setRangeGridlineStroke(THIN);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    AxisSpace space = new AxisSpace();
    space.setTop(AXIS_SPACE);
    space.setBottom(AXIS_SPACE);
    space.setLeft(AXIS_SPACE);
    space.setRight(AXIS_SPACE);
    plot.setFixedDomainAxisSpace(space);
    plot.setFixedRangeAxisSpace(space);
    return plot;
  }

  /** An axis over [low, high] with about {@code ticks} ticks at round numbers. */
  static NumberAxis axis(String label, double low, double high, int ticks) {
    double step = niceStep((high - low) / ticks);
    return axis(label, low, high, step, x -> Numbers.tick(x, step));
  }

  /** An axis of whole counts from 0 to {@code headroom} times {@code max}. */
  static NumberAxis countAxis(String label, long max, double headroom, int ticks) {
    double high = Math.max(1, max) * headroom;
    double step = Math.max(1, niceStep(high / ticks));
    return axis(label, 0, high, step, x -> Numbers.grouped(Math.round(x)));
  }

  /** An axis in radians with ticks at multiples of pi, or of a half, a quarter, two, four, ... */
  static NumberAxis angleAxis(String label, double low, double high, int ticks) {
    double quarter = Math.PI / 4;
    double step = quarter;
    while ((high - low) / step > ticks) {
      step *= 2;
    }
    return axis(label, low, high, step, x -> Numbers.quartersOfPi((int) Math.round(x / quarter)));
  }

  static NumberAxis axis(
      String label, double low, double high, double step, DoubleFunction<String> labels) {
    NumberAxis axis = new NumberAxis(label);
    axis.setRange(low, high);
    axis.setTickUnit(new Ticks(step, labels));
    axis.setTickLabelFont(tickFont());
    axis.setTickLabelPaint(INK);
    axis.setTickLabelInsets(new RectangleInsets(13, 13, 13, 13));
    axis.setLabelFont(labelFont());
    axis.setLabelPaint(INK);
    axis.setLabelInsets(new RectangleInsets(4, 4, 4, 4));
    axis.setAxisLineVisible(false);
    axis.setTickMarkPaint(INK);
    axis.setTickMarkStroke(THIN);
    axis.setTickMarkOutsideLength(7f);
    return axis;
  }

  /** The smallest of 1, 2, 5 times a power of ten that is at least {@code rough}. */
  static double niceStep(double rough) {
    double decade = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double nice : NICE) {
      if (nice * decade >= rough * (1 - 1e-9)) {
        return nice * decade;
      }
    }
    return 10 * decade;
  }

  /** Evenly spaced ticks with labels of our own, whatever the locale. */
  private static final class Ticks extends NumberTickUnit {
    private final DoubleFunction<String> labels;

    Ticks(double step, DoubleFunction<String> labels) {
      super(step);
      this.labels = labels;
    }

    @Override
    public String valueToString(double value) {
      return labels.apply(value);
    }
  }
}

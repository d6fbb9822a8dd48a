package ergode.report;

import java.awt.Rectangle;

/**
 * A panel over both angles: colours of cells, with a title above and the key of the colours beside.
 *
 * @param x cells of the first angle, rad
 * @param y cells of the second angle, rad
 * @param values what is shown
 * @param key from 0 to the value at which the colours end
 */
record HeatMap(String title, Bins x, Bins y, Values values, ColorBar key) {
  private static final int KEY_GAP = 20;
  private static final int KEY_WIDTH = 24;
  private static final int MOST_TICKS = 4;

  /** A value of each cell (ix, iy), 0-based from the low ends. */
  @FunctionalInterface
  interface Values {
    double of(int ix, int iy);
  }

  /** The step of a key's ticks that suits a scale from 0 to {@code high}. */
  static double keyStep(double high) {
    return Style.niceStep(high / 5);
  }

  void drawCells(Canvas canvas, Rectangle area) {
    canvas.raster(
        area, x.count(), y.count(), (ix, iy) -> key.colors().rgb(values.of(ix, iy) / key.high()));
  }

  /** Everything but the cells. */
  void drawFrame(Canvas canvas, Rectangle area) {
    canvas.centered(title, area.getCenterX(), area.y - 22, Style.titleFont(), Style.INK);
    canvas.plot(
        Style.plot(
            Style.angleAxis("θ₁", x.low(), x.high(), MOST_TICKS),
            Style.angleAxis("θ₂", y.low(), y.high(), MOST_TICKS)),
        area);
    key.draw(
        canvas, new Rectangle(area.x + area.width + KEY_GAP, area.y, KEY_WIDTH, area.height), "");
  }
}

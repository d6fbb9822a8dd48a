package ergode.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jfree.chart.plot.XYPlot;

/** A white sheet of device pixels that figures draw plots, rasters and text on. */
final class Canvas {
  /** Device px per CSS px. */
  static final int SCALE = 2;

  static {
    // Figures never need a display, and a stale DISPLAY variable must not stop a report.
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
  }

  private final BufferedImage image;
  private final Graphics2D g;

  /** A sheet of so many device px. */
  Canvas(Dimension size) {
    Fonts.plain(1);
    image = new BufferedImage(size.width, size.height, BufferedImage.TYPE_INT_RGB);
    g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, size.width, size.height);
  }

  /** Draws {@code plot} so that its data area is exactly {@code data}; axes go outside of it. */
  void plot(XYPlot plot, Rectangle data) {
    int margin = (int) plot.getFixedRangeAxisSpace().getLeft();
    Rectangle2D area =
        new Rectangle2D.Double(
            data.x - margin, data.y - margin, data.width + 2 * margin, data.height + 2 * margin);
    plot.draw(g, area, null, null, null);
  }

  /**
   * Fills {@code area} with an nx x ny raster, y upwards, cells without gaps or blending.
   *
   * @param rgb colour 0xRRGGBB of cell (ix, iy)
   */
  void raster(Rectangle area, int nx, int ny, IntBinaryOperator rgb) {
    for (int py = 0; py < area.height; py++) {
      int iy = ny - 1 - (int) ((long) py * ny / area.height);
      for (int px = 0; px < area.width; px++) {
        int ix = (int) ((long) px * nx / area.width);
        image.setRGB(area.x + px, area.y + py, rgb.applyAsInt(ix, iy));
      }
    }
  }

  void fill(Shape shape, Color color) {
    g.setColor(color);
    g.fill(shape);
  }

  /** Fills an area that has nothing to show and says why. */
  void empty(Rectangle area, String why) {
    fill(area, Style.EMPTY);
    centered(why, area.getCenterX(), area.getCenterY(), Style.labelFont(), Style.FAINT_INK);
  }

  /** Strokes {@code shape} where it lies within {@code clip}. */
  void stroke(Shape shape, Rectangle clip, Color color, BasicStroke stroke) {
    Shape before = g.getClip();
    g.clip(clip);
    g.setColor(color);
    g.setStroke(stroke);
    g.draw(shape);
    g.setClip(before);
  }

  /** Writes {@code text} with its baseline starting at (x, y). */
  void text(String text, double x, double y, Font font, Color color) {
    g.setFont(font);
    g.setColor(color);
    g.drawString(text, (float) x, (float) y);
  }

  /** Writes {@code text} with the middle of its baseline at (x, y). */
  void centered(String text, double x, double y, Font font, Color color) {
    text(text, x - width(text, font) / 2, y, font, color);
  }

  /** {@code text}, or as much of its beginning as fits {@code width} px, with an ellipsis. */
  String shortened(String text, Font font, double width) {
    if (width(text, font) <= width) {
      return text;
    }
    int end = text.length();
    while (end > 0 && width(text.substring(0, end) + "…", font) > width) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + "…";
  }

  double width(String text, Font font) {
    return g.getFontMetrics(font).getStringBounds(text, g).getWidth();
  }

  /** Ends the drawing and encodes it. */
  byte[] png() {
    g.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("this Java runtime has no PNG writer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}

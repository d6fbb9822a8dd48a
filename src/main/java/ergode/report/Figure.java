package ergode.report;

import java.awt.Dimension;

/** A picture for the page and for a file of its own. A new figure is a new implementation. */
public interface Figure {
  /** File name without extension: lower-case letters, digits and hyphens; unique on a page. */
  String name();

  String title();

  /** What is drawn and how to read it, plain text. */
  String caption();

  /** What a reader who cannot see the picture needs to know, plain text. */
  String alt();

  /** Device px of the picture, of which {@link Canvas#SCALE} are a CSS px. */
  Dimension size();

  /** Draws the picture on a white sheet of its {@link #size()}. */
  void draw(Canvas canvas);

  /** Width on the page, CSS px. */
  default int width() {
    return size().width / Canvas.SCALE;
  }

  /** Height on the page, CSS px. */
  default int height() {
    return size().height / Canvas.SCALE;
  }

  /**
   * The picture as a PNG file. The same figure gives the same bytes on the same machine.
   *
   * @throws NoFontException if the machine has no usable font
   */
  default byte[] png() {
    Canvas canvas = new Canvas(size());
    draw(canvas);
    return canvas.png();
  }
}

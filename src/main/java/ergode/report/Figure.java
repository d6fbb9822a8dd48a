package ergode.report;

/** A picture for the page and for a file of its own. A new figure is a new implementation. */
public interface Figure {
  /** File name without extension: lower-case letters, digits and hyphens; unique on a page. */
  String name();

  String title();

  /** What is drawn and how to read it, plain text. */
  String caption();

  /** What a reader who cannot see the picture needs to know, plain text. */
  String alt();

  /** Width on the page, CSS px; the PNG has {@link Canvas#SCALE} times as many pixels. */
  int width();

  /** Height on the page, CSS px. */
  int height();

  /**
   * The picture as a PNG file. The same figure gives the same bytes on the same machine.
   *
   * @throws IllegalStateException if the machine has no usable font
   */
  byte[] png();
}

package ergode.report;

import java.awt.Color;

/** Maps the unit interval to colours. */
interface ColorMap {
  /** Colour of {@code u} in [0, 1] as 0xRRGGBB; values outside are clipped. */
  int rgb(double u);

  default Color color(double u) {
    return new Color(rgb(u));
  }
}

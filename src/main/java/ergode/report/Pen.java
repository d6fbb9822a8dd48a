package ergode.report;

import java.awt.BasicStroke;
import java.awt.Color;

/** How a curve is drawn. */
public enum Pen {
  FIRST(Style.FIRST),
  SECOND(Style.SECOND),
  FIRST_DASHED(Style.FIRST),
  SECOND_DASHED(Style.SECOND),
  FAINT(Style.FAINT),
  MARK(Style.FAINT_INK);

  private final Color color;

  Pen(Color color) {
    this.color = color;
  }

  Color color() {
    return color;
  }

  BasicStroke stroke() {
    return switch (this) {
      case FIRST, SECOND -> Style.LINE;
      case FIRST_DASHED, SECOND_DASHED, MARK -> Style.DASHED;
      case FAINT -> Style.THIN;
    };
  }
}

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
  BROAD(Style.FAINT),
  BROAD_DASHED(Style.FAINT),
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
      case BROAD -> Style.BROAD;
      case BROAD_DASHED -> Style.BROAD_DASHED;
    };
  }
}

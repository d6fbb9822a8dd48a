package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinesFigureTest {
  private static final Series X = Series.of(0, 1, 2, 3, 4);

  private static LinesFigure figure(Scale scale, double... y) {
    LinePanel.Curve curve = new LinePanel.Curve("", Pen.FIRST, X, Series.of(y));
    LinePanel panel = new LinePanel("A panel", "x", "y", scale, List.of(curve));
    return new LinesFigure("lines", "Lines", "A caption.", "Words.", List.of(panel, panel));
  }

  private static long blue(Pixels pixels, double x, double y, int panel) {
    int px = (int) (LinesFigure.AREA.x + x * LinesFigure.AREA.width);
    int py = (int) (LinesFigure.AREA.y + y * LinesFigure.AREA.height) + panel * LinesFigure.PITCH;
    return pixels.count(Style.FIRST, px - 4, py - 4, px + 4, py + 4);
  }

  @Test
  void aDecadeIsAStepOfTheLogarithmicScaleAndZeroAGap() {
    // 1 to 10^4 and a decade each way: 10^3 is two of six below the top
    Pixels pixels = Pixels.of(figure(Scale.LOGARITHMIC, 1000, 1000, 0, 1, 1e4));
    for (int panel = 0; panel < 2; panel++) {
      assertThat(blue(pixels, 0.125, 2 / 6.0, panel)).isPositive();
      assertThat(blue(pixels, 0.875, 0.5, panel)).isPositive();
    }
    int left = (int) (LinesFigure.AREA.x + 0.26 * LinesFigure.AREA.width);
    int right = (int) (LinesFigure.AREA.x + 0.74 * LinesFigure.AREA.width);
    assertThat(pixels.count(Style.FIRST, left, 0, right, LinesFigure.PITCH)).isZero();
  }

  @Test
  void anglesEndAtTwoTurns() {
    Pixels pixels = Pixels.of(figure(Scale.TWO_TURNS, Math.PI, Math.PI, Math.PI, 20, 20));
    assertThat(blue(pixels, 0.25, 0.25, 0)).isPositive();
    int below = LinesFigure.AREA.y;
    assertThat(pixels.count(Style.FIRST, 0, 0, pixels.image().getWidth(), below - 3)).isZero();
  }

  @Test
  void countsHaveNoFractionsBetweenThem() {
    LinePanel.Curve steps = new LinePanel.Curve("", Pen.FIRST, Series.of(1, 2), Series.of(1, 1));
    LinePanel.Curve times = new LinePanel.Curve("", Pen.FIRST, Series.of(0, 1.5), Series.of(1, 1));
    assertThat(new LinePanel("a", "step", "", Scale.LOGARITHMIC, List.of(steps)).tickStep())
        .isEqualTo(1);
    assertThat(new LinePanel("b", "t", "", Scale.LOGARITHMIC, List.of(times)).tickStep())
        .isEqualTo(0.2);
  }

  @Test
  void whatCannotBeDrawnIsRefused() {
    assertThatThrownBy(() -> new LinePanel.Curve("a", Pen.MARK, X, Series.of(1)))
        .hasMessageContaining("'a' has 5 finite x and 1 y");
    assertThatThrownBy(() -> new LinePanel("b", "x", "y", Scale.LOGARITHMIC, List.of()))
        .hasMessageContaining("'b' has no curves");
  }
}

package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.ode.SaveAt;
import ergode.train.ErrorGrowth;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorGrowthFigureTest {
  private static final SaveAt SAVE_AT = new SaveAt(0, 10, 101);

  /** Errors that jump from rounding to a level at the second save point. */
  private static ErrorGrowth level(double level, double validTime) {
    double[] errors = new double[SAVE_AT.points()];
    Arrays.fill(errors, level);
    errors[0] = 0;
    errors[1] = 1e-14;
    return new ErrorGrowth(SAVE_AT, errors, errors, validTime);
  }

  private static LinesFigure figure(ErrorGrowth model, ErrorGrowth exact) {
    return (LinesFigure) ErrorGrowthFigure.of("30 chaotic, all", model, exact);
  }

  /** Pixels of the model's colour in a band of the panel, as shares of its height from above. */
  private static long model(Pixels pixels, double from, double to) {
    var area = LinesFigure.AREA;
    return pixels.count(
        Style.SECOND,
        area.x,
        area.y + (int) (from * area.height),
        (int) area.getMaxX(),
        area.y + (int) (to * area.height));
  }

  @Test
  void roundingAtTheStartDoesNotStretchTheScale() {
    // from 10^-7 to 10^-1 with the least margins: 10^-8 to 10^0
    LinesFigure figure = figure(level(3e-2, 4), level(3e-7, 10));
    assertThat(figure.caption()).contains("Errors below 1.0·10⁻⁷ rad");
    Pixels pixels = Pixels.of(figure);
    double place = (0 - Math.log10(3e-2)) / 8;
    assertThat(model(pixels, place - 0.03, place + 0.03)).isPositive();
    assertThat(model(pixels, place + 0.03, 1)).isZero();
  }

  @Test
  void aForecastThatStaysRightHasNoMark() {
    LinesFigure right = figure(level(1e-3, 10), level(1e-7, 10));
    assertThat(right.caption()).contains("rad for all of the 10.00 s.");
    assertThat(right.panels().get(0).curves()).hasSize(4);
    LinesFigure wrong = figure(level(1, 4), level(1e-7, 10));
    assertThat(wrong.caption()).contains("rad for 4.00 s (grey)");
    assertThat(wrong.panels().get(0).curves()).hasSize(5);
  }

  @Test
  void theCaptionSaysWhichRowsItIsOf() {
    assertThat(figure(level(1, 4), level(1e-7, 10)).caption())
        .contains("The rows: 30 chaotic, all. Errors")
        .doesNotContain("held-out");
  }

  @Test
  void forecastsWithoutErrorHaveAScale() {
    assertThat(Pixels.of(figure(level(0, 10), level(0, 10))).image()).isNotNull();
  }
}

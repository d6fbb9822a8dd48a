package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.report.CostFigure.Curve;
import ergode.report.CostFigure.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostFigureTest {
  private static CostFigure figure(Curve... curves) {
    return new CostFigure("cost", "Cost", "N", "A caption.", List.of(curves));
  }

  @Test
  void pointsStandAtTheirLogarithms() {
    // One decade and a margin each way: x from 0.1 to 100 in three parts of 1280 px, y likewise.
    Curve curve = new Curve("1 core", List.of(new Point(1, 1), new Point(10, 10)));
    Pixels pixels = Pixels.of(figure(curve));
    int x = 170 + 1280 / 3;
    int y = 70 + 2 * 600 / 3;
    assertThat(pixels.count(Style.FIRST, x - 8, y - 8, x + 8, y + 8)).isGreaterThan(100);
    assertThat(pixels.count(Style.FIRST, 172, 72, x - 10, 668)).isZero();
    assertThat(pixels.count(Style.FIRST, x + 1280 / 3 + 10, 72, 1448, 668)).isZero();
    assertThat(pixels.count(Style.SECOND)).isZero();
  }

  @Test
  void theSecondCurveHasItsOwnColourAndWords() {
    CostFigure figure =
        figure(
            new Curve("1 core", List.of(new Point(1, 2))),
            new Curve("2 cores", List.of(new Point(1, 0.25))));
    assertThat(Pixels.of(figure).count(Style.SECOND)).isGreaterThan(100);
    assertThat(figure.alt()).contains("2 cores: 2.5·10⁻¹ s at 1.0·10⁰");
  }

  @Test
  void refusesWhatCannotBeDrawn() {
    assertThatThrownBy(() -> new Point(0, 1)).hasMessageContaining("logarithmic");
    assertThatThrownBy(() -> new Curve("a", List.of())).hasMessageContaining("'a'");
    assertThatThrownBy(CostFigureTest::figure).hasMessageContaining("0 curves");
  }
}

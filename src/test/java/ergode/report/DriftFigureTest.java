package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftFigureTest {
  private static final Bins DECADES = new Bins(-10, 0, 10);

  private static List<Long> counts(int bin, long n) {
    List<Long> counts = new ArrayList<>(Collections.nCopies(10, 0L));
    counts.set(bin, n);
    return counts;
  }

  @Test
  void barsStandOverTheirDecades() {
    // Shown are the occupied decades 1e-8 to 1e-4 in four equal parts of 1280 px from x = 170.
    Pixels pixels =
        Pixels.of(
            new DriftFigure(new DriftHistogram(DECADES, counts(2, 7), counts(5, 3), 0, List.of())));
    int firstEnd = 170 + 1280 / 4;
    int lastStart = 170 + 3 * 1280 / 4;
    int lower = 400;
    assertThat(pixels.count(Style.FIRST, 170, 100, firstEnd, 320)).isGreaterThan(50_000);
    assertThat(pixels.count(Style.FIRST, firstEnd + 40, 100, 1480, 320)).isZero();
    assertThat(pixels.count(Style.SECOND, 170, lower + 60, lastStart, 660)).isZero();
    assertThat(pixels.count(Style.SECOND, lastStart, lower, 1480, 660)).isGreaterThan(50_000);
  }

  @Test
  void emptyHistogramIsDrawnWithNotes() {
    List<Long> none = Collections.nCopies(10, 0L);
    DriftFigure figure = new DriftFigure(new DriftHistogram(DECADES, none, none, 4, List.of()));
    assertThat(Pixels.of(figure).count(Style.FAINT_INK)).isPositive();
    assertThat(figure.caption()).contains("Not shown: 4 runs");
  }

  @Test
  void marksAreDrawnAndNamed() {
    DriftHistogram plain = new DriftHistogram(DECADES, counts(2, 7), counts(5, 3), 0, List.of());
    DriftHistogram marked =
        new DriftHistogram(
            DECADES,
            counts(2, 7),
            counts(5, 3),
            0,
            List.of(new DriftHistogram.Mark("max", 3.14e-5)));
    assertThat(new DriftFigure(marked).caption()).contains("max 3.1·10⁻⁵");
    // The dashed line: 640 px tall, 60 % inked, at least 2 px wide.
    assertThat(Pixels.of(new DriftFigure(marked)).count(Style.INK))
        .isGreaterThan(Pixels.of(new DriftFigure(plain)).count(Style.INK) + 400);
  }

  @Test
  void refusesCountsThatDoNotFitTheBins() {
    assertThatThrownBy(() -> new DriftHistogram(DECADES, List.of(1L), counts(1, 1), 0, List.of()))
        .hasMessage("a histogram of 10 bins got 1 non-chaotic and 10 chaotic counts");
    assertThatThrownBy(() -> new DriftHistogram.Mark("max", 0)).hasMessageContaining("got 0.0");
  }
}

package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DensityFigureTest {
  private static final int CELL = DensityFigure.PANEL / 199;

  private static CountGrid.Builder grid() {
    return CountGrid.builder(Bins.angles(), Bins.angles());
  }

  /** Asserts that all pixels of a cell have the colour of {@code share} of the scale. */
  private static void assertCell(Pixels pixels, int panel, int ix, int iy, double share) {
    int left = DensityFigure.LEFT + panel * DensityFigure.PITCH + ix * CELL;
    int top = DensityFigure.TOP + (198 - iy) * CELL;
    for (int dx = 0; dx < CELL; dx++) {
      for (int dy = 0; dy < CELL; dy++) {
        assertThat(pixels.rgb(left + dx, top + dy))
            .as("pixel (%s, %s) of cell (%s, %s)", dx, dy, ix, iy)
            .isEqualTo(Cubehelix.DEFAULT.rgb(share));
      }
    }
  }

  @Test
  void colourOfEachCellIsItsClippedCount() {
    CountGrid left = grid().add(99, 99, 250).add(20, 150, 100).add(150, 20, 499).build();
    CountGrid right = grid().add(99, 99, 250).add(1, 1, 4).addPoint(3, 3).build();
    Pixels pixels =
        Pixels.of(new DensityFigure(Density.nonChaotic(left, 2), Density.chaotic(right, 1)));
    assertCell(pixels, 0, 99, 99, 0.5);
    assertCell(pixels, 0, 20, 150, 0.2);
    assertCell(pixels, 0, 150, 20, 499 / 500.0);
    assertCell(pixels, 0, 100, 99, 0);
    assertCell(pixels, 1, 99, 99, 1);
    assertCell(pixels, 1, 1, 1, 0.4);
    assertCell(pixels, 1, 194, 194, 0.1);
  }

  @Test
  void panelWithoutDataIsDrawnWithANote() {
    CountGrid some = grid().add(0, 0, 1).build();
    Pixels none =
        Pixels.of(
            new DensityFigure(Density.nonChaotic(some, 1), Density.chaotic(grid().build(), 0)));
    int left = DensityFigure.LEFT + DensityFigure.PITCH;
    int bottom = DensityFigure.TOP + DensityFigure.PANEL;
    int right = left + DensityFigure.PANEL;
    assertThat(none.count(Style.EMPTY, left, DensityFigure.TOP, right, bottom))
        .isGreaterThan(300_000);
    assertThat(none.count(Style.FAINT_INK, left, DensityFigure.TOP, right, bottom)).isPositive();
  }

  @Test
  void captionSaysHowManyPointsAreBeyondThePanels() {
    CountGrid left = grid().add(99, 99, 2000).build();
    CountGrid right = grid().add(99, 99, 750).addOutside(1250).build();
    DensityFigure figure =
        new DensityFigure(Density.nonChaotic(left, 2), Density.chaotic(right, 1));
    assertThat(figure.caption())
        .contains("0 of 2,000 points (left)")
        .contains("1,250 of 2,000 points (right)")
        .contains("clipped at 500 (left) and 10 (right)");
    assertThat(figure.alt()).contains("Non-chaotic (2 runs)").contains("Chaotic (1 run)");
  }

  @Test
  void refusesNegativeRunsAndEmptyScales() {
    assertThatThrownBy(() -> new Density("x", grid().build(), -1, 5)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new Density("x", grid().build(), 1, 0)).hasMessageContaining("got 0");
  }
}

package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.train.PotentialMap;
import org.junit.jupiter.api.Test;

class PotentialFigureTest {
  private static int rgb(Pixels pixels, int panel, int i, int j) {
    int half = PotentialFigure.PANEL / 2;
    int x = PotentialFigure.LEFT + panel * PotentialFigure.PITCH + i * half + half / 3;
    int y = PotentialFigure.TOP + (1 - j) * half + half / 3;
    return pixels.rgb(x, y);
  }

  @Test
  void firstAngleIsToTheRightAndTheDifferenceHasItsOwnScale() {
    double[][] truth = {{0, 2}, {4, 8}};
    double[][] learned = {{0, 2}, {3, 6}};
    PotentialFigure figure = new PotentialFigure(new PotentialMap(learned, truth));
    Pixels pixels = Pixels.of(figure);
    assertThat(rgb(pixels, 0, 1, 0)).isEqualTo(Cubehelix.DEFAULT.rgb(3 / 8.0));
    assertThat(rgb(pixels, 1, 1, 0)).isEqualTo(Cubehelix.DEFAULT.rgb(0.5));
    assertThat(rgb(pixels, 1, 0, 1)).isEqualTo(Cubehelix.DEFAULT.rgb(0.25));
    assertThat(rgb(pixels, 2, 1, 0)).isEqualTo(Cubehelix.ON_PAPER.rgb(0.5));
    assertThat(rgb(pixels, 2, 1, 1)).isEqualTo(Cubehelix.ON_PAPER.rgb(1));
    assertThat(figure.caption()).contains("at most 2.0·10⁰");
  }

  @Test
  void equalPotentialsDifferByNothing() {
    double[][] same = {{0, 1}, {1, 2}};
    Pixels pixels = Pixels.of(new PotentialFigure(new PotentialMap(same, same)));
    assertThat(rgb(pixels, 2, 1, 1)).isEqualTo(Cubehelix.ON_PAPER.rgb(0));
  }
}

package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CubehelixTest {
  @Test
  void equalsMatplotlibAtAllLevels() throws IOException {
    for (double[] row : Golden.rows("cubehelix.csv")) {
      double[] c = Cubehelix.DEFAULT.components(row[0] / 255);
      for (int i = 0; i < 3; i++) {
        assertThat(c[i]).as("level %s channel %s", row[0], i).isCloseTo(row[1 + i], within(1e-12));
      }
      int expected = 0;
      for (int i = 0; i < 3; i++) {
        expected = expected << 8 | (int) Math.round(255 * row[1 + i]);
      }
      assertThat(Cubehelix.DEFAULT.rgb((row[0] + 0.5) / 256)).isEqualTo(expected);
    }
  }

  @Test
  void clipsOutsideTheUnitInterval() {
    assertThat(Cubehelix.DEFAULT.rgb(-3)).isEqualTo(0x000000);
    assertThat(Cubehelix.DEFAULT.rgb(1)).isEqualTo(0xFFFFFF);
    assertThat(Cubehelix.DEFAULT.rgb(50)).isEqualTo(0xFFFFFF);
  }

  @Test
  void paperVariantDarkensSteadilyFromWhite() {
    assertThat(Cubehelix.ON_PAPER.rgb(0)).isEqualTo(0xFFFFFF);
    double previous = 256;
    for (int level = 0; level < 256; level += 15) {
      int rgb = Cubehelix.ON_PAPER.rgb(level / 256.0);
      double brightness = 0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF);
      assertThat(brightness).as("level %s", level).isLessThan(previous);
      previous = brightness;
    }
  }
}

package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A decoded figure to probe. */
record Pixels(BufferedImage image) {
  static Pixels of(Figure figure) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure.png()));
      assertThat(image).as("a decodable PNG").isNotNull();
      assertThat(image.getWidth()).isEqualTo(2 * figure.width());
      assertThat(image.getHeight()).isEqualTo(2 * figure.height());
      return new Pixels(image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int rgb(int x, int y) {
    return image.getRGB(x, y) & 0xFFFFFF;
  }

  /** Pixels of exactly this colour within [x0, x1) x [y0, y1). */
  long count(Color color, int x0, int y0, int x1, int y1) {
    int wanted = color.getRGB() & 0xFFFFFF;
    long n = 0;
    for (int y = y0; y < y1; y++) {
      for (int x = x0; x < x1; x++) {
        n += rgb(x, y) == wanted ? 1 : 0;
      }
    }
    return n;
  }

  long count(Color color) {
    return count(color, 0, 0, image.getWidth(), image.getHeight());
  }
}

package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Path2D;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FlipBoundTest {
  @Test
  void pointsOfTheCurveSatisfyItsEquation() {
    for (double theta1 = -1.57; theta1 <= 1.57; theta1 += 0.01) {
      double theta2 = FlipBound.theta2(theta1);
      assertThat(2 * Math.cos(theta1) + Math.cos(theta2)).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void enclosesExactlyTheStatesThatCannotFlip() {
    SplittableRandom random = new SplittableRandom(5);
    double turn = 2 * Math.PI;
    Path2D curve = FlipBound.around(turn, -turn);
    int inside = 0;
    for (int i = 0; i < 20_000; i++) {
      double a = random.nextDouble(turn - Math.PI, turn + Math.PI);
      double b = random.nextDouble(-turn - Math.PI, -turn + Math.PI);
      double margin = 2 * Math.cos(a) + Math.cos(b) - 1;
      if (Math.abs(margin) > 1e-3) {
        assertThat(curve.contains(a, b)).as("(%s, %s)", a, b).isEqualTo(margin > 0);
        inside += margin > 0 ? 1 : 0;
      }
    }
    assertThat(inside).isBetween(5_000, 15_000);
  }
}

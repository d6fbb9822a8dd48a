package ergode.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PowTest {
  /** Zeros, ones, fractions, integers odd and even, the ends of the range, infinities, NaN. */
  private static final double[] SPECIAL = {
    0.0,
    Double.MIN_VALUE,
    1e-310,
    0.25,
    0.5,
    Math.nextDown(1.0),
    1.0,
    Math.nextUp(1.0),
    1.5,
    2.0,
    3.0,
    17.0,
    1e9,
    0x1.fffffffffffffp52,
    0x1p53,
    1e300,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NaN
  };

  @Test
  void withinOneUlpOfStrictMathForTheControllersExponent() {
    Arguments.exponents(1e-12, 1e12)
        .forEach(x -> Ulps.assertWithin(1, Pow.pow(x, -0.2), StrictMath.pow(x, -0.2), "%a", x));
  }

  @Test
  void withinOneUlpOfStrictMathForSmallExponents() {
    var random = new SplittableRandom(3);
    Arguments.exponents(1e-30, 1e30)
        .forEach(
            x -> {
              double y = random.nextDouble(-10.0, 10.0);
              Ulps.assertWithin(1, Pow.pow(x, y), StrictMath.pow(x, y), "%a ^ %a", x, y);
            });
  }

  @Test
  void withinOneUlpOfStrictMathForLargeExponents() {
    var random = new SplittableRandom(4);
    Arguments.uniform(0.999, 1.001)
        .forEach(
            x -> {
              double y = random.nextDouble(-8e5, 8e5);
              Ulps.assertWithin(1, Pow.pow(x, y), StrictMath.pow(x, y), "%a ^ %a", x, y);
            });
  }

  @Test
  void asExactAsDocumented() {
    Golden.rows("pow.csv")
        .forEach(
            row -> {
              double x = row.number(0);
              double y = row.number(1);
              row.check(2, Pow.pow(x, y), 0.61, "%a ^ %a", x, y);
            });
  }

  @Test
  void specialValuesAreThoseOfTheJdk() {
    for (double a : SPECIAL) {
      for (double b : SPECIAL) {
        for (int signs = 0; signs < 4; signs++) {
          double x = (signs & 1) == 0 ? a : -a;
          double y = (signs & 2) == 0 ? b : -b;
          double expected = StrictMath.pow(x, y);
          double actual = Pow.pow(x, y);
          Ulps.assertWithin(1, actual, expected, "%a ^ %a", x, y);
          if (!Double.isNaN(expected)) {
            assertThat(Math.copySign(1.0, actual))
                .as("sign of %a ^ %a", x, y)
                .isEqualTo(Math.copySign(1.0, expected));
          }
        }
      }
    }
  }

  @Test
  void firstPowerIsTheArgument() {
    Arguments.exponents(Double.MIN_VALUE, Double.MAX_VALUE)
        .forEach(x -> Ulps.assertSameBits(Pow.pow(x, 1.0), x, "%a ^ 1", x));
  }
}

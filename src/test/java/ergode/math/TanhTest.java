package ergode.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TanhTest {
  /** As documented, in ulps. */
  private static final double ERROR = 2.06;

  private static final MathContext SIXTY_DIGITS = new MathContext(60);

  /** Three, because StrictMath.tanh itself is up to 2.2 ulps away from the exact value. */
  private static void againstStrictMath(DoubleStream arguments) {
    arguments.forEach(x -> Ulps.assertWithin(3, Tanh.tanh(x), StrictMath.tanh(x), "tanh %a", x));
  }

  @Test
  void withinThreeUlpsOfStrictMath() {
    againstStrictMath(Arguments.uniform(-1.0, 1.0));
    againstStrictMath(Arguments.uniform(-25.0, 25.0));
    againstStrictMath(Arguments.exponents(Double.MIN_VALUE, Double.MAX_VALUE));
    againstStrictMath(Arguments.special());
  }

  @Test
  void asExactAsDocumented() {
    Golden.check("tanh", Tanh::tanh, ERROR);
  }

  /** Where the error is largest: beyond the first steps of the reduction, and at the last. */
  @ParameterizedTest
  @CsvSource({"0.01, 1.0", "0.17, 0.26", "0.43, 0.56", "17.5, 19.5"})
  void asExactAsDocumentedWhereItIsLeastExact(double low, double high) {
    Arguments.uniform(low, high)
        .limit(2_000)
        .forEach(
            x -> {
              BigDecimal exact = exact(x);
              double error = new BigDecimal(Tanh.tanh(x)).subtract(exact).abs().doubleValue();
              assertThat(error / Math.ulp(exact.doubleValue())).as("tanh %a", x).isLessThan(ERROR);
            });
  }

  /** tanh x = (e^2x - 1) / (e^2x + 1), the exponential by its series for 2x / 2^10. */
  private static BigDecimal exact(double x) {
    BigDecimal small = new BigDecimal(x).divide(BigDecimal.valueOf(512), SIXTY_DIGITS);
    BigDecimal power = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int i = 1; i <= 25; i++) {
      term = term.multiply(small, SIXTY_DIGITS).divide(BigDecimal.valueOf(i), SIXTY_DIGITS);
      power = power.add(term, SIXTY_DIGITS);
    }
    for (int i = 0; i < 10; i++) {
      power = power.multiply(power, SIXTY_DIGITS);
    }
    return power.subtract(BigDecimal.ONE).divide(power.add(BigDecimal.ONE), SIXTY_DIGITS);
  }

  @Test
  void oddToTheLastBit() {
    Arguments.uniform(0.0, 25.0)
        .forEach(x -> Ulps.assertSameBits(Tanh.tanh(-x), -Tanh.tanh(x), "tanh %a", -x));
    Ulps.assertSameBits(Tanh.tanh(-0.0), -0.0, "tanh -0");
  }

  @Test
  void tinyTanhIsItsArgument() {
    Arguments.exponents(Double.MIN_VALUE, 1e-17)
        .forEach(x -> Ulps.assertSameBits(Tanh.tanh(x), x, "tanh %a", x));
  }

  @Test
  void saturatesAtOneAndNeverBeyond() {
    Arguments.uniform(0.0, 25.0).forEach(x -> assertThat(Tanh.tanh(x)).isBetween(0.0, 1.0));
    Arguments.exponents(19.1, Double.MAX_VALUE).forEach(x -> assertThat(Tanh.tanh(x)).isOne());
    assertThat(Tanh.tanh(19.1)).isEqualTo(1.0);
    assertThat(Tanh.tanh(Double.POSITIVE_INFINITY)).isEqualTo(1.0);
    assertThat(Tanh.tanh(Double.NEGATIVE_INFINITY)).isEqualTo(-1.0);
    assertThat(Tanh.tanh(Double.NaN)).isNaN();
  }

  @Test
  void risesBeyondItsRoundingError() {
    double[] x = Arguments.uniform(-8.0, 8.0).sorted().toArray();
    for (int i = 1; i < x.length; i++) {
      double before = Tanh.tanh(x[i - 1]);
      assertThat(Tanh.tanh(x[i])).isGreaterThanOrEqualTo(before - 3 * Math.ulp(before));
    }
  }
}

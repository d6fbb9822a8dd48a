package ergode.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TanhTest {
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
    Golden.check("tanh", Tanh::tanh, 1.75);
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

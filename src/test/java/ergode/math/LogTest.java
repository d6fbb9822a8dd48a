package ergode.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LogTest {
  private static void againstStrictMath(DoubleStream arguments) {
    arguments.forEach(x -> Ulps.assertWithin(1, Log.log(x), StrictMath.log(x), "log %a", x));
  }

  @Test
  void withinOneUlpOfStrictMath() {
    againstStrictMath(Arguments.uniform(0.25, 4.0));
    againstStrictMath(Arguments.uniform(0.99, 1.01));
    againstStrictMath(Arguments.exponents(Double.MIN_NORMAL, Double.MAX_VALUE));
    againstStrictMath(Arguments.special());
  }

  @Test
  void subnormalArgumentsWithinOneUlp() {
    againstStrictMath(Arguments.exponents(Double.MIN_VALUE, Double.MIN_NORMAL));
  }

  @Test
  void neighboursOfTheSplitAndOfOne() {
    for (double centre : new double[] {Math.sqrt(0.5), Math.sqrt(2.0), 1.0, 2.0}) {
      againstStrictMath(
          DoubleStream.iterate(centre - 500 * Math.ulp(centre), Math::nextUp).limit(1_500));
    }
  }

  @Test
  void asExactAsDocumented() {
    Golden.check("log", Log::log, 0.84);
  }

  @Test
  void specialValues() {
    Ulps.assertSameBits(Log.log(1.0), 0.0, "log 1");
    assertThat(Log.log(0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Log.log(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Log.log(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Log.log(-Double.MIN_VALUE)).isNaN();
    assertThat(Log.log(Double.NEGATIVE_INFINITY)).isNaN();
    assertThat(Log.log(Double.NaN)).isNaN();
  }
}

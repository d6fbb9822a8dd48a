package ergode.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ExpTest {
  private static void againstStrictMath(DoubleStream arguments) {
    arguments.forEach(x -> Ulps.assertWithin(1, Exp.exp(x), StrictMath.exp(x), "exp %a", x));
  }

  @Test
  void withinOneUlpOfStrictMath() {
    againstStrictMath(Arguments.uniform(-1.0, 1.0));
    againstStrictMath(Arguments.uniform(-750.0, 715.0));
    againstStrictMath(Arguments.exponents(Double.MIN_VALUE, 1.0).map(x -> -x));
    againstStrictMath(Arguments.special());
  }

  @Test
  void subnormalResultsWithinOneUlp() {
    againstStrictMath(Arguments.uniform(-745.2, -708.0));
    assertThat(Exp.exp(-745.0)).isEqualTo(Double.MIN_VALUE);
  }

  @Test
  void asExactAsDocumented() {
    Golden.check("exp", Exp::exp, 0.60);
  }

  @Test
  void specialValues() {
    assertThat(Exp.exp(0.0)).isEqualTo(1.0);
    assertThat(Exp.exp(-0.0)).isEqualTo(1.0);
    assertThat(Exp.exp(Double.NEGATIVE_INFINITY)).isEqualTo(0.0);
    assertThat(Exp.exp(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Exp.exp(Double.NaN)).isNaN();
  }

  @Test
  void overflowsWhereTheLargestDoubleEnds() {
    assertThat(Exp.exp(0x1.62e42fefa39efp9)).isFinite();
    assertThat(Exp.exp(Math.nextUp(0x1.62e42fefa39efp9))).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void shiftRoundsToTheNearestIntegerWithTiesToEven() {
    assertThat(Double.doubleToLongBits(Rounding.SHIFT)).isEqualTo(Rounding.SHIFT_BITS);
    for (double x : new double[] {0.5, 1.5, -0.5, -1.5, 2.4999, -1074.3, 63661.5, 0x1p50}) {
      double t = x + Rounding.SHIFT;
      assertThat(t - Rounding.SHIFT).isEqualTo(Math.rint(x));
      assertThat(Double.doubleToLongBits(t) - Rounding.SHIFT_BITS).isEqualTo((long) Math.rint(x));
    }
  }
}

package ergode.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrigTest {
  /** Every range of angles that the reductions treat differently, both signs. */
  private static DoubleStream angles() {
    return DoubleStream.of(1.0, -1.0)
        .flatMap(
            sign ->
                DoubleStream.of(Math.PI / 4, 10.0, 1e5, 1e9)
                    .flatMap(high -> Arguments.uniform(0.0, high))
                    .map(x -> sign * x));
  }

  /** Within three doubles of a multiple of pi/2, below and above {@link Trig#LIMIT}. */
  private static DoubleStream nearMultiples() {
    var random = new SplittableRandom(7);
    return random
        .longs(Arguments.COUNT, 1, 130_000)
        .mapToDouble(n -> n * (Math.PI / 2))
        .map(x -> x + random.nextInt(-3, 4) * Math.ulp(x));
  }

  private static DoubleStream everything() {
    return Stream.of(
            angles(),
            nearMultiples(),
            Arguments.exponents(Double.MIN_VALUE, Double.MAX_VALUE),
            Arguments.special())
        .flatMapToDouble(part -> part);
  }

  @Test
  void withinTwoUlpsOfStrictMath() {
    everything()
        .forEach(
            x -> {
              Ulps.assertWithin(2, Trig.sin(x), StrictMath.sin(x), "sin %a", x);
              Ulps.assertWithin(2, Trig.cos(x), StrictMath.cos(x), "cos %a", x);
            });
  }

  @Test
  void asExactAsDocumented() {
    Golden.rows("trig.csv")
        .forEach(
            row -> {
              double x = row.number(0);
              row.check(1, Trig.sin(x), 1.5, "sin %a", x);
              row.check(3, Trig.cos(x), 1.5, "cos %a", x);
            });
  }

  @Test
  void sineIsOddAndCosineIsEvenToTheLastBit() {
    everything()
        .forEach(
            x -> {
              Ulps.assertSameBits(Trig.sin(-x), -Trig.sin(x), "sin %a", -x);
              Ulps.assertSameBits(Trig.cos(-x), Trig.cos(x), "cos %a", -x);
            });
  }

  @Test
  void tinySineIsItsArgument() {
    Arguments.exponents(Double.MIN_VALUE, 1e-9)
        .forEach(x -> Ulps.assertSameBits(Trig.sin(x), x, "sin %a", x));
    Ulps.assertSameBits(Trig.sin(0.0), 0.0, "sin 0");
    Ulps.assertSameBits(Trig.sin(-0.0), -0.0, "sin -0");
    assertThat(Trig.cos(0.0)).isEqualTo(1.0);
  }

  @Test
  void noAngleAtInfinity() {
    for (double x : new double[] {1 / 0.0, -1 / 0.0, Double.NaN}) {
      assertThat(Trig.sin(x)).isNaN();
      assertThat(Trig.cos(x)).isNaN();
    }
  }

  @Test
  void bothReductionsAgreeAtTheLimit() {
    DoubleStream.iterate(Trig.LIMIT, Math::nextDown)
        .limit(20_000)
        .forEach(
            x -> {
              Ulps.assertWithin(1, Trig.sin(x), PayneHanek.sin(x, 0), "sin %a", x);
              Ulps.assertWithin(1, Trig.cos(x), PayneHanek.sin(x, 1), "cos %a", x);
            });
  }

  @Test
  void sineRisesAndCosineFallsOnTheFirstQuadrant() {
    double[] x = Arguments.uniform(0.0, Math.PI / 2).sorted().toArray();
    for (int i = 1; i < x.length; i++) {
      assertThat(Trig.sin(x[i])).isGreaterThanOrEqualTo(Math.nextDown(Trig.sin(x[i - 1])));
      assertThat(Trig.cos(x[i])).isLessThanOrEqualTo(Math.nextUp(Trig.cos(x[i - 1])));
    }
  }

  @Test
  void sinCosIsSinAndCos() {
    double[] x = everything().toArray();
    x[17] = Double.NaN;
    x[18] = Double.NEGATIVE_INFINITY;
    var sin = new double[x.length];
    var cos = new double[x.length];
    Trig.sinCos(x, sin, cos, x.length);
    for (int i = 0; i < x.length; i++) {
      Ulps.assertSameBits(sin[i], Trig.sin(x[i]), "sin %a", x[i]);
      Ulps.assertSameBits(cos[i], Trig.cos(x[i]), "cos %a", x[i]);
    }
  }

  @Test
  void sinCosWritesOverItsArgument() {
    double[] x = {0.5, 3.0, 1e7, -2e5, Double.NaN};
    var sin = new double[x.length];
    var cos = new double[x.length];
    Trig.sinCos(x, sin, cos, x.length);

    double[] sinInPlace = x.clone();
    var other = new double[x.length];
    Trig.sinCos(sinInPlace, sinInPlace, other, x.length);
    assertThat(sinInPlace).isEqualTo(sin);
    assertThat(other).isEqualTo(cos);

    double[] cosInPlace = x.clone();
    Trig.sinCos(cosInPlace, other, cosInPlace, x.length);
    assertThat(cosInPlace).isEqualTo(cos);
    assertThat(other).isEqualTo(sin);
  }

  @Test
  void sinCosLeavesLanesBeyondTheCountAlone() {
    var sin = new double[4];
    var cos = new double[4];
    Arrays.fill(sin, 9.0);
    Arrays.fill(cos, 9.0);
    Trig.sinCos(new double[] {1.0, 2.0, 3.0, 4.0}, sin, cos, 3);
    assertThat(sin[3]).isEqualTo(9.0);
    assertThat(cos[3]).isEqualTo(9.0);
    assertThat(sin[2]).isEqualTo(Trig.sin(3.0));
  }
}

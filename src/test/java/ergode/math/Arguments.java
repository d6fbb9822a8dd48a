package ergode.math;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/** Seeded random arguments. */
final class Arguments {
  static final int COUNT = 200_000;

  private Arguments() {}

  static DoubleStream uniform(double low, double high) {
    return new SplittableRandom(20240501).doubles(COUNT, low, high);
  }

  /** Uniform over the bit patterns, hence over the exponents, between two positive doubles. */
  static DoubleStream exponents(double low, double high) {
    return new SplittableRandom(20240502)
        .longs(COUNT, Double.doubleToLongBits(low), Double.doubleToLongBits(high))
        .mapToDouble(Double::longBitsToDouble);
  }

  /** Zeros, subnormals, round numbers and the ends of the range, both signs. */
  static DoubleStream special() {
    return DoubleStream.of(
            0.0,
            Double.MIN_VALUE,
            3e-320,
            Double.MIN_NORMAL,
            1e-20,
            0.5,
            1.0,
            2.0,
            Double.MAX_VALUE)
        .flatMap(x -> DoubleStream.of(x, -x));
  }
}

package ergode.math;

import static org.assertj.core.api.Assertions.assertThat;

/** Distance between doubles in units in the last place. */
final class Ulps {
  private Ulps() {}

  /** Number of doubles from one to the other; the two zeros count as one double. */
  static long between(double a, double b) {
    return Math.abs(ordinal(a) - ordinal(b));
  }

  static void assertWithin(long ulps, double actual, double expected, String what, Object... args) {
    if (Double.isNaN(expected) || Double.isInfinite(expected)) {
      assertThat((Double) actual).as(what, args).isEqualTo((Double) expected);
    } else {
      assertThat(actual).as(what, args).isFinite();
      assertThat(between(actual, expected))
          .as(what + ": ulps between %a and %a", append(args, actual, expected))
          .isLessThanOrEqualTo(ulps);
    }
  }

  /** Equality to the last bit, so that 0.0 is not -0.0; any NaN equals any other. */
  static void assertSameBits(double actual, double expected, String what, Object... args) {
    if (Double.doubleToLongBits(actual) != Double.doubleToLongBits(expected)) {
      assertThat(Double.toHexString(actual)).as(what, args).isEqualTo(Double.toHexString(expected));
    }
  }

  private static long ordinal(double x) {
    long bits = Double.doubleToLongBits(x);
    return bits < 0 ? Long.MIN_VALUE - bits : bits;
  }

  private static Object[] append(Object[] args, Object... more) {
    var all = new Object[args.length + more.length];
    System.arraycopy(args, 0, all, 0, args.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return all;
  }
}

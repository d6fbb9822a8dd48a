package ergode.math;

/**
 * The natural logarithm.
 *
 * <p>x = 2^k m with m in [sqrt(1/2), sqrt(2)), f = m - 1, s = f / (2 + f); then log m = 2 atanh(s)
 * = f - (f^2/2 - s (f^2/2 + R)), the arrangement of fdlibm's {@code e_log.c} (Sun Microsystems,
 * 1993), with an odd minimax polynomial of degree 17 of our own and an exact sum k ln 2 + f. Error,
 * measured: at most 0.84 ulp.
 */
public final class Log {
  /** First 42 bits of ln 2: times any exponent of a double it is exact. */
  public static final double LN2_42 = 0x1.62e42fefa38p-1;

  /** ln 2 - LN2_42. */
  public static final double LN2_REST = 0x1.ef35793c76730p-45;

  /**
   * 2 atanh(s) = 2 s + s z (2/3 + z (T1 + T2 z + ... + T7 z^6)), z = s^2 <= (3 - sqrt 8)^2;
   * relative error below 2^-66.
   */
  public static final double TWO_THIRDS = 0x1.5555555555555p-1;

  public static final double T1 = 0x1.9999999999b30p-2;
  public static final double T2 = 0x1.2492492457d5dp-2;
  public static final double T3 = 0x1.c71c722d67157p-3;
  public static final double T4 = 0x1.745ce9e2e0bcep-3;
  public static final double T5 = 0x1.3b1eec2ce0b82p-3;
  public static final double T6 = 0x1.0f7fe55387dfep-3;
  public static final double T7 = 0x1.0e42e02939330p-3;

  /** Bits of sqrt(1/2). */
  public static final long ROOT_HALF_BITS = 0x3FE6_A09E_667F_3BCDL;

  /** Bits of 1. */
  public static final long ONE_BITS = 0x3FF0_0000_0000_0000L;

  /** The fraction field of a double. */
  public static final long FRACTION_MASK = 0x000F_FFFF_FFFF_FFFFL;

  private Log() {}

  /** log x; negative infinity for a zero of either sign, NaN for negative numbers and NaN. */
  public static double log(double x) {
    long shifted = shiftedBits(x);
    double k = exponent(x, shifted);
    double f = mantissa(shifted) - 1.0;
    double s = f / (2.0 + f);
    double z = s * s;
    double half = 0.5 * f;
    double rest = Math.fma(half, f, z * Math.fma(z, tail(z), TWO_THIRDS));
    double head = Math.fma(k, LN2_42, f);
    double low = Math.fma(k, LN2_REST, Math.fma(k, LN2_42, -head) + f);
    double value = head + Math.fma(s, rest, Math.fma(-half, f, low));
    double finite = x > 0.0 ? value : (x == 0.0 ? Double.NEGATIVE_INFINITY : Double.NaN);
    return x == Double.POSITIVE_INFINITY ? x : finite;
  }

  /** Bits of x (2^54 x for a subnormal), moved so that the exponent field counts from sqrt(1/2). */
  static long shiftedBits(double x) {
    double normal = x < Double.MIN_NORMAL ? x * 0x1p54 : x;
    return Double.doubleToRawLongBits(normal) + (ONE_BITS - ROOT_HALF_BITS);
  }

  /** k in x = 2^k m, as a double. */
  static double exponent(double x, long shifted) {
    double bias = x < Double.MIN_NORMAL ? Rounding.SHIFT + (1023 + 54) : Rounding.SHIFT + 1023;
    return Double.longBitsToDouble(Rounding.SHIFT_BITS + (shifted >>> 52)) - bias;
  }

  /** m in x = 2^k m, in [sqrt(1/2), sqrt(2)). */
  static double mantissa(long shifted) {
    return Double.longBitsToDouble((shifted & FRACTION_MASK) + ROOT_HALF_BITS);
  }

  /** T1 + T2 z + ... + T7 z^6. */
  static double tail(double z) {
    double p = Math.fma(z, Math.fma(z, T7, T6), T5);
    return Math.fma(z, Math.fma(z, Math.fma(z, Math.fma(z, p, T4), T3), T2), T1);
  }
}

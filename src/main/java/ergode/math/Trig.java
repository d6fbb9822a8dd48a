package ergode.math;

/**
 * Sine and cosine of an angle in radians, odd and even to the last bit.
 *
 * <p>Reduction: x = n pi/2 + r with |r| &lt;= pi/4, by the three-part subtraction of Cody and Waite
 * ("Software Manual for the Elementary Functions", 1980) with fused multiply-add. The first part is
 * exact, the other two round r once each; the parts have 142 bits together, so no argument below
 * {@link #LIMIT} loses accuracy near a multiple of pi/2. From {@link #LIMIT} on {@link PayneHanek}
 * does the reduction. Then a degree-13 odd and a degree-14 even minimax polynomial, and a choice of
 * one of the two by the quadrant.
 *
 * <p>Error, measured: at most 1.44 ulp. Half of that would take half as many operations more, for
 * an error far below that of any solver.
 */
public final class Trig {
  /** Arguments of this magnitude or more, in rad, take the separate exact reduction. */
  public static final double LIMIT = 1e5;

  /** 2/pi, rounded to nearest. */
  public static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;

  /** First 53 bits of pi/2. */
  public static final double PIO2_1 = 0x1.921fb54442d18p0;

  /** The next 36 bits of pi/2; times an integer below 2^17 it is exact. */
  public static final double PIO2_2 = 0x1.1a6263314p-54;

  /** What is left of pi/2, rounded to nearest. */
  public static final double PIO2_3 = 0x1.701b839a25205p-92;

  /** sin r = r + r^3 (S1 + S2 r^2 + ... + S6 r^10), relative error below 2^-57.8 on |r| <= pi/4. */
  public static final double S1 = -0x1.5555555555548p-3;

  public static final double S2 = 0x1.111111110f730p-7;
  public static final double S3 = -0x1.a01a019be920fp-13;
  public static final double S4 = 0x1.71de35552ce7ap-19;
  public static final double S5 = -0x1.ae5e4b88ed890p-26;
  public static final double S6 = 0x1.5d8b58b07f166p-33;

  /** cos r = 1 - r^2/2 + r^4 (C1 + C2 r^2 + ... + C6 r^10), relative error below 2^-63.9. */
  public static final double C1 = 0x1.555555555554bp-5;

  public static final double C2 = -0x1.6c16c16c15015p-10;
  public static final double C3 = 0x1.a01a019c8f234p-16;
  public static final double C4 = -0x1.27e4f7f18dd2ap-22;
  public static final double C5 = 0x1.1ee9dbcb6a477p-29;
  public static final double C6 = -0x1.8fa6823909a71p-37;

  private Trig() {}

  /** Sine of {@code x} rad; -0.0 for -0.0, NaN for infinities and NaN. */
  public static double sin(double x) {
    double a = Math.abs(x);
    if (!(a < LIMIT)) {
      return withSignOf(x, PayneHanek.sin(a, 0));
    }
    double t = Math.fma(a, TWO_OVER_PI, Rounding.SHIFT);
    double r = reduced(a, t - Rounding.SHIFT);
    return withSignOf(x, quadrant(Double.doubleToRawLongBits(t), sinPart(r), cosPart(r)));
  }

  /** Cosine of {@code x} rad; NaN for infinities and NaN. */
  public static double cos(double x) {
    double a = Math.abs(x);
    if (!(a < LIMIT)) {
      return PayneHanek.sin(a, 1);
    }
    double t = Math.fma(a, TWO_OVER_PI, Rounding.SHIFT);
    double r = reduced(a, t - Rounding.SHIFT);
    return quadrant(Double.doubleToRawLongBits(t) + 1, sinPart(r), cosPart(r));
  }

  /**
   * Sine and cosine of the first {@code lanes} angles of {@code x}, one reduction for both; bit for
   * bit what {@link #sin} and {@link #cos} return. Either result may be written over {@code x}.
   *
   * @param x angles, rad, [lane]
   * @param sin receives the sines, [lane]
   * @param cos receives the cosines, [lane]; a different array than {@code sin}
   */
  public static void sinCos(double[] x, double[] sin, double[] cos, int lanes) {
    for (int lane = 0; lane < lanes; lane++) {
      double angle = x[lane];
      double a = Math.abs(angle);
      if (!(a < LIMIT)) {
        sin[lane] = sin(angle);
        cos[lane] = cos(angle);
        continue;
      }
      double t = Math.fma(a, TWO_OVER_PI, Rounding.SHIFT);
      double r = reduced(a, t - Rounding.SHIFT);
      double s = sinPart(r);
      double k = cosPart(r);
      long q = Double.doubleToRawLongBits(t);
      sin[lane] = withSignOf(angle, quadrant(q, s, k));
      cos[lane] = quadrant(q + 1, s, k);
    }
  }

  /** a - n pi/2. */
  private static double reduced(double a, double n) {
    return Math.fma(-n, PIO2_3, Math.fma(-n, PIO2_2, Math.fma(-n, PIO2_1, a)));
  }

  /** r + r^3 S(r^2). */
  static double sinPart(double r) {
    double z = r * r;
    double p =
        Math.fma(z, Math.fma(z, Math.fma(z, Math.fma(z, Math.fma(z, S6, S5), S4), S3), S2), S1);
    return Math.fma(z * r, p, r);
  }

  /** 1 - r^2/2 + r^4 C(r^2). */
  static double cosPart(double r) {
    double z = r * r;
    double p =
        Math.fma(z, Math.fma(z, Math.fma(z, Math.fma(z, Math.fma(z, C6, C5), C4), C3), C2), C1);
    return Math.fma(z * z, p, Math.fma(-0.5, z, 1.0));
  }

  /** sin(r + q pi/2) from sin r and cos r: bit 0 of {@code q} chooses, bit 1 is the sign. */
  static double quadrant(long q, double sin, double cos) {
    long even = Double.doubleToRawLongBits(sin);
    long odd = Double.doubleToRawLongBits(cos);
    long chosen = even ^ ((even ^ odd) & -(q & 1));
    return Double.longBitsToDouble(chosen ^ ((q << 62) & Long.MIN_VALUE));
  }

  private static double withSignOf(double x, double sinOfMagnitude) {
    long sign = Double.doubleToRawLongBits(x) & Long.MIN_VALUE;
    return Double.longBitsToDouble(Double.doubleToRawLongBits(sinOfMagnitude) ^ sign);
  }
}

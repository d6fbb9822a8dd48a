package ergode.math;

/**
 * The hyperbolic tangent, odd to the last bit.
 *
 * <p>Let a = -|x| = n ln(2)/2 + s with |s| &lt;= ln(2)/4, e = 2^n and c = s coth s, which is even
 * in s and so needs few terms. Then, with b = e - 1 and d = e + 1,
 *
 * <pre>tanh a = (b c + d s) / (d c + b s).</pre>
 *
 * <p>That quotient has the error of its numerator and its denominator. So it is taken of the
 * difference to k = b^2, which is 0, 1/4, 9/16, ... and close to the result:
 *
 * <pre>tanh |x| = k - (p c + q s) / (d c + b s), p = b + k d, q = d + k b.</pre>
 *
 * <p>For n = 0, where small x lie, that is -s / c. The constant ln(2)/2 needs no second part: with
 * one, s would be rounded, which costs as much. Error, measured at 10^8 arguments: at most 2.06
 * ulp, around |x| = 1/2. Adding the large term of the denominator last would make that 1.83 ulp,
 * but also the chain of operations longer by an addition, and tanh takes as long as its chain.
 */
public final class Tanh {
  /** tanh rounds to -1 from -19.07 on, so smaller arguments are clamped here. */
  public static final double LOWEST = -22.0;

  /** 2 / ln 2, rounded to nearest. */
  public static final double TWO_OVER_LN2 = 0x1.71547652b82fep1;

  /** ln(2) / 2, rounded to nearest; a - n HALF_LN2 is exact in one fma. */
  public static final double HALF_LN2 = 0x1.62e42fefa39efp-2;

  /** As {@link Rounding#SHIFT}, and the low bits hold the biased exponent of 2^n instead of n. */
  public static final double SHIFT = Rounding.SHIFT + Double.MAX_EXPONENT;

  /**
   * s coth s - 1 = C1 z + C2 z^2 + ... + C5 z^5, z = s^2; minimax by Remez's algorithm, absolute
   * error below 2^-59.8 on |s| &lt;= ln(2)/4.
   */
  public static final double C1 = 0x1.555555555553ep-2;

  public static final double C2 = -0x1.6c16c16bebdc8p-6;
  public static final double C3 = 0x1.1566aaf2754a4p-9;
  public static final double C4 = -0x1.bbd41caa6af2bp-13;
  public static final double C5 = 0x1.6376bdf95a486p-16;

  private Tanh() {}

  /** tanh x; -0.0 for -0.0, 1 and -1 for the infinities, NaN for NaN. */
  public static double tanh(double x) {
    double negated = -Math.abs(x);
    double a = negated < LOWEST ? LOWEST : negated;
    double t = Math.fma(a, TWO_OVER_LN2, SHIFT);
    double n = t - SHIFT;
    double s = Math.fma(n, -HALF_LN2, a);
    double w = cothTail(s * s);
    // The shift drops all of t's bits but those that are the exponent of e.
    double e = Double.longBitsToDouble(Double.doubleToRawLongBits(t) << 52);
    double b = e - 1.0;
    double d = e + 1.0;
    double k = b * b;
    double p = Math.fma(k, d, b);
    double q = Math.fma(k, b, d);
    double numerator = Math.fma(p, w, Math.fma(q, s, p));
    double denominator = Math.fma(d, w, Math.fma(b, s, d));
    double value = k - numerator / denominator;
    long sign = Double.doubleToRawLongBits(x) & Long.MIN_VALUE;
    return Double.longBitsToDouble(Double.doubleToRawLongBits(value) ^ sign);
  }

  /** s coth s - 1 of z = s^2, by Estrin's scheme, whose chain is shorter than Horner's. */
  private static double cothTail(double z) {
    double zz = z * z;
    double high = Math.fma(zz, C5, Math.fma(z, C4, C3));
    return z * Math.fma(zz, high, Math.fma(z, C2, C1));
  }
}

package ergode.math;

/**
 * The hyperbolic tangent, odd to the last bit.
 *
 * <p>With h = (e^(2|x|) - 1) / 2 = 2^(n-1) (e^r - 1) + (2^(n-1) - 1/2), tanh |x| = h / (1 + h).
 * There is no cancellation for small x because n is 0 there. The quotient is taken as b - b (b / (1
 * + h)) with b = min(h, 1), so that the roundings of the denominator and of the division count for
 * little. Error, measured: at most 1.75 ulp.
 */
public final class Tanh {
  /** tanh rounds to 1 from 19.07 on, so larger arguments are clamped here. */
  public static final double HIGHEST = 22.0;

  /** Bits of 1/2. */
  public static final long HALF_BITS = 0x3FE0_0000_0000_0000L;

  private Tanh() {}

  /** tanh x; -0.0 for -0.0, 1 and -1 for the infinities, NaN for NaN. */
  public static double tanh(double x) {
    double magnitude = Math.abs(x);
    double a = 2.0 * (magnitude > HIGHEST ? HIGHEST : magnitude);
    double t = Math.fma(a, Exp.LOG2_E, Rounding.SHIFT);
    double n = t - Rounding.SHIFT;
    double r = Exp.high(a, n);
    double c = Exp.low(a, n, r);
    double p = r + Math.fma(r * r, Exp.tail(r), Math.fma(c, r, c));
    // The shift drops all of t's bits but those of n, which lands in the exponent field.
    double scale = Double.longBitsToDouble((Double.doubleToRawLongBits(t) << 52) + HALF_BITS);
    double h = Math.fma(scale, p, scale - 0.5);
    double b = h < 1.0 ? h : 1.0;
    double value = Math.fma(-b, b / (1.0 + h), b);
    long sign = Double.doubleToRawLongBits(x) & Long.MIN_VALUE;
    return Double.longBitsToDouble(Double.doubleToRawLongBits(value) ^ sign);
  }
}

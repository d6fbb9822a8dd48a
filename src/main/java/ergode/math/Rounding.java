package ergode.math;

/**
 * Rounding to an integer by one addition: {@code t = x + SHIFT} has {@code rint(x)} in its low
 * mantissa bits, so {@code t - SHIFT} is the integer as a double and {@code bits(t) - SHIFT_BITS}
 * is the same integer as a long.
 *
 * <p>Valid for |x| &lt;= 2^51, ties to even. Every reduction in this package rounds this way
 * because a vector unit then needs one addition and no conversion between doubles and longs.
 */
public final class Rounding {
  /** 1.5 * 2^52: one unit in the last place is 1, and the half keeps negative integers in range. */
  public static final double SHIFT = 0x1.8p52;

  /** Bits of {@link #SHIFT}; the low 51 are zero. */
  public static final long SHIFT_BITS = 0x4338_0000_0000_0000L;

  private Rounding() {}
}

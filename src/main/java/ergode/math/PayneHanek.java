package ergode.math;

/**
 * Sine of a large argument by exact reduction (Payne and Hanek, "Radian reduction for trigonometric
 * functions", ACM SIGNUM Newsletter 18(1), 1983, 19-24).
 *
 * <p>With x = m 2^e, m a 53-bit integer, the bits of 2/pi of weight 4 and more in m 2^e (2/pi) only
 * add whole turns. The next 192 bits, times m modulo 2^192, give the quadrant in 2 bits and the
 * fraction of a quadrant with an absolute error of 2^-128; no double is closer than 2^-62 to a
 * multiple of pi/2, so the remainder has 66 good bits at worst.
 */
final class PayneHanek {
  /** 64 zero bits, then the first 1,216 bits of 2/pi. */
  private static final long[] TWO_OVER_PI = {
    0x0000000000000000L, 0xA2F9836E4E441529L, 0xFC2757D1F534DDC0L, 0xDB6295993C439041L,
    0xFE5163ABDEBBC561L, 0xB7246E3A424DD2E0L, 0x06492EEA09D1921CL, 0xFE1DEB1CB129A73EL,
    0xE88235F52EBB4484L, 0xE99C7026B45F7E41L, 0x3991D639835339F4L, 0x9C845F8BBDF9283BL,
    0x1FF897FFDE05980FL, 0xEF2F118B5A0A6D1FL, 0x6D367ECF27CB09B7L, 0x4F463F669E5FEA2DL,
    0x7527BAC7EBE5F17BL, 0x3D0739F78A5292EAL, 0x6BFB5FB11F8D5D08L, 0x56033046FC7B6BABL,
  };

  private static final double PIO2_LOW = Trig.PIO2_2 + Trig.PIO2_3;

  private PayneHanek() {}

  /** sin(a + quarters pi/2) for {@code a >= Trig.LIMIT} rad; NaN for infinity and NaN. */
  static double sin(double a, int quarters) {
    if (!(a < Double.POSITIVE_INFINITY)) {
      return Double.NaN;
    }
    long mantissa =
        (Double.doubleToRawLongBits(a) & 0x000F_FFFF_FFFF_FFFFL) | 0x0010_0000_0000_0000L;
    int start = Math.getExponent(a) + 10; // bit of the table whose weight in the product is 2
    int word = start >> 6;
    int bit = start & 63;

    // Three rows of the schoolbook product, lowest first, modulo 2^192.
    long p0 = mantissa * window(word + 2, bit);
    long carry = highProduct(mantissa, window(word + 2, bit));
    long row1 = mantissa * window(word + 1, bit);
    long p1 = row1 + carry;
    carry =
        highProduct(mantissa, window(word + 1, bit)) + (Long.compareUnsigned(p1, row1) < 0 ? 1 : 0);
    long p2 = mantissa * window(word, bit) + carry;

    // The fraction as a signed 128-bit number: its top bit rounds to the nearest quadrant.
    long high = (p2 << 2) | (p1 >>> 62);
    long low = (p1 << 2) | (p0 >>> 62);
    long q = (p2 >>> 62) + (high >>> 63) + quarters;
    long sign = high & Long.MIN_VALUE;
    if (sign != 0) {
      high = ~high + (low == 0 ? 1 : 0);
      low = -low;
    }
    int zeros = Long.numberOfLeadingZeros(high);
    long first = (high << zeros) | (low >>> 1 >>> (63 - zeros));
    long second = low << zeros;

    double scale = Double.longBitsToDouble(((long) (1023 - zeros) << 52) | sign);
    double fraction = (first >>> 11) * 0x1p-53 * scale;
    double rest = (((first & 0x7FF) << 42) | (second >>> 22)) * 0x1p-106 * scale;
    double product = fraction * Trig.PIO2_1;
    double error =
        Math.fma(fraction, Trig.PIO2_1, -product)
            + Math.fma(fraction, PIO2_LOW, rest * Trig.PIO2_1);
    double r = product + error;
    return Trig.quadrant(q, Trig.sinPart(r), Trig.cosPart(r));
  }

  /** The 64 bits of the table from bit {@code 64 word + bit} on. */
  private static long window(int word, int bit) {
    return (TWO_OVER_PI[word] << bit) | (TWO_OVER_PI[word + 1] >>> 1 >>> (63 - bit));
  }

  /** High 64 bits of a product of a positive and an unsigned factor. */
  private static long highProduct(long positive, long unsigned) {
    return Math.multiplyHigh(positive, unsigned) + ((unsigned >> 63) & positive);
  }
}

package ergode.math;

/**
 * Philox4x64-10: a bijection of 256-bit counters, keyed with 128 bits, whose outputs pass as
 * independent uniform words. Being stateless, it gives trajectory i its numbers without visiting
 * trajectories 0 to i - 1.
 *
 * <p>One call costs 20 widening multiplications for four 64-bit words.
 *
 * <p>Relation to NumPy: {@code numpy.random.Philox(key=k, counter=c)} increments its counter, as
 * one 256-bit number with word 0 least significant, <em>before</em> it computes a block. The block
 * of counter c here is therefore the first four words of {@code random_raw} for counter c - 1
 * (modulo 2^256) there.
 *
 * <p>J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2,
 * 3", Proc. SC11, 2011, section 3.3; doi:10.1145/2063384.2063405.
 */
public final class Philox4x64 {
  private static final int ROUNDS = 10;

  private static final long MULTIPLIER_0 = 0xD2E7470EE14C6C93L;
  private static final long MULTIPLIER_1 = 0xCA5A826395121157L;

  /** Weyl increments of the key: the golden ratio and sqrt(3) - 1, as fractions of 2^64. */
  private static final long WEYL_0 = 0x9E3779B97F4A7C15L;

  private static final long WEYL_1 = 0xBB67AE8584CAA73BL;

  private Philox4x64() {}

  /**
   * The four words of one counter.
   *
   * @param key0 low word of the key
   * @param key1 high word of the key
   * @param counter four words, word 0 least significant; left unchanged
   * @return four new words, each uniform over all 64-bit values
   */
  public static long[] block(long key0, long key1, long... counter) {
    if (counter.length != 4) {
      throw new IllegalArgumentException("got " + counter.length + " counter words for 4");
    }
    long x0 = counter[0];
    long x1 = counter[1];
    long x2 = counter[2];
    long x3 = counter[3];
    for (int round = 0; round < ROUNDS; round++) {
      long high0 = unsignedMultiplyHigh(MULTIPLIER_0, x0);
      long low0 = MULTIPLIER_0 * x0;
      long high1 = unsignedMultiplyHigh(MULTIPLIER_1, x2);
      long low1 = MULTIPLIER_1 * x2;
      x0 = high1 ^ x1 ^ (key0 + round * WEYL_0);
      x1 = low1;
      x2 = high0 ^ x3 ^ (key1 + round * WEYL_1);
      x3 = low0;
    }
    return new long[] {x0, x1, x2, x3};
  }

  /** A 64-bit word's top 53 bits as a multiple of 2^-53 in [0, 1). */
  public static double toUnitInterval(long word) {
    return (word >>> 11) * 0x1p-53;
  }

  private static long unsignedMultiplyHigh(long a, long b) {
    // multiplyHigh reads a set top bit as -2^64; adding the other factor undoes that.
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }
}

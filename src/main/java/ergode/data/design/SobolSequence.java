package ergode.data.design;

import java.util.List;

/**
 * Points of the Sobol sequence in Gray-code order, as 53-bit fractions, for any index below 2^53.
 *
 * <p>Direction numbers: S. Joe, F. Y. Kuo, "Constructing Sobol sequences with better
 * two-dimensional projections", SIAM J. Sci. Comput. 30 (2008) 2635-2654, table {@code
 * new-joe-kuo-6.21201}, dimensions 1 to 16. Order of the points: I. A. Antonov, V. M. Saleev, USSR
 * Comput. Math. Math. Phys. 19 (1979) 252-256; point 0 is the origin.
 */
final class SobolSequence {
  static final int MAX_DIMENSION = 16;

  static final int BITS = 53;

  /**
   * One row per dimension from the second on: a primitive polynomial over GF(2), {@code x^s + a_1
   * x^(s-1) + ... + a_(s-1) x + 1}, and the first s odd direction integers.
   *
   * @param degree s
   * @param coefficients a_1 to a_(s-1) as bits, a_1 highest
   * @param initial m_1 to m_s
   */
  private record Polynomial(int degree, int coefficients, List<Integer> initial) {}

  private static final Polynomial[] POLYNOMIALS = {
    new Polynomial(1, 0, List.of(1)),
    new Polynomial(2, 1, List.of(1, 3)),
    new Polynomial(3, 1, List.of(1, 3, 1)),
    new Polynomial(3, 2, List.of(1, 1, 1)),
    new Polynomial(4, 1, List.of(1, 1, 3, 3)),
    new Polynomial(4, 4, List.of(1, 3, 5, 13)),
    new Polynomial(5, 2, List.of(1, 1, 5, 5, 17)),
    new Polynomial(5, 4, List.of(1, 1, 5, 5, 5)),
    new Polynomial(5, 7, List.of(1, 1, 7, 11, 19)),
    new Polynomial(5, 11, List.of(1, 1, 5, 1, 1)),
    new Polynomial(5, 13, List.of(1, 1, 1, 3, 11)),
    new Polynomial(5, 14, List.of(1, 3, 5, 5, 31)),
    new Polynomial(6, 1, List.of(1, 3, 3, 9, 7, 49)),
    new Polynomial(6, 13, List.of(1, 1, 1, 15, 21, 21)),
    new Polynomial(6, 16, List.of(1, 3, 1, 13, 27, 49)),
  };

  /** v_k as 53-bit integers, [dimension][k - 1]. */
  private static final long[][] DIRECTIONS = directions();

  private SobolSequence() {}

  /**
   * One coordinate of one point: an integer below 2^53, to be read as a multiple of 2^-53.
   *
   * @param index 0 to 2^53 - 1
   * @param dimension 0 to {@link #MAX_DIMENSION} - 1
   */
  static long coordinate(long index, int dimension) {
    long[] direction = DIRECTIONS[dimension];
    long coordinate = 0;
    for (long gray = index ^ (index >>> 1); gray != 0; gray &= gray - 1) {
      coordinate ^= direction[Long.numberOfTrailingZeros(gray)];
    }
    return coordinate;
  }

  private static long[][] directions() {
    long[][] directions = new long[MAX_DIMENSION][BITS];
    for (int k = 0; k < BITS; k++) {
      directions[0][k] = 1L << (BITS - 1 - k); // the van der Corput sequence
    }
    for (int dimension = 1; dimension < MAX_DIMENSION; dimension++) {
      fill(directions[dimension], POLYNOMIALS[dimension - 1]);
    }
    return directions;
  }

  /** Joe and Kuo's recurrence for m_k, kept as v_k = m_k 2^(53 - k). */
  private static void fill(long[] v, Polynomial polynomial) {
    int s = polynomial.degree();
    for (int k = 0; k < BITS; k++) {
      if (k < s) {
        v[k] = (long) polynomial.initial().get(k) << (BITS - 1 - k);
      } else {
        v[k] = v[k - s] ^ (v[k - s] >>> s);
        for (int i = 1; i < s; i++) {
          if (((polynomial.coefficients() >> (s - 1 - i)) & 1) == 1) {
            v[k] ^= v[k - i];
          }
        }
      }
    }
  }
}

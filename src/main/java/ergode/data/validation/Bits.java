package ergode.data.validation;

/**
 * Equality of stored numbers: to the last bit, the sign of zero included; one NaN is like another.
 */
final class Bits {
  private Bits() {}

  static boolean equal(double a, double b) {
    return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
  }
}

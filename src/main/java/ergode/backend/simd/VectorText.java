package ergode.backend.simd;

/** Fragments of source over vectors. */
final class VectorText {
  private VectorText() {}

  /** {@code |x|}: the method of that name is several times slower on JDK 17. */
  static String magnitude(String x) {
    return bits(x) + ".and(Long.MAX_VALUE)" + DOUBLES;
  }

  static final String DOUBLES = ".reinterpretAsDoubles()";

  /** {@code b} where the mask holds, else {@code a}. */
  static String blend(String a, String b, String mask) {
    return "((DoubleVector) " + a + ".blend(" + b + ", " + mask + "))";
  }

  /** Janino takes the overload of the superclass, which returns one: hence the cast. */
  static String shift(String x, String direction, int distance) {
    return "((LongVector) " + x + ".lanewise(VectorOperators." + direction + ", " + distance + "))";
  }

  static String bits(String x) {
    return x + ".reinterpretAsLongs()";
  }

  static String xor(String a, String b) {
    return "((LongVector) " + a + ".lanewise(VectorOperators.XOR, " + b + "))";
  }

  static String fma(String a, double b, double c) {
    return a + ".fma(" + constant(b) + ", " + constant(c) + ")";
  }

  static String fma(String a, double b, String c) {
    return a + ".fma(" + constant(b) + ", " + c + ")";
  }

  /** Horner's rule, lowest coefficient first, one fused multiply-add per coefficient. */
  static String polynomial(String z, double... coefficients) {
    String p = constant(coefficients[coefficients.length - 1]);
    for (int i = coefficients.length - 2; i >= 0; i--) {
      p = z + ".fma(" + p + ", " + constant(coefficients[i]) + ")";
    }
    return p;
  }

  static String constant(double value) {
    return "DoubleVector.broadcast(S, " + literal(value) + ")";
  }

  /** A Java literal of exactly this value. */
  static String literal(double value) {
    if (Double.isNaN(value)) {
      return "Double.NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
    }
    return Double.toString(value);
  }
}

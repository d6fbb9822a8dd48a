package ergode.backend.simd;

import static ergode.backend.simd.VectorText.DOUBLES;
import static ergode.backend.simd.VectorText.bits;
import static ergode.backend.simd.VectorText.blend;
import static ergode.backend.simd.VectorText.constant;
import static ergode.backend.simd.VectorText.fma;
import static ergode.backend.simd.VectorText.literal;
import static ergode.backend.simd.VectorText.polynomial;
import static ergode.backend.simd.VectorText.shift;
import static ergode.backend.simd.VectorText.xor;

import ergode.math.Exp;
import ergode.math.Logistic;
import ergode.math.Rounding;
import ergode.math.Tanh;
import ergode.math.Trig;

/**
 * The straight-line paths of {@link ergode.math} as source over vectors: the same operations in the
 * same order. Lanes that leave the straight line are patched one by one with the scalar function.
 *
 * <p>Negation is written as a multiplication or a subtraction, and the absolute value as a bit
 * mask: on JDK 17 the vector forms of both are several times slower.
 */
final class VectorFunctions {
  private final SourceWriter out;

  VectorFunctions(SourceWriter out) {
    this.out = out;
  }

  /** Defines {@code v<id>} as sine and/or cosine of x; an absent result is named "". */
  void sinCos(String x, String sin, String cos) {
    String a = out.local("DoubleVector", VectorText.magnitude(x));
    String t = def(fma(a, Trig.TWO_OVER_PI, Rounding.SHIFT));
    String minusN = def(constant(Rounding.SHIFT) + ".sub(" + t + ")");
    String r = def(fma(minusN, Trig.PIO2_3, fma(minusN, Trig.PIO2_2, fma(minusN, Trig.PIO2_1, a))));
    String z = def(r + ".mul(" + r + ")");
    String p = polynomial(z, Trig.S1, Trig.S2, Trig.S3, Trig.S4, Trig.S5, Trig.S6);
    String s = def(z + ".mul(" + r + ").fma(" + p + ", " + r + ")");
    p = polynomial(z, Trig.C1, Trig.C2, Trig.C3, Trig.C4, Trig.C5, Trig.C6);
    String k = def(z + ".mul(" + z + ").fma(" + p + ", " + fma(z, -0.5, 1.0) + ")");
    String q = out.local("LongVector", bits(t));
    String even = out.local("LongVector", bits(s));
    String odd = out.local("LongVector", bits(k));
    // where n is odd, sine and cosine change places
    String change =
        out.local(
            "LongVector", xor(even, odd) + ".and(" + shift(shift(q, "LSHL", 63), "ASHR", 63) + ")");
    if (!sin.isEmpty()) {
      String sign = "(" + bits(x) + ".and(Long.MIN_VALUE))";
      out.define(sin, xor(xor(xor(even, change), secondBit(q)), sign) + DOUBLES);
    }
    if (!cos.isEmpty()) {
      String next = out.local("LongVector", q + ".add(1L)");
      out.define(cos, xor(xor(odd, change), secondBit(next)) + DOUBLES);
    }
    out.notice(
        out.local(
            "LongVector",
            "LongVector.broadcast(S_LONG, "
                + (Double.doubleToRawLongBits(Trig.LIMIT) - 1)
                + "L).sub("
                + bits(a)
                + ")"));
    String rare = "(" + a + ".lt(" + literal(Trig.LIMIT) + ").not())";
    if (!sin.isEmpty()) {
      out.patch(rare, sin, x, "ergode.math.Trig.sin(%s)");
    }
    if (!cos.isEmpty()) {
      out.patch(rare, cos, x, "ergode.math.Trig.cos(%s)");
    }
  }

  /** The sign of the quadrant. */
  private static String secondBit(String q) {
    return "(" + shift(q, "LSHL", 62) + ".and(Long.MIN_VALUE))";
  }

  /** {@link Exp#exp}. */
  String exp(String x) {
    String clamped = clamp(x);
    String t = def(fma(clamped, Exp.LOG2_E, Rounding.SHIFT));
    String minusN = def(constant(Rounding.SHIFT) + ".sub(" + t + ")");
    String u = def(fma(minusN, Exp.LN2_HIGH, clamped));
    String r = def(fma(minusN, Exp.LN2_LOW, u));
    String c = def(fma(minusN, Exp.LN2_LOW, u + ".sub(" + r + ")"));
    return scaled(t, r, c);
  }

  /** The argument of an exponential, limited to where the result is neither 0 nor infinite. */
  String clamp(String x) {
    String raised = def(blend(x, constant(Exp.LOWEST), x + ".lt(" + literal(Exp.LOWEST) + ")"));
    return def(blend(raised, constant(Exp.HIGHEST), constant(Exp.HIGHEST) + ".lt(" + raised + ")"));
  }

  /** {@code 2^n exp(r + c)}, n being in the last bits of t. */
  String scaled(String t, String r, String c) {
    String w = def(r + ".add(1.0)");
    String inner = def(c + ".fma(" + w + ", " + constant(1.0) + ".sub(" + w + ").add(" + r + "))");
    String tail = def(tail(r));
    String p = def(w + ".add(" + r + ".mul(" + r + ").fma(" + tail + ", " + inner + "))");
    String doubled =
        out.local("LongVector", bits(t) + ".sub(" + (Rounding.SHIFT_BITS - 2046) + "L)");
    String half = out.local("LongVector", shift(doubled, "LSHR", 1));
    String first = shift(half, "LSHL", 52) + DOUBLES;
    String second = shift("((LongVector) " + doubled + ".sub(" + half + "))", "LSHL", 52) + DOUBLES;
    return def(p + ".mul(" + first + ").mul(" + second + ")");
  }

  private String tail(String r) {
    return polynomial(
        r, Exp.Q0, Exp.Q1, Exp.Q2, Exp.Q3, Exp.Q4, Exp.Q5, Exp.Q6, Exp.Q7, Exp.Q8, Exp.Q9, Exp.Q10);
  }

  /** {@link Tanh#tanh}. */
  String tanh(String x) {
    String negated = negatedMagnitude(x);
    String a = def(blend(negated, constant(Tanh.LOWEST), negated + ".lt(" + Tanh.LOWEST + ")"));
    String t = def(fma(a, Tanh.TWO_OVER_LN2, Tanh.SHIFT));
    String n = def(t + ".sub(" + constant(Tanh.SHIFT) + ")");
    String s = def(fma(n, -Tanh.HALF_LN2, a));
    String w = cothTail(def(s + ".mul(" + s + ")"));
    String e = def(shift(bits(t), "LSHL", 52) + DOUBLES);
    String b = def(e + ".sub(1.0)");
    String d = def(e + ".add(1.0)");
    String k = def(b + ".mul(" + b + ")");
    String p = def(k + ".fma(" + d + ", " + b + ")");
    String q = def(k + ".fma(" + b + ", " + d + ")");
    String numerator = def(p + ".fma(" + w + ", " + q + ".fma(" + s + ", " + p + "))");
    String denominator = def(d + ".fma(" + w + ", " + b + ".fma(" + s + ", " + d + "))");
    String value = def(k + ".sub(" + numerator + ".div(" + denominator + "))");
    return def(xor(bits(value), "(" + bits(x) + ".and(Long.MIN_VALUE))") + DOUBLES);
  }

  private String cothTail(String z) {
    String zz = def(z + ".mul(" + z + ")");
    String high = zz + ".fma(" + constant(Tanh.C5) + ", " + fma(z, Tanh.C4, Tanh.C3) + ")";
    return def(z + ".mul(" + zz + ".fma(" + high + ", " + fma(z, Tanh.C2, Tanh.C1) + "))");
  }

  /** {@link Logistic#sigmoid}. */
  String sigmoid(String x) {
    String e = exp(negatedMagnitude(x));
    String b = def(blend(constant(1.0), e, x + ".lt(0.0)"));
    return def(b + ".mul(-1.0).fma(" + e + ".div(" + e + ".add(1.0)), " + b + ")");
  }

  /** {@link Logistic#softplus}. */
  String softplus(String x) {
    String e = exp(negatedMagnitude(x));
    String s = def(e + ".div(" + e + ".add(2.0))");
    String z = def(s + ".mul(" + s + ")");
    String half = def(e + ".mul(0.5).mul(" + e + ")");
    String series =
        def(
            polynomial(
                z,
                Logistic.P1,
                Logistic.P2,
                Logistic.P3,
                Logistic.P4,
                Logistic.P5,
                Logistic.P6,
                Logistic.P7,
                Logistic.P8,
                Logistic.P9,
                Logistic.P10));
    String inner =
        def(s + ".mul(-1.0).fma(" + z + ".fma(" + series + ", " + half + "), " + half + ")");
    return def(x + ".max(0.0).add(" + e + ".sub(" + inner + "))");
  }

  private String negatedMagnitude(String x) {
    return def(
        "((LongVector) " + bits(x) + ".lanewise(VectorOperators.OR, Long.MIN_VALUE))" + DOUBLES);
  }

  private String def(String expression) {
    return out.local("DoubleVector", expression);
  }
}

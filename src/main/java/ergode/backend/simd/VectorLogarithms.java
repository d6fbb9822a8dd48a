package ergode.backend.simd;

import static ergode.backend.simd.VectorText.DOUBLES;
import static ergode.backend.simd.VectorText.bits;
import static ergode.backend.simd.VectorText.blend;
import static ergode.backend.simd.VectorText.constant;
import static ergode.backend.simd.VectorText.fma;
import static ergode.backend.simd.VectorText.literal;
import static ergode.backend.simd.VectorText.polynomial;
import static ergode.backend.simd.VectorText.shift;

import ergode.math.Exp;
import ergode.math.Log;
import ergode.math.Pow;
import ergode.math.Rounding;

/** Logarithm and power as source over vectors; see {@link VectorFunctions}. */
final class VectorLogarithms {
  private final SourceWriter out;
  private final VectorFunctions exponentials;

  VectorLogarithms(SourceWriter out) {
    this.out = out;
    this.exponentials = new VectorFunctions(out);
  }

  /** {@link Log#log}; zero, negative, infinite and NaN lanes are patched. */
  String log(String x) {
    String shifted = shiftedBits(x);
    String k = exponent(x, shifted);
    String f = def(mantissa(shifted) + ".sub(1.0)");
    String s = def(f + ".div(" + f + ".add(2.0))");
    String z = def(s + ".mul(" + s + ")");
    String half = def(f + ".mul(0.5)");
    String tail = def(logTail(z));
    String rest =
        def(
            half
                + ".fma("
                + f
                + ", "
                + z
                + ".mul("
                + z
                + ".fma("
                + tail
                + ", "
                + constant(Log.TWO_THIRDS)
                + ")))");
    String head = def(fma(k, Log.LN2_42, f));
    String low =
        def(
            fma(
                k,
                Log.LN2_REST,
                k + ".fma(" + constant(Log.LN2_42) + ", " + head + ".mul(-1.0)).add(" + f + ")"));
    String value =
        def(
            head
                + ".add("
                + s
                + ".fma("
                + rest
                + ", "
                + half
                + ".mul(-1.0).fma("
                + f
                + ", "
                + low
                + ")))");
    noticeNotPositiveFinite(x);
    out.patch(notPositiveFinite(x), value, x, "ergode.math.Log.log(%s)");
    return value;
  }

  private void noticeNotPositiveFinite(String x) {
    String bits = out.local("LongVector", bits(x));
    out.notice(
        out.local(
            "LongVector",
            "((LongVector) " + bits + ".sub(1L).lanewise(VectorOperators.OR, " + bits + "))"));
    out.notice(
        out.local(
            "LongVector",
            "LongVector.broadcast(S_LONG, "
                + (Double.doubleToRawLongBits(Double.POSITIVE_INFINITY) - 1)
                + "L).sub("
                + bits
                + ")"));
  }

  private static String notPositiveFinite(String x) {
    return "("
        + x
        + ".compare(VectorOperators.GT, 0.0).and("
        + x
        + ".lt(Double.POSITIVE_INFINITY)).not())";
  }

  private String shiftedBits(String x) {
    String normal =
        def(blend(x, x + ".mul(0x1p54)", x + ".lt(" + literal(Double.MIN_NORMAL) + ")"));
    return out.local(
        "LongVector", bits(normal) + ".add(" + (Log.ONE_BITS - Log.ROOT_HALF_BITS) + "L)");
  }

  private String exponent(String x, String shifted) {
    String bias =
        blend(
            constant(Rounding.SHIFT + 1023),
            constant(Rounding.SHIFT + (1023 + 54)),
            x + ".lt(" + literal(Double.MIN_NORMAL) + ")");
    return def(
        shift(shifted, "LSHR", 52)
            + ".add("
            + Rounding.SHIFT_BITS
            + "L)"
            + DOUBLES
            + ".sub("
            + bias
            + ")");
  }

  private static String mantissa(String shifted) {
    return shifted + ".and(" + Log.FRACTION_MASK + "L).add(" + Log.ROOT_HALF_BITS + "L)" + DOUBLES;
  }

  private static String logTail(String z) {
    return polynomial(z, Log.T1, Log.T2, Log.T3, Log.T4, Log.T5, Log.T6, Log.T7);
  }

  /**
   * {@link Pow#pow} with a constant exponent; lanes that are not positive and finite are patched.
   */
  String pow(String x, double y) {
    String shifted = shiftedBits(x);
    String k = exponent(x, shifted);
    String f = def(mantissa(shifted) + ".sub(1.0)");
    String d = def(f + ".add(2.0)");
    String dl = def(f + ".sub(" + d + ".sub(2.0))");
    String inverse = def(constant(1.0) + ".div(" + d + ")");
    String s = def(f + ".mul(" + inverse + ")");
    String minusS = def(s + ".mul(-1.0)");
    String sl =
        def(
            minusS + ".fma(" + dl + ", " + minusS + ".fma(" + d + ", " + f + ")).mul(" + inverse
                + ")");
    String z = def(s + ".mul(" + s + ")");
    String zl =
        def(s + ".fma(" + s + ", " + z + ".mul(-1.0)).add(" + s + ".mul(2.0).mul(" + sl + "))");
    String tail = def(logTail(z));
    String u = def(z + ".mul(" + tail + ")");
    String c = def(u + ".add(" + literal(Log.TWO_THIRDS) + ")");
    String cl =
        def(
            constant(Log.TWO_THIRDS)
                + ".sub("
                + c
                + ").add("
                + u
                + ").add("
                + zl
                + ".fma("
                + tail
                + ", "
                + constant(Pow.TWO_THIRDS_LOW)
                + "))");
    String v = def(z + ".mul(" + c + ")");
    String vl =
        def(
            z
                + ".fma("
                + c
                + ", "
                + v
                + ".mul(-1.0)).add("
                + z
                + ".fma("
                + cl
                + ", "
                + zl
                + ".mul("
                + c
                + ")))");
    String g = def(v + ".add(2.0)");
    String gl = def(constant(2.0) + ".sub(" + g + ").add(" + v + ").add(" + vl + ")");
    String m = def(s + ".mul(" + g + ")");
    String ml =
        def(
            s
                + ".fma("
                + g
                + ", "
                + m
                + ".mul(-1.0)).add("
                + s
                + ".fma("
                + gl
                + ", "
                + sl
                + ".mul("
                + g
                + ")))");
    String whole = def(k + ".mul(" + literal(Log.LN2_42) + ")");
    String log = def(whole + ".add(" + m + ")");
    String logl =
        def(whole + ".sub(" + log + ").add(" + m + ").add(" + fma(k, Log.LN2_REST, ml) + ")");
    String product = def(log + ".mul(" + literal(y) + ")");
    String e = exponentials.clamp(product);
    String el =
        def(
            blend(
                constant(0.0),
                fma(log, y, product + ".mul(-1.0)") + ".add(" + logl + ".mul(" + literal(y) + "))",
                e + ".eq(" + product + ")"));
    String t = def(fma(e, Exp.LOG2_E, Rounding.SHIFT));
    String minusN = def(constant(Rounding.SHIFT) + ".sub(" + t + ")");
    String low = def(fma(minusN, Exp.LN2_HIGH, e));
    String r0 = def(fma(minusN, Exp.LN2_LOW, low));
    String rest = def(fma(minusN, Exp.LN2_LOW, low + ".sub(" + r0 + ")") + ".add(" + el + ")");
    String r = def(r0 + ".add(" + rest + ")");
    String value = exponentials.scaled(t, r, def(rest + ".sub(" + r + ".sub(" + r0 + "))"));
    noticeNotPositiveFinite(x);
    out.patch(notPositiveFinite(x), value, x, "ergode.math.Pow.pow(%s, " + literal(y) + ")");
    return value;
  }

  private String def(String expression) {
    return out.local("DoubleVector", expression);
  }
}

package ergode.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as a reader wants them: grouped digits, a true minus sign, powers of ten as such. */
public final class Numbers {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Numbers() {}

  /** 1175 as "1,175". */
  public static String grouped(long n) {
    return minus(String.format(Locale.ROOT, "%,d", n));
  }

  /** Rounded to {@code digits} decimals. */
  public static String fixed(double x, int digits) {
    if (!Double.isFinite(x)) {
      return Double.isNaN(x) ? "NaN" : x > 0 ? "∞" : "−∞";
    }
    BigDecimal rounded = new BigDecimal(x).setScale(digits, RoundingMode.HALF_EVEN);
    return minus(rounded.toPlainString());
  }

  /** As many decimals as a tick step of {@code step} needs. */
  static String tick(double x, double step) {
    int digits = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    return fixed(x, digits);
  }

  /** 10 to the {@code n}, for example "10⁻⁵". */
  public static String powerOfTen(int n) {
    StringBuilder s = new StringBuilder("10");
    if (n < 0) {
      s.append('⁻');
    }
    Integer.toString(Math.abs(n)).chars().forEach(c -> s.append(SUPERSCRIPTS.charAt(c - '0')));
    return s.toString();
  }

  /** For example "3.1·10⁻⁵". */
  public static String scientific(double x) {
    if (x == 0 || !Double.isFinite(x)) {
      return fixed(x, 0);
    }
    BigDecimal rounded = new BigDecimal(x).round(new MathContext(2));
    int exponent = rounded.precision() - rounded.scale() - 1;
    String mantissa =
        rounded.scaleByPowerOfTen(-exponent).setScale(1, RoundingMode.HALF_EVEN).toPlainString();
    return minus(mantissa) + "·" + powerOfTen(exponent);
  }

  /** For example "2.1 %"; "0 %" for an empty whole. */
  public static String percent(long part, long whole) {
    if (whole == 0) {
      return "0 %";
    }
    double percent = 100.0 * part / whole;
    return fixed(percent, percent < 10 ? 2 : 1) + " %";
  }

  /** A multiple of pi as "−π/2", "0", "3π/4"; {@code quarters} counts pi/4. */
  static String quartersOfPi(int quarters) {
    if (quarters == 0) {
      return "0";
    }
    int n = Math.abs(quarters);
    int denominator = n % 4 == 0 ? 1 : n % 2 == 0 ? 2 : 4;
    int numerator = n * denominator / 4;
    return (quarters < 0 ? "−" : "")
        + (numerator == 1 ? "" : Integer.toString(numerator))
        + "π"
        + (denominator == 1 ? "" : "/" + denominator);
  }

  private static String minus(String s) {
    return s.replace('-', '−');
  }
}

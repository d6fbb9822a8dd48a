package ergode.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as the JSON that pages embed. */
final class Json {
  private Json() {}

  /** An array of numbers rounded to {@code digits} decimals. */
  static String array(Series series, int digits) {
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < series.size(); i++) {
      out.append(i == 0 ? "" : ",").append(number(series.get(i), digits));
    }
    return out.append(']').toString();
  }

  /** A finite number rounded to {@code digits} decimals. */
  static String number(double x, int digits) {
    return new BigDecimal(x)
        .setScale(digits, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}

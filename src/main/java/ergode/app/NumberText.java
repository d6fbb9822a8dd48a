package ergode.app;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as a configuration may write them. */
final class NumberText {
  private static final String DECIMAL = "(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?";
  private static final Pattern NUMBER = Pattern.compile("[+-]?" + DECIMAL);

  /** [sign] [a] pi [/b] */
  private static final Pattern PI =
      Pattern.compile("([+-]?)(?:(" + DECIMAL + ")\\s*\\*?\\s*)?pi(?:\\s*/\\s*(" + DECIMAL + "))?");

  private NumberText() {}

  /**
   * A decimal number, a multiple of pi such as {@code -3pi/4}, NaN or Infinity; the two last are
   * for the caller to refuse.
   */
  static Optional<Double> parse(String text) {
    String stripped = text.strip();
    if (NUMBER.matcher(stripped).matches()) {
      return Optional.of(Double.valueOf(stripped));
    }
    Matcher pi = PI.matcher(stripped);
    if (pi.matches()) {
      double a = pi.group(2) == null ? 1 : Double.parseDouble(pi.group(2));
      double b = pi.group(3) == null ? 1 : Double.parseDouble(pi.group(3));
      double magnitude = a * Math.PI / b;
      return Optional.of(pi.group(1).equals("-") ? -magnitude : magnitude);
    }
    return switch (stripped.toLowerCase(Locale.ROOT)) {
      case "nan" -> Optional.of(Double.NaN);
      case "inf", "+inf", "infinity", "+infinity" -> Optional.of(Double.POSITIVE_INFINITY);
      case "-inf", "-infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
      default -> Optional.empty();
    };
  }

  /** A decimal number without a fraction, such as {@code 1200}, {@code 1e6} or {@code 2.0}. */
  static Optional<BigDecimal> parseWhole(String text) {
    String stripped = text.strip();
    if (!NUMBER.matcher(stripped).matches()) {
      return Optional.empty();
    }
    BigDecimal number;
    try {
      number = new BigDecimal(stripped).stripTrailingZeros();
    } catch (NumberFormatException e) {
      return Optional.empty(); // an exponent of more than 32 bits
    }
    return number.scale() <= 0 ? Optional.of(number) : Optional.empty();
  }
}

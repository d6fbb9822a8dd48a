package ergode.app;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import ergode.data.InvalidInputException;
import ergode.data.Json;
import ergode.data.Names;
import ergode.math.Exp;
import ergode.math.Log;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Evenly spaced values of one sweep entry, both ends included: {@code { from = 0.5, to = 2, points
 * = 4, spacing = linear }}.
 *
 * @param points at least 2
 */
record SweepRange(BigDecimal from, BigDecimal to, int points, Spacing spacing) {
  static final Set<String> FIELDS = Set.of("from", "to", "points", "spacing");

  /** Hides the last bits of the logarithm, so that decades are decades. */
  private static final MathContext LOG_DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

  private static final int LONGEST_WHOLE = 19;

  /** Which distances between neighbours are equal. */
  enum Spacing {
    LINEAR,
    LOG
  }

  /**
   * Reads a range.
   *
   * @throws InvalidInputException naming the entry, or the field, that will not do
   */
  static SweepRange of(Setting entry, ConfigObject range) {
    for (String field : range.keySet()) {
      if (!FIELDS.contains(field)) {
        throw invalid(entry, "a range with from, to, points and spacing; it has no " + field);
      }
    }
    BigDecimal from = number(entry, range, "from");
    BigDecimal to = number(entry, range, "to");
    String name = range.containsKey("spacing") ? text(range, "spacing") : Names.of(Spacing.LINEAR);
    Spacing spacing = Names.parse(culprit(entry) + ".spacing", name, Spacing.class);
    if (spacing == Spacing.LOG && (from.signum() <= 0 || to.signum() <= 0)) {
      throw invalid(entry, "a range between positive numbers, as its spacing is log");
    }
    return new SweepRange(from, to, points(entry, range), spacing);
  }

  private static int points(Setting entry, ConfigObject range) {
    Optional<BigDecimal> points = NumberText.parseWhole(text(range, "points"));
    if (points.isEmpty()
        || points.get().compareTo(BigDecimal.valueOf(2)) < 0
        || points.get().compareTo(BigDecimal.valueOf(SweepPoints.MOST)) > 0) {
      throw invalid(entry, "points, a whole number from 2 to " + SweepPoints.MOST);
    }
    return points.get().intValueExact();
  }

  /** As exact as it is written: 0.1 is a tenth. */
  private static BigDecimal number(Setting entry, ConfigObject range, String field) {
    String text = text(range, field);
    Optional<Double> number = NumberText.parse(text);
    if (number.isEmpty() || !Double.isFinite(number.get())) {
      throw invalid(entry, field + ", a finite number, such as 0.5 or -pi/2");
    }
    return text.contains("pi") ? new BigDecimal(number.get()) : new BigDecimal(text.strip());
  }

  private static String text(ConfigObject range, String field) {
    ConfigValue value = range.get(field);
    return value == null ? "" : Setting.text(value);
  }

  private static InvalidInputException invalid(Setting entry, String accepted) {
    return new InvalidInputException(culprit(entry), entry.shown(), accepted);
  }

  private static String culprit(Setting entry) {
    return SweepSection.NAME + "." + entry.key();
  }

  /** The values from {@code from} to {@code to}, as somebody would write them. */
  List<ConfigValue> values(String origin) {
    return IntStream.range(0, points)
        .mapToObj(i -> ConfigValueFactory.fromAnyRef(text(value(i)), origin))
        .toList();
  }

  private BigDecimal value(int i) {
    int last = points - 1;
    if (i == 0 || i == last) {
      return i == 0 ? from : to;
    }
    if (spacing == Spacing.LINEAR) {
      BigDecimal sum =
          from.multiply(BigDecimal.valueOf(last - i)).add(to.multiply(BigDecimal.valueOf(i)));
      return sum.divide(BigDecimal.valueOf(last), MathContext.DECIMAL128);
    }
    double low = Log.log(from.doubleValue());
    double high = Log.log(to.doubleValue());
    double value = Exp.exp(low + (high - low) * i / last);
    return new BigDecimal(value).round(LOG_DIGITS);
  }

  private static String text(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    boolean isWhole = plain.scale() <= 0 && plain.precision() - plain.scale() <= LONGEST_WHOLE;
    return isWhole ? plain.toBigInteger().toString() : Json.compact(value.doubleValue());
  }
}

package ergode.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/** Rows of the high-precision tables in {@code golden/math}. */
final class Golden {
  /** One line, split at its commas. */
  record Row(List<String> fields) {
    Row {
      fields = List.copyOf(fields);
    }

    double number(int column) {
      return Double.parseDouble(fields.get(column));
    }

    /**
     * Compares with the exact value: a double in this column and its rest in the next. A subnormal
     * result is rounded a second time, so it may be off by 0.77 ulps.
     */
    void check(int column, double actual, double ulps, String what, Object... args) {
      double value = number(column);
      double error = (actual - value) / Math.ulp(value) - number(column + 1);
      double bound = Math.abs(value) < Double.MIN_NORMAL ? Math.max(ulps, 0.77) : ulps;
      assertThat(Math.abs(error)).as("error in ulps of " + what, args).isLessThanOrEqualTo(bound);
    }
  }

  private Golden() {}

  static List<Row> rows(String file) {
    try (var in =
        Objects.requireNonNull(Golden.class.getResourceAsStream("/golden/math/" + file))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<Row> rows =
          text.lines().skip(1).map(line -> new Row(List.of(line.split(",", -1)))).toList();
      assertThat(rows).as(file).hasSizeGreaterThan(200);
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /** Checks one function of {@code unary.csv}. */
  static void check(String function, DoubleUnaryOperator actual, double ulps) {
    List<Row> rows =
        rows("unary.csv").stream().filter(row -> row.fields().get(0).equals(function)).toList();
    assertThat(rows).as(function).hasSizeGreaterThan(100);
    for (Row row : rows) {
      double x = row.number(1);
      row.check(2, actual.applyAsDouble(x), ulps, function + " %a", x);
    }
  }
}

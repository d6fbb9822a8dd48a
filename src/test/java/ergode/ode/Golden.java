package ergode.ode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Tables of golden numbers. */
final class Golden {

  /** One line of a table, its values by column name. */
  record Row(List<String> header, List<String> values) {
    String text(String column) {
      return values.get(header.indexOf(column));
    }

    double number(String column) {
      return Double.parseDouble(text(column));
    }

    /** theta1, theta2, omega1, omega2. */
    double[] state() {
      return new double[] {number("theta1"), number("theta2"), number("omega1"), number("omega2")};
    }
  }

  private Golden() {}

  static List<Row> rows(String name) throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      List<List<String>> lines =
          new String(bytes, StandardCharsets.UTF_8)
              .lines()
              .map(line -> List.of(line.split(",")))
              .toList();
      return lines.stream().skip(1).map(values -> new Row(lines.get(0), values)).toList();
    }
  }
}

package ergode.data.design;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads the golden files of this package; how they were made: golden/design/README.md. */
final class Golden {
  private Golden() {}

  /** The fields below the header line, [row][field]. */
  static List<String[]> rows(String name) throws IOException {
    try (InputStream stream = Golden.class.getResourceAsStream("/golden/design/" + name)) {
      String text =
          new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(line -> line.split(",")).toList();
    }
  }

  /** The fields from {@code first} on, as doubles. */
  static double[] doubles(String[] row, int first) {
    double[] values = new double[row.length - first];
    for (int i = 0; i < values.length; i++) {
      values[i] = Double.parseDouble(row[first + i]);
    }
    return values;
  }
}

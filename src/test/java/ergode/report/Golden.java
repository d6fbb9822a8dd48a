package ergode.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Reads golden tables. */
final class Golden {
  private Golden() {}

  /** Rows of a numeric CSV file without its header. */
  static List<double[]> rows(String name) throws IOException {
    InputStream in =
        Objects.requireNonNull(Golden.class.getResourceAsStream("/golden/report/" + name), name);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .skip(1)
          .map(
              line -> Arrays.stream(line.split(",", -1)).mapToDouble(Double::parseDouble).toArray())
          .toList();
    }
  }
}

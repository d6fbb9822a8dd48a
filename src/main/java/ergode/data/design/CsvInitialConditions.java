package ergode.data.design;

import ergode.data.InvalidInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads initial conditions from comma-separated UTF-8 text.
 *
 * <p>The first line names the columns; the wanted ones may stand in any order, and others are
 * ignored. Blanks and double quotes around a field, a byte order mark, Windows line ends, blank
 * lines and lines that start with {@code #} are all accepted. Numbers are finite decimals.
 */
public final class CsvInitialConditions {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String fileName;
  private final List<String> columns;
  private final DoubleBuilder values = new DoubleBuilder();

  private CsvInitialConditions(String fileName, List<String> columns) {
    this.fileName = fileName;
    this.columns = columns;
  }

  /**
   * Reads a stream to its end, without closing it.
   *
   * @param fileName names the file in errors
   * @param columns the components of a state, in the state's order
   * @return one trajectory per row, in the file's order
   * @throws InvalidInputException naming the file, the line (1-based, comments and blank lines
   *     counted), the column and the value
   */
  public static FileDesign read(InputStream stream, String fileName, List<String> columns)
      throws IOException {
    return new CsvInitialConditions(fileName, columns)
        .read(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)));
  }

  private FileDesign read(BufferedReader reader) throws IOException {
    CsvHeader header = null;
    long lineNumber = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lineNumber++;
      if (lineNumber == 1 && line.startsWith(BYTE_ORDER_MARK)) {
        line = line.substring(1);
      }
      if (line.isBlank() || line.stripLeading().startsWith("#")) {
        continue;
      }
      String place = fileName + " line " + lineNumber;
      List<String> fields = fields(place, line);
      if (header == null) {
        header = CsvHeader.of(place, fields, columns);
      } else {
        addRow(place, header, fields);
      }
    }
    if (header == null) {
      throw new InvalidInputException(fileName, "no header line", CsvHeader.accepted(columns));
    }
    if (values.length() == 0) {
      throw new InvalidInputException(fileName, "no rows", "at least one row below the header");
    }
    return new FileDesign(columns.size(), values.toArray());
  }

  private static List<String> fields(String place, String line) {
    return CsvLine.fields(line)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    place, Shown.of(line), "every quoted field to end on its line"));
  }

  private void addRow(String place, CsvHeader header, List<String> fields) {
    int expected = header.names().size();
    if (fields.size() < expected) {
      throw new InvalidInputException(
          place + ", column " + header.names().get(fields.size()),
          "missing (" + fields.size() + " fields)",
          expected + " fields, as in the header");
    }
    if (fields.size() > expected) {
      throw new InvalidInputException(
          place + ", field " + (expected + 1),
          Shown.of(fields.get(expected)),
          expected + " fields, as in the header");
    }
    if (values.length() > DoubleBuilder.MAX_LENGTH - columns.size()) {
      throw new InvalidInputException(
          place, "more rows", "at most " + values.length() / columns.size() + " rows");
    }
    for (int j = 0; j < columns.size(); j++) {
      String field = fields.get(header.positions().get(j));
      double value = parse(field);
      if (!Double.isFinite(value)) {
        throw new InvalidInputException(
            place + ", column " + columns.get(j), Shown.of(field), "a finite decimal number");
      }
      values.add(value);
    }
  }

  /** NaN if the text is no decimal number. */
  private static double parse(String text) {
    // parseDouble would also take hexadecimal, "NaN", "Infinity" and the suffixes d and f.
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}

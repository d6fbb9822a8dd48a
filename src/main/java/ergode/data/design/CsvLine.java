package ergode.data.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fields of one line of comma-separated text (RFC 4180, with optional blanks around a field). A
 * quoted field may hold commas and doubled quotes, but not the end of the line.
 */
final class CsvLine {
  private final String line;
  private int position;

  private CsvLine(String line) {
    this.line = line;
  }

  /** The fields without blanks and quotes around them; empty if a quote is never closed. */
  static Optional<List<String>> fields(String line) {
    CsvLine scanner = new CsvLine(line);
    List<String> fields = new ArrayList<>();
    while (true) {
      Optional<String> field = scanner.field();
      if (field.isEmpty()) {
        return Optional.empty();
      }
      fields.add(field.get());
      if (scanner.position == line.length()) {
        return Optional.of(fields);
      }
      scanner.position++; // the comma
    }
  }

  private Optional<String> field() {
    while (position < line.length() && Character.isWhitespace(line.charAt(position))) {
      position++;
    }
    return position < line.length() && line.charAt(position) == '"'
        ? quoted()
        : Optional.of(rest());
  }

  /** Up to the next comma, which stays. */
  private String rest() {
    int comma = line.indexOf(',', position);
    int end = comma < 0 ? line.length() : comma;
    String text = line.substring(position, end).strip();
    position = end;
    return text;
  }

  private Optional<String> quoted() {
    StringBuilder text = new StringBuilder();
    position++;
    while (position < line.length()) {
      char c = line.charAt(position++);
      if (c != '"') {
        text.append(c);
      } else if (position < line.length() && line.charAt(position) == '"') {
        text.append('"');
        position++;
      } else {
        return Optional.of((text + rest()).strip());
      }
    }
    return Optional.empty();
  }
}

package ergode.data.design;

import ergode.data.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the wanted columns stand in a file's header line.
 *
 * @param names every field of the header
 * @param positions index into names of each wanted column
 */
record CsvHeader(List<String> names, List<Integer> positions) {

  /**
   * Finds every wanted column exactly once; other columns may stand anywhere.
   *
   * @param place file and line, for errors
   */
  static CsvHeader of(String place, List<String> names, List<String> columns) {
    List<Integer> positions = new ArrayList<>();
    for (String column : columns) {
      int position = names.indexOf(column);
      if (position < 0) {
        throw bad(place, column, "missing from " + Shown.of(String.join(",", names)), columns);
      }
      if (names.lastIndexOf(column) != position) {
        throw bad(place, column, "named twice", columns);
      }
      positions.add(position);
    }
    return new CsvHeader(names, positions);
  }

  static String accepted(List<String> columns) {
    return "a header line with each of the columns "
        + String.join(", ", columns)
        + " once (in any order; other columns are ignored)";
  }

  private static InvalidInputException bad(
      String place, String column, String problem, List<String> columns) {
    return new InvalidInputException(place + ", column " + column, problem, accepted(columns));
  }
}

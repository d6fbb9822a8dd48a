package ergode.data.parquet;

import java.io.IOException;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * Collects the values of one column, row by row, as the body of a Parquet data page of version 1:
 * repetition levels, definition levels, values.
 */
interface PageEncoder {

  /** Appends the value or list that a row has in this column. */
  void add(TrajectoryRow row);

  /** The page so far; valid until the next call of any method. */
  PageBody body() throws IOException;

  /** Begins the next page. */
  void clear();

  /** How the values are laid out. */
  Encoding encoding();

  /**
   * A page before compression: {@code bytes[offset]} to {@code bytes[offset + length - 1]}.
   *
   * @param statistics null where the column has none, or where a NaN has no place in an order
   */
  record PageBody(byte[] bytes, int offset, int length, @Nullable Statistics<?> statistics) {}
}

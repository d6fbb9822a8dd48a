package ergode.data.parquet;

import java.util.Arrays;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Collects one list column, {@code list.element}, into a row. */
final class ListConverter extends GroupConverter {
  private static final int FIRST_CAPACITY = 1024;

  private final TrajectoryRow row;
  private final int component;
  private final Converter list;
  private int length;

  ListConverter(TrajectoryRow row, int component) {
    this.row = row;
    this.component = component;
    Converter element =
        new PrimitiveConverter() {
          @Override
          public void addDouble(double value) {
            add(value);
          }

          @Override
          public void addFloat(float value) {
            add(value);
          }
        };
    this.list =
        new GroupConverter() {
          @Override
          public Converter getConverter(int index) {
            return element;
          }

          @Override
          public void start() {}

          @Override
          public void end() {}
        };
  }

  private void add(double value) {
    double[] values = row.saved[component];
    if (length == values.length) {
      values = Arrays.copyOf(values, Math.max(FIRST_CAPACITY, 2 * length));
      row.saved[component] = values;
    }
    values[length++] = value;
  }

  @Override
  public Converter getConverter(int index) {
    return list;
  }

  @Override
  public void start() {
    length = 0;
  }

  /** Lists of one length need no copy from the second row on. */
  @Override
  public void end() {
    if (row.saved[component].length != length) {
      row.saved[component] = Arrays.copyOf(row.saved[component], length);
    }
  }
}

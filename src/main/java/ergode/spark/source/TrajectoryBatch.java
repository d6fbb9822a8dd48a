package ergode.spark.source;

import ergode.data.parquet.Column;
import ergode.data.parquet.Projection;
import ergode.data.parquet.RowFields;
import ergode.data.parquet.TrajectoryRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;

/** Rows as columns of Spark, for one batch after another in the same memory. */
final class TrajectoryBatch {

  /** Lists of a batch take about so much. */
  private static final long BYTES = 4L << 20;

  /** As many as a batch of Spark's Parquet reader has at most. */
  private static final int MOST_ROWS = 4096;

  private final int points;
  private final int capacity;
  private final Setter[] setters;
  private final ColumnarBatch batch;
  private int rows;

  /** Copies a value of a row into its place in a batch. */
  @FunctionalInterface
  private interface Setter {
    void set(int at, TrajectoryRow row);
  }

  /** An empty batch of some columns. */
  TrajectoryBatch(Projection projection) {
    List<Column> columns = projection.columns();
    long bytes = Math.max(1, projection.bytesPerRow());
    capacity = (int) Math.max(1, Math.min(MOST_ROWS, BYTES / bytes));
    points = projection.schema().points();
    setters = new Setter[columns.size()];
    ColumnVector[] vectors = new ColumnVector[columns.size()];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = bind(i, columns.get(i), projection);
    }
    batch = new ColumnarBatch(vectors);
  }

  private HeapVector bind(int i, Column column, Projection projection) {
    return switch (column.type()) {
      case LONG -> {
        long[] values = new long[capacity];
        setters[i] = (at, row) -> values[at] = row.simId();
        yield HeapVector.of(values);
      }
      case INT -> {
        int[] values = new int[capacity];
        ToIntFunction<TrajectoryRow> field = RowFields.ofInt(column.name()).get();
        setters[i] = (at, row) -> values[at] = field.applyAsInt(row);
        yield HeapVector.of(values);
      }
      case DOUBLE -> {
        double[] values = new double[capacity];
        ToDoubleFunction<TrajectoryRow> field =
            RowFields.ofDouble(projection.schema().system(), column.name()).get();
        setters[i] = (at, row) -> values[at] = field.applyAsDouble(row);
        yield column.nullable() ? HeapVector.ofNullable(values, () -> rows) : HeapVector.of(values);
      }
      case STRING -> {
        UTF8String[] values = new UTF8String[capacity];
        Map<String, UTF8String> labels = new HashMap<>();
        setters[i] =
            (at, row) -> values[at] = labels.computeIfAbsent(row.status(), UTF8String::fromString);
        yield HeapVector.of(values);
      }
      case DOUBLE_LIST -> {
        double[] values = new double[capacity * points];
        int component = component(column, projection);
        setters[i] =
            (at, row) -> System.arraycopy(row.saved()[component], 0, values, at * points, points);
        yield HeapVector.lists(HeapVector.of(values), points);
      }
      case FLOAT_LIST -> {
        float[] values = new float[capacity * points];
        int component = component(column, projection);
        setters[i] =
            (at, row) -> {
              double[] saved = row.saved()[component];
              for (int k = 0; k < points; k++) {
                values[at * points + k] = (float) saved[k];
              }
            };
        yield HeapVector.lists(HeapVector.of(values), points);
      }
    };
  }

  private static int component(Column column, Projection projection) {
    return projection.schema().system().components().indexOf(column.name());
  }

  /** Number of rows that fit in. */
  int capacity() {
    return capacity;
  }

  void add(TrajectoryRow row) {
    for (Setter setter : setters) {
      setter.set(rows, row);
    }
    rows++;
  }

  void clear() {
    rows = 0;
  }

  /** What has been added since the last {@link #clear}; valid until the next one. */
  ColumnarBatch columns() {
    batch.setNumRows(rows);
    return batch;
  }
}

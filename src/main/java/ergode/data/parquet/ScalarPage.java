package ergode.data.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.DoubleStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridValuesWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** A page of scalars: PLAIN values with their extremes; of a column without nulls, no levels. */
abstract class ScalarPage implements PageEncoder {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FIRST_CAPACITY = 1024;

  final PrimitiveType type;
  Statistics<?> statistics;
  private byte[] page = new byte[FIRST_CAPACITY];
  private int length;

  private ScalarPage(PrimitiveType type) {
    this.type = type;
    this.statistics = Statistics.createStats(type);
  }

  static ScalarPage ofLongs(PrimitiveType type, ToLongFunction<TrajectoryRow> field) {
    return new ScalarPage(type) {
      @Override
      public void add(TrajectoryRow row) {
        long value = field.applyAsLong(row);
        putLong(value);
        statistics.updateStats(value);
      }
    };
  }

  static ScalarPage ofInts(PrimitiveType type, ToIntFunction<TrajectoryRow> field) {
    return new ScalarPage(type) {
      @Override
      public void add(TrajectoryRow row) {
        int value = field.applyAsInt(row);
        putInt(value);
        statistics.updateStats(value);
      }
    };
  }

  /**
   * A page of doubles.
   *
   * @param nullable whether a NaN is a null
   */
  static ScalarPage ofDoubles(
      PrimitiveType type, boolean nullable, ToDoubleFunction<TrajectoryRow> field) {
    return nullable ? new NullableDoubles(type, field) : new Doubles(type, field);
  }

  static ScalarPage ofTexts(PrimitiveType type, Function<TrajectoryRow, String> field) {
    return new Texts(type, field);
  }

  final void putInt(int value) {
    int at = reserve(Integer.BYTES); // which may replace the page
    INTS.set(page, at, value);
  }

  final void putLong(long value) {
    int at = reserve(Long.BYTES);
    LONGS.set(page, at, value);
  }

  final void putBytes(byte[] bytes) {
    int at = reserve(bytes.length);
    System.arraycopy(bytes, 0, page, at, bytes.length);
  }

  private int reserve(int bytes) {
    if (page.length - length < bytes) {
      page = Arrays.copyOf(page, Math.max(2 * page.length, length + bytes));
    }
    int at = length;
    length += bytes;
    return at;
  }

  /** Of the page, or null where there is no order. */
  @Nullable Statistics<?> extremes() {
    return statistics;
  }

  @Override
  public PageBody body() throws IOException {
    return new PageBody(page, 0, length, extremes());
  }

  @Override
  public void clear() {
    length = 0;
    statistics = Statistics.createStats(type);
  }

  @Override
  public Encoding encoding() {
    return Encoding.PLAIN;
  }

  /**
   * Doubles. A column chunk with a NaN gets no extremes, since readers disagree on where a NaN is
   * in their order; a smallest zero is written as -0 and a largest one as +0, as the format asks.
   */
  private static class Doubles extends ScalarPage {
    private final ToDoubleFunction<TrajectoryRow> field;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private boolean ordered = true;

    Doubles(PrimitiveType type, ToDoubleFunction<TrajectoryRow> field) {
      super(type);
      this.field = field;
    }

    @Override
    public void add(TrajectoryRow row) {
      put(field.applyAsDouble(row));
    }

    void put(double value) {
      putLong(Double.doubleToRawLongBits(value));
      min = Math.min(min, value);
      max = Math.max(max, value);
      ordered &= !Double.isNaN(value);
    }

    @Override
    @Nullable Statistics<?> extremes() {
      if (!ordered) {
        return null;
      }
      if (min > max) {
        return statistics; // of nulls alone
      }
      ((DoubleStatistics) statistics).setMinMax(min == 0 ? -0.0 : min, max == 0 ? 0.0 : max);
      return statistics;
    }

    @Override
    public void clear() {
      super.clear();
      min = Double.POSITIVE_INFINITY;
      max = Double.NEGATIVE_INFINITY;
      ordered = true;
    }
  }

  /** Doubles of which a NaN is a null: no value, but a definition level of 0 among the ones. */
  private static final class NullableDoubles extends Doubles {
    private final ToDoubleFunction<TrajectoryRow> field;
    private final ValuesWriter levels =
        new RunLengthBitPackingHybridValuesWriter(
            1, FIRST_CAPACITY, FIRST_CAPACITY, HeapByteBufferAllocator.getInstance());

    NullableDoubles(PrimitiveType type, ToDoubleFunction<TrajectoryRow> field) {
      super(type, field);
      this.field = field;
    }

    @Override
    public void add(TrajectoryRow row) {
      double value = field.applyAsDouble(row);
      boolean defined = !Double.isNaN(value);
      levels.writeInteger(defined ? 1 : 0);
      if (defined) {
        put(value);
      } else {
        statistics.incrementNumNulls();
      }
    }

    @Override
    public PageBody body() throws IOException {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      levels.getBytes().writeAllTo(all);
      PageBody values = super.body();
      all.write(values.bytes(), values.offset(), values.length());
      return new PageBody(all.toByteArray(), 0, all.size(), values.statistics());
    }

    @Override
    public void clear() {
      super.clear();
      levels.reset();
    }
  }

  /** Texts, of which few differ. */
  private static final class Texts extends ScalarPage {
    private final Function<TrajectoryRow, String> field;
    private String last = "";
    private byte[] bytes = {};
    private boolean counted;

    Texts(PrimitiveType type, Function<TrajectoryRow, String> field) {
      super(type);
      this.field = field;
    }

    @Override
    public void add(TrajectoryRow row) {
      String value = field.apply(row);
      if (!value.equals(last)) {
        last = value;
        bytes = value.getBytes(StandardCharsets.UTF_8);
        counted = false;
      }
      putInt(bytes.length);
      putBytes(bytes);
      if (!counted) {
        statistics.updateStats(Binary.fromConstantByteArray(bytes));
        counted = true;
      }
    }

    @Override
    public void clear() {
      super.clear();
      counted = false;
    }
  }
}

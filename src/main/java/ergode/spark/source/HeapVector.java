package ergode.spark.source;

import java.util.Arrays;
import java.util.function.IntSupplier;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/** A column of a batch in one array. It has values of its own type only. */
abstract class HeapVector extends ColumnVector {
  HeapVector(DataType type) {
    super(type);
  }

  private UnsupportedOperationException isNo(String type) {
    return new UnsupportedOperationException("a column of " + dataType() + " has no " + type);
  }

  @Override
  public void close() {}

  @Override
  public boolean hasNull() {
    return false;
  }

  @Override
  public int numNulls() {
    return 0;
  }

  @Override
  public boolean isNullAt(int row) {
    return false;
  }

  @Override
  public boolean getBoolean(int row) {
    throw isNo("boolean");
  }

  @Override
  public byte getByte(int row) {
    throw isNo("byte");
  }

  @Override
  public short getShort(int row) {
    throw isNo("short");
  }

  @Override
  public int getInt(int row) {
    throw isNo("int");
  }

  @Override
  public long getLong(int row) {
    throw isNo("long");
  }

  @Override
  public float getFloat(int row) {
    throw isNo("float");
  }

  @Override
  public double getDouble(int row) {
    throw isNo("double");
  }

  @Override
  public ColumnarArray getArray(int row) {
    throw isNo("array");
  }

  @Override
  public ColumnarMap getMap(int row) {
    throw isNo("map");
  }

  @Override
  public Decimal getDecimal(int row, int precision, int scale) {
    throw isNo("decimal");
  }

  @Override
  public UTF8String getUTF8String(int row) {
    throw isNo("string");
  }

  @Override
  public byte[] getBinary(int row) {
    throw isNo("binary");
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    throw isNo("child");
  }

  static HeapVector of(long[] values) {
    return new HeapVector(DataTypes.LongType) {
      @Override
      public long getLong(int row) {
        return values[row];
      }
    };
  }

  static HeapVector of(int[] values) {
    return new HeapVector(DataTypes.IntegerType) {
      @Override
      public int getInt(int row) {
        return values[row];
      }
    };
  }

  static HeapVector of(float[] values) {
    return new HeapVector(DataTypes.FloatType) {
      @Override
      public float getFloat(int row) {
        return values[row];
      }

      @Override
      public float[] getFloats(int row, int count) {
        return Arrays.copyOfRange(values, row, row + count);
      }
    };
  }

  static HeapVector of(double[] values) {
    return new Doubles(values);
  }

  /**
   * Doubles of which a NaN is a null.
   *
   * @param rows number of values that count
   */
  static HeapVector ofNullable(double[] values, IntSupplier rows) {
    return new Doubles(values) {
      @Override
      public boolean isNullAt(int row) {
        return Double.isNaN(values[row]);
      }

      @Override
      public int numNulls() {
        return (int) Arrays.stream(values, 0, rows.getAsInt()).filter(Double::isNaN).count();
      }

      @Override
      public boolean hasNull() {
        return numNulls() > 0;
      }
    };
  }

  private static class Doubles extends HeapVector {
    private final double[] values;

    Doubles(double[] values) {
      super(DataTypes.DoubleType);
      this.values = values;
    }

    @Override
    public double getDouble(int row) {
      return values[row];
    }

    @Override
    public double[] getDoubles(int row, int count) {
      return Arrays.copyOfRange(values, row, row + count);
    }
  }

  static HeapVector of(UTF8String[] values) {
    return new HeapVector(DataTypes.StringType) {
      @Override
      public UTF8String getUTF8String(int row) {
        return values[row];
      }
    };
  }

  /** Lists of one length, one after the other. */
  static HeapVector lists(HeapVector elements, int length) {
    return new HeapVector(new ArrayType(elements.dataType(), false)) {
      @Override
      public ColumnarArray getArray(int row) {
        return new ColumnarArray(elements, row * length, length);
      }

      @Override
      public ColumnVector getChild(int ordinal) {
        return elements;
      }
    };
  }
}

package ergode.network;

import java.nio.ByteBuffer;
import java.util.List;

/** A tensor with its elements, as {@link Safetensors} keeps them. */
public sealed interface TensorValues {

  Tensor tensor();

  /** Name of the type of an element, in the file. */
  String type();

  /** Appends the elements, 8 bytes each. */
  void put(ByteBuffer bytes);

  /** Doubles. */
  record Doubles(Tensor tensor, double[] values) implements TensorValues {
    static final String TYPE = "F64";

    public Doubles {
      requireSize(tensor, values.length);
      values = values.clone();
    }

    /** A vector. */
    public Doubles(String name, double[] values) {
      this(new Tensor(name, List.of(values.length)), values);
    }

    /** A copy. */
    @Override
    public double[] values() {
      return values.clone();
    }

    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public void put(ByteBuffer bytes) {
      for (double value : values) {
        bytes.putLong(Double.doubleToRawLongBits(value));
      }
    }
  }

  /** 64-bit integers. */
  record Longs(Tensor tensor, long[] values) implements TensorValues {
    static final String TYPE = "I64";

    public Longs {
      requireSize(tensor, values.length);
      values = values.clone();
    }

    /** A vector. */
    public Longs(String name, long... values) {
      this(new Tensor(name, List.of(values.length)), values);
    }

    /** A copy. */
    @Override
    public long[] values() {
      return values.clone();
    }

    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public void put(ByteBuffer bytes) {
      for (long value : values) {
        bytes.putLong(value);
      }
    }
  }

  private static void requireSize(Tensor tensor, int length) {
    if (length != tensor.size()) {
      throw new IllegalArgumentException(
          "got " + length + " elements for the tensor " + tensor.name() + " of " + tensor.size());
    }
  }
}

package ergode.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named tensors of doubles and 64-bit integers with texts beside them, in the format <a
 * href="https://github.com/huggingface/safetensors">safetensors</a>: 8 bytes with the length of the
 * header, the header in JSON, then the tensors' elements, all little-endian. Equal content gives
 * equal bytes, and every bit of a double survives.
 */
public final class Safetensors {
  private static final int LENGTH_BYTES = 8;

  /** That of the reference implementation. */
  private static final long LONGEST_HEADER = 100_000_000;

  private final String file;
  private final SortedMap<String, String> metadata;
  private final List<TensorValues> tensors;

  private Safetensors(String file, SortedMap<String, String> metadata, List<TensorValues> tensors) {
    this.file = file;
    this.metadata = metadata;
    this.tensors = tensors;
  }

  /**
   * Tensors to be written.
   *
   * @param tensors in the order of the file
   * @throws IllegalArgumentException if two have one name
   */
  public static Safetensors of(Map<String, String> metadata, List<TensorValues> tensors) {
    List<String> names = tensors.stream().map(values -> values.tensor().name()).toList();
    if (new HashSet<>(names).size() < names.size() || names.contains(SafetensorsHeader.METADATA)) {
      throw new IllegalArgumentException(
          "tensors %s: expected different names, none of them %s"
              .formatted(names, SafetensorsHeader.METADATA));
    }
    return new Safetensors("tensors", new TreeMap<>(metadata), List.copyOf(tensors));
  }

  /**
   * Reads a file's bytes.
   *
   * @param file its name, for messages
   * @throws InvalidTensorsException if they are no such file, down to overlapping tensors, gaps
   *     between them, and bytes left over
   */
  public static Safetensors parse(byte[] bytes, String file) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < LENGTH_BYTES) {
      throw new InvalidTensorsException(
          file, "%d bytes: expected at least %d".formatted(bytes.length, LENGTH_BYTES));
    }
    long length = buffer.getLong();
    long most = Math.min(LONGEST_HEADER, buffer.remaining());
    if (length < 0 || length > most) {
      throw new InvalidTensorsException(
          file,
          "a header of %s bytes in a file of %d: expected at most %d"
              .formatted(Long.toUnsignedString(length), bytes.length, most));
    }
    ByteBuffer json = buffer.slice(LENGTH_BYTES, (int) length);
    buffer.position(LENGTH_BYTES + (int) length);
    SafetensorsHeader header = SafetensorsHeader.parse(json, buffer.remaining(), file);
    List<TensorValues> tensors = new ArrayList<>();
    for (SafetensorsHeader.Entry entry : header.entries()) {
      tensors.add(values(entry, buffer));
    }
    return new Safetensors(file, header.metadata(), List.copyOf(tensors));
  }

  private static TensorValues values(SafetensorsHeader.Entry entry, ByteBuffer buffer) {
    int size = entry.tensor().size();
    if (entry.type().equals(TensorValues.Longs.TYPE)) {
      long[] values = new long[size];
      for (int i = 0; i < size; i++) {
        values[i] = buffer.getLong();
      }
      return new TensorValues.Longs(entry.tensor(), values);
    }
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = Double.longBitsToDouble(buffer.getLong());
    }
    return new TensorValues.Doubles(entry.tensor(), values);
  }

  /**
   * The bytes of the file.
   *
   * @throws ArithmeticException if they would be 2 GiB or more
   */
  public byte[] toBytes() {
    byte[] header = SafetensorsHeader.format(metadata, tensors);
    long data = tensors.stream().mapToLong(values -> 8L * values.tensor().size()).sum();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(LENGTH_BYTES + header.length + data))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header);
    tensors.forEach(values -> values.put(bytes));
    return bytes.array();
  }

  /** Texts by name, sorted. */
  public SortedMap<String, String> metadata() {
    return new TreeMap<>(metadata);
  }

  /** The tensors, in the order of the file. */
  public List<TensorValues> tensors() {
    return tensors;
  }

  /**
   * A text of the metadata.
   *
   * @throws InvalidTensorsException if there is none of that name
   */
  public String text(String name) {
    String value = metadata.get(name);
    if (value == null) {
      throw new InvalidTensorsException(
          file, "no metadata %s among %s".formatted(name, metadata.keySet()));
    }
    return value;
  }

  /**
   * A copy of a tensor of doubles.
   *
   * @throws InvalidTensorsException if it is missing, or of another shape or type
   */
  public double[] doubles(Tensor expected) {
    for (TensorValues values : tensors) {
      if (values.tensor().name().equals(expected.name())) {
        if (values instanceof TensorValues.Doubles doubles && values.tensor().equals(expected)) {
          return doubles.values();
        }
        throw new InvalidTensorsException(
            file,
            "tensor %s is %s %s: expected %s %s"
                .formatted(
                    expected.name(),
                    values.type(),
                    values.tensor().shape(),
                    TensorValues.Doubles.TYPE,
                    expected.shape()));
      }
    }
    throw new InvalidTensorsException(
        file, "no tensor %s among %s".formatted(expected.name(), names()));
  }

  /**
   * Checks that there is no tensor but these.
   *
   * @throws InvalidTensorsException that names one
   */
  public void requireOnly(Collection<String> expected) {
    for (String name : names()) {
      if (!expected.contains(name)) {
        throw new InvalidTensorsException(
            file, "unknown tensor %s: expected only %s".formatted(name, expected));
      }
    }
  }

  private List<String> names() {
    return tensors.stream().map(values -> values.tensor().name()).toList();
  }
}

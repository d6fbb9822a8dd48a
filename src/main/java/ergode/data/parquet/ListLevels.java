package ergode.data.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Repetition and definition levels of lists of one length that hold no null, as runs of the
 * RLE/bit-packing hybrid: each list is one 0 (a new row) and ones (the same row), and every value
 * is defined.
 */
final class ListLevels {
  private ListLevels() {}

  /**
   * Both levels of a page of version 1, each with its length before it.
   *
   * @param points length of every list, at least 1
   */
  static byte[] of(int rows, int points) {
    ByteArrayOutputStream repetition = new ByteArrayOutputStream();
    for (int row = 0; row < rows; row++) {
      run(repetition, 1, 0);
      if (points > 1) {
        run(repetition, points - 1, 1);
      }
    }
    ByteArrayOutputStream definition = new ByteArrayOutputStream();
    run(definition, Math.multiplyExact(rows, points), 1);
    return ByteBuffer.allocate(2 * Integer.BYTES + repetition.size() + definition.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(repetition.size())
        .put(repetition.toByteArray())
        .putInt(definition.size())
        .put(definition.toByteArray())
        .array();
  }

  /** A run: its length, doubled, as a variable-length integer, then the level in one byte. */
  private static void run(ByteArrayOutputStream out, int length, int level) {
    long rest = 2L * length;
    while (rest >= 0x80) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    out.write(level);
  }
}

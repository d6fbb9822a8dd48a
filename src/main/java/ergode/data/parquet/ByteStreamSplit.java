package ergode.data.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Parquet's BYTE_STREAM_SPLIT: the first bytes of all values, then their second bytes, and so on.
 * Eight values at a time are a matrix of bytes in registers, transposed by exchanging ever larger
 * blocks across the diagonal.
 */
final class ByteStreamSplit {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int BLOCK = 8;
  private static final long BYTES = 0x00ff00ff00ff00ffL;
  private static final long SHORTS = 0x0000ffff0000ffffL;
  private static final long WORDS = 0x00000000ffffffffL;

  private ByteStreamSplit() {}

  /**
   * Splits {@code count} little-endian values of {@code width} bytes, 4 or 8.
   *
   * @param offset of the values in both arrays
   */
  static void split(byte[] source, byte[] target, int offset, int count, int width) {
    int blocks = count / BLOCK * BLOCK;
    if (width == Double.BYTES) {
      eights(source, target, offset, count, blocks);
    } else {
      fours(source, target, offset, count, blocks);
    }
    for (int value = blocks; value < count; value++) {
      for (int stream = 0; stream < width; stream++) {
        target[offset + stream * count + value] = source[offset + value * width + stream];
      }
    }
  }

  private static void eights(byte[] source, byte[] target, int offset, int count, int blocks) {
    for (int value = 0; value < blocks; value += BLOCK) {
      int at = offset + value * Double.BYTES;
      long a = (long) LONGS.get(source, at);
      long b = (long) LONGS.get(source, at + 8);
      long c = (long) LONGS.get(source, at + 16);
      long d = (long) LONGS.get(source, at + 24);
      long e = (long) LONGS.get(source, at + 32);
      long f = (long) LONGS.get(source, at + 40);
      long g = (long) LONGS.get(source, at + 48);
      long h = (long) LONGS.get(source, at + 56);
      long ab = ((a >>> 8) ^ b) & BYTES;
      long cd = ((c >>> 8) ^ d) & BYTES;
      long ef = ((e >>> 8) ^ f) & BYTES;
      long gh = ((g >>> 8) ^ h) & BYTES;
      a ^= ab << 8;
      b ^= ab;
      c ^= cd << 8;
      d ^= cd;
      e ^= ef << 8;
      f ^= ef;
      g ^= gh << 8;
      h ^= gh;
      long ac = ((a >>> 16) ^ c) & SHORTS;
      long bd = ((b >>> 16) ^ d) & SHORTS;
      long eg = ((e >>> 16) ^ g) & SHORTS;
      long fh = ((f >>> 16) ^ h) & SHORTS;
      a ^= ac << 16;
      c ^= ac;
      b ^= bd << 16;
      d ^= bd;
      e ^= eg << 16;
      g ^= eg;
      f ^= fh << 16;
      h ^= fh;
      long ae = ((a >>> 32) ^ e) & WORDS;
      long bf = ((b >>> 32) ^ f) & WORDS;
      long cg = ((c >>> 32) ^ g) & WORDS;
      long dh = ((d >>> 32) ^ h) & WORDS;
      int to = offset + value;
      LONGS.set(target, to, a ^ (ae << 32));
      LONGS.set(target, to + count, b ^ (bf << 32));
      LONGS.set(target, to + 2 * count, c ^ (cg << 32));
      LONGS.set(target, to + 3 * count, d ^ (dh << 32));
      LONGS.set(target, to + 4 * count, e ^ ae);
      LONGS.set(target, to + 5 * count, f ^ bf);
      LONGS.set(target, to + 6 * count, g ^ cg);
      LONGS.set(target, to + 7 * count, h ^ dh);
    }
  }

  /** Two 4 x 4 matrices side by side: values 0 to 3 in the lower halves, 4 to 7 in the upper. */
  private static void fours(byte[] source, byte[] target, int offset, int count, int blocks) {
    for (int value = 0; value < blocks; value += BLOCK) {
      int at = offset + value * Float.BYTES;
      long a = pair(source, at);
      long b = pair(source, at + 4);
      long c = pair(source, at + 8);
      long d = pair(source, at + 12);
      long ab = ((a >>> 8) ^ b) & BYTES;
      long cd = ((c >>> 8) ^ d) & BYTES;
      a ^= ab << 8;
      b ^= ab;
      c ^= cd << 8;
      d ^= cd;
      long ac = ((a >>> 16) ^ c) & SHORTS;
      long bd = ((b >>> 16) ^ d) & SHORTS;
      int to = offset + value;
      LONGS.set(target, to, a ^ (ac << 16));
      LONGS.set(target, to + count, b ^ (bd << 16));
      LONGS.set(target, to + 2 * count, c ^ ac);
      LONGS.set(target, to + 3 * count, d ^ bd);
    }
  }

  private static long pair(byte[] source, int at) {
    return ((int) INTS.get(source, at) & WORDS) | ((long) (int) INTS.get(source, at + 16) << 32);
  }
}

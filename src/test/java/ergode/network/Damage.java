package ergode.network;

import java.util.Arrays;
import java.util.Random;

/** Damaged copies of a file. */
final class Damage {
  private Damage() {}

  /** With bits flipped, bytes replaced, cut off, or with a piece missing or repeated. */
  static byte[] of(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(5)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> bytes[at] = (byte) "0123456789{}[],:\"".charAt(random.nextInt(17));
      case 3 -> bytes = Arrays.copyOf(bytes, at);
      default -> {
        int from = random.nextInt(bytes.length);
        bytes = Arrays.copyOf(bytes, at + bytes.length - from);
        System.arraycopy(whole, from, bytes, at, whole.length - from);
      }
    }
    return bytes;
  }
}

package ergode.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/** How fast a directory's file system takes one plain file. */
public final class DiskSpeed {
  private static final int BUFFER = 8 << 20;
  private static final double NANOS = 1e9;
  private static final long SEED = 1;

  private DiskSpeed() {}

  /**
   * Writes a file from its first to its last byte, waits until the device has it (fsync), and
   * removes it.
   *
   * @param bytes size of the file, at least 1; they do not compress
   * @return bytes per second
   */
  public static double write(Path directory, long bytes) throws IOException {
    byte[] noise = new byte[BUFFER];
    new SplittableRandom(SEED).nextBytes(noise);
    // outside of the heap, so that no write pays for a copy
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).put(noise);
    Path file = Files.createTempFile(directory, "disk-speed-", ".tmp");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long start = System.nanoTime();
      long left = bytes;
      while (left > 0) {
        buffer.rewind().limit((int) Math.min(BUFFER, left));
        left -= channel.write(buffer);
      }
      channel.force(true);
      return bytes * NANOS / (System.nanoTime() - start);
    } finally {
      Files.delete(file);
    }
  }
}

package ergode.data;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.Syncable;

/**
 * A file being written, whose failures say which file it is. Hadoop's local files fail with an
 * error, not an exception, when a disk is full.
 */
final class NamedOutputStream extends OutputStream implements Syncable {
  private final Path file;
  private final FSDataOutputStream out;

  NamedOutputStream(Path file, FSDataOutputStream out) {
    this.file = file;
    this.out = out;
  }

  @FunctionalInterface
  private interface Operation {
    void run() throws IOException;
  }

  private void named(Operation operation) throws IOException {
    try {
      operation.run();
    } catch (IOException | FSError e) {
      throw new StorageException("write", file, e);
    }
  }

  @Override
  public void write(int value) throws IOException {
    named(() -> out.write(value));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    named(() -> out.write(bytes, offset, length));
  }

  @Override
  public void flush() throws IOException {
    named(out::flush);
  }

  @Override
  public void hflush() throws IOException {
    named(out::hflush);
  }

  @Override
  public void hsync() throws IOException {
    named(out::hsync);
  }

  @Override
  public void close() throws IOException {
    named(out::close);
  }
}

package ergode.data.parquet;

import ergode.data.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A new file for parquet-java, through {@link Storage}; its bytes are on disk when it is closed,
 * and depend on what was written alone: see {@link FileTail}.
 */
public final class ParquetOutput implements OutputFile {
  private static final int READ_BYTES = 1 << 20;

  private final String path;
  private final Opening<FSDataOutputStream> toWrite;
  private final Opening<InputStream> toRead;
  private @Nullable Stream stream;

  @FunctionalInterface
  private interface Opening<S> {
    S open() throws IOException;
  }

  private ParquetOutput(
      String path, Opening<FSDataOutputStream> toWrite, Opening<InputStream> toRead) {
    this.path = path;
    this.toWrite = toWrite;
    this.toRead = toRead;
  }

  public ParquetOutput(Storage storage, Path path) {
    this(path.toString(), () -> storage.create(path), () -> storage.open(path));
  }

  /** A file whose bytes are counted and hashed like any other's, and kept nowhere. */
  public static ParquetOutput discarding() {
    return new ParquetOutput(
        "nowhere",
        () -> new FSDataOutputStream(OutputStream.nullOutputStream(), null),
        InputStream::nullInputStream);
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) throws IOException {
    Stream created = new Stream(toWrite.open());
    stream = created;
    return created;
  }

  /** All row groups are written; what comes now is the tail. */
  void beginTail() {
    begun().beginTail();
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  @Override
  public String getPath() {
    return path;
  }

  /** Number of bytes handed to the file system. */
  public long length() {
    return begun().length;
  }

  /** How many of them are the row groups; the rest hardly depends on the number of rows. */
  public long rowGroupBytes() {
    return begun().rowGroups;
  }

  /** SHA-256 of all bytes handed to the file system, in hexadecimal; once, when it is closed. */
  public String sha256() {
    return HexFormat.of().formatHex(begun().digest.digest());
  }

  /**
   * Reads the closed file back, whole, and compares it with what was handed to the file system: its
   * length and CRC-32C, which costs a tenth of a second SHA-256.
   *
   * @return its length in bytes
   * @throws IOException if it is another
   */
  public long verify() throws IOException {
    CRC32C found = new CRC32C();
    long length = 0;
    byte[] buffer = new byte[READ_BYTES];
    try (InputStream in = toRead.open()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        found.update(buffer, 0, n);
        length += n;
      }
    }
    Stream written = begun();
    if (length != written.length || found.getValue() != written.crc.getValue()) {
      throw new IOException(path + " does not read as it was written");
    }
    return length;
  }

  /** Closes a file that will not be completed. */
  void abandon() throws IOException {
    begun().out.close();
  }

  private Stream begun() {
    if (stream == null) {
      throw new IllegalStateException(path + " before its beginning");
    }
    return stream;
  }

  private static final class Stream extends PositionOutputStream {
    private final FSDataOutputStream out;
    private final MessageDigest digest = Storage.newSha256();
    private final CRC32C crc = new CRC32C();
    private long length;
    private long rowGroups;
    private @Nullable ByteArrayOutputStream tail;

    Stream(FSDataOutputStream out) {
      this.out = out;
    }

    void beginTail() {
      rowGroups = length;
      tail = new ByteArrayOutputStream();
    }

    @Override
    public long getPos() {
      return length + (tail == null ? 0 : tail.size());
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      if (tail != null) {
        tail.write(bytes, offset, count);
      } else {
        pass(bytes, offset, count);
      }
    }

    private void pass(byte[] bytes, int offset, int count) throws IOException {
      out.write(bytes, offset, count);
      digest.update(bytes, offset, count);
      crc.update(bytes, offset, count);
      length += count;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      try (out) {
        if (tail != null) {
          byte[] sorted = FileTail.sorted(tail.toByteArray());
          pass(sorted, 0, sorted.length);
        }
        out.hsync();
      }
    }
  }
}

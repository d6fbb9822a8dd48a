package ergode.data.parquet;

import ergode.data.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
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
  private final Storage storage;
  private final Path path;
  private @Nullable Stream stream;

  public ParquetOutput(Storage storage, Path path) {
    this.storage = storage;
    this.path = path;
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) throws IOException {
    Stream created = new Stream(storage.create(path));
    stream = created;
    return created;
  }

  /** All row groups are written; what comes now is the tail. */
  void beginTail() {
    if (stream == null) {
      throw new IllegalStateException("the tail of " + path + " before its beginning");
    }
    stream.beginTail();
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
    return path.toString();
  }

  /** SHA-256 of all bytes handed to the file system, in hexadecimal; once closed. */
  public String sha256() {
    if (stream == null) {
      throw new IllegalStateException("the hash of " + path + " before its beginning");
    }
    return HexFormat.of().formatHex(stream.digest.digest());
  }

  private static final class Stream extends PositionOutputStream {
    private final FSDataOutputStream out;
    private final MessageDigest digest = Storage.newSha256();
    private @Nullable ByteArrayOutputStream tail;

    Stream(FSDataOutputStream out) {
      this.out = out;
    }

    void beginTail() {
      tail = new ByteArrayOutputStream();
    }

    @Override
    public long getPos() {
      return out.getPos() + (tail == null ? 0 : tail.size());
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (tail != null) {
        tail.write(bytes, offset, length);
      } else {
        out.write(bytes, offset, length);
        digest.update(bytes, offset, length);
      }
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
          out.write(sorted);
          digest.update(sorted);
        }
        out.hsync();
      }
    }
  }
}

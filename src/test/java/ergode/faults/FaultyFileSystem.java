package ergode.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.Syncable;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Local files under another scheme, whose every step may fail: as a {@link Fault} of this JVM says,
 * or, for processes that a test starts, the configuration.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {
  private static final String SCHEME = "faulty";
  private static volatile Fault injected = Fault.NONE;

  private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);
  private Fault fault = Fault.NONE;

  /** Hadoop settings under which {@code faulty:} is this file system. */
  public static final Map<String, String> SETTINGS =
      Map.of(
          "fs.faulty.impl",
          FaultyFileSystem.class.getName(),
          // a file system is made anew for each operation, with the settings of that moment
          "fs.faulty.impl.disable.cache",
          "true");

  /** The fault of this JVM, until the next call. */
  public static void inject(Fault fault) {
    injected = fault;
  }

  /** The location of a local file in this file system. */
  public static String location(java.nio.file.Path path) {
    return SCHEME + ":" + path.toAbsolutePath();
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public void initialize(URI uri, Configuration configuration) throws IOException {
    super.initialize(uri, configuration);
    Fault configured = ConfiguredFault.of(configuration);
    fault =
        operation -> {
          injected.before(operation);
          configured.before(operation);
        };
  }

  private void before(String name, Path path) throws IOException {
    fault.before(new Fault.Operation(name, path.toUri().getPath(), 0, 0));
  }

  @Override
  protected OutputStream createOutputStreamWithMode(
      Path file, boolean append, FsPermission permission) throws IOException {
    before("create", file);
    return new Stream(file, super.createOutputStreamWithMode(file, append, permission));
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    before("rename", to);
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    before("delete", path);
    return super.delete(path, recursive);
  }

  @Override
  public boolean mkdirs(Path directory) throws IOException {
    before("mkdirs", directory);
    return Files.isDirectory(
        Files.createDirectories(java.nio.file.Path.of(directory.toUri().getPath())));
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    if (!inside.get()) {
      before("status", path);
    }
    return super.getFileStatus(path);
  }

  @Override
  public FileStatus[] listStatus(Path directory) throws IOException {
    before("list", directory);
    // one step, although the superclass asks for the status of each entry
    inside.set(true);
    try {
      return super.listStatus(directory);
    } finally {
      inside.set(false);
    }
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    before("open", file);
    return super.open(file, bufferSize);
  }

  /** The bytes that a full disk still takes are on it. */
  private final class Stream extends OutputStream implements Syncable {
    private final Path file;
    private final OutputStream out;
    private long position;

    Stream(Path file, OutputStream out) {
      this.file = file;
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        fault.before(new Fault.Operation("write", file.toUri().getPath(), position, length));
      } catch (DiskFullException e) {
        out.write(bytes, offset, (int) (e.room() - position));
        out.flush();
        throw e;
      }
      out.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void hflush() throws IOException {
      hsync();
    }

    @Override
    public void hsync() throws IOException {
      before("sync", file);
      out.flush();
    }

    @Override
    public void close() throws IOException {
      try (out) {
        before("close", file);
      }
    }
  }
}

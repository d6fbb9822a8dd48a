package ergode.data;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Local files under the scheme {@code stop}, until so many changes have been made: what a process
 * leaves that is killed between two of them.
 */
public final class StoppingFileSystem extends RawLocalFileSystem {
  private static final URI ROOT = URI.create("stop:///");
  private static final AtomicInteger CHANGES_LEFT = new AtomicInteger();
  private static volatile Predicate<String> counted = path -> true;

  /** Storage that sees this file system. */
  static Storage storage() {
    return new Storage(
        Map.of(
            "fs.stop.impl",
            StoppingFileSystem.class.getName(),
            "fs.stop.impl.disable.cache",
            "true"));
  }

  /**
   * Allows so many changes from now on.
   *
   * @param counted which files' changes count
   */
  static void allow(int changes, Predicate<String> counted) {
    CHANGES_LEFT.set(changes);
    StoppingFileSystem.counted = counted;
  }

  static void allowAll() {
    allow(0, path -> false);
  }

  private static void change(Path path) throws IOException {
    if (counted.test(path.toUri().getPath()) && CHANGES_LEFT.getAndDecrement() <= 0) {
      throw new IOException("stopped");
    }
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public String getScheme() {
    return "stop";
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    change(file);
    return super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    change(path);
    return super.mkdirs(path, permission);
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    change(path);
    return super.mkdirs(path);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    change(to);
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    change(path);
    return super.delete(path, recursive);
  }
}

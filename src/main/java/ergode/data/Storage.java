package ergode.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.util.VersionInfo;

/**
 * Files by URI, through Hadoop: {@code file:}, {@code hdfs:} and whatever else the class path
 * offers. Local files get no checksum side files, which other Parquet tools would take for data.
 *
 * <p>Serializable, so that a task sees the same file systems as the driver.
 */
public final class Storage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 1 << 20;

  private final TreeMap<String, String> settings;
  private transient volatile Configuration configuration;

  /**
   * Storage with extra Hadoop settings, which go with it to tasks.
   *
   * @param settings Hadoop keys, such as {@code fs.s3a.endpoint}; they override the Hadoop files of
   *     the process
   */
  @SuppressWarnings("NullAway.Init") // made on first use, after deserialisation too
  public Storage(Map<String, String> settings) {
    this.settings = new TreeMap<>(settings);
  }

  /** The Hadoop configuration that readers and writers of files take. */
  public Configuration configuration() {
    Configuration made = configuration;
    if (made == null) {
      made = new Configuration();
      made.set("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
      // the cache may hold a checksummed local file system that somebody else asked for
      made.setBoolean("fs.file.impl.disable.cache", true);
      settings.forEach(made::set);
      configuration = made;
    }
    return made;
  }

  /** The absolute path of what a user wrote; without a scheme it is on the default file system. */
  public Path path(String location) {
    try {
      Path path = new Path(location);
      return fileSystem(path).makeQualified(path);
    } catch (IllegalArgumentException | IOException e) {
      throw new InvalidInputException("path", location, "a path or URI (" + e.getMessage() + ")");
    } catch (RuntimeException e) {
      if (!(e.getCause() instanceof ClassNotFoundException missing)) {
        throw e;
      }
      throw new InvalidInputException("path", location, connector(new Path(location), missing));
    }
  }

  /** Hadoop knows the names of the file systems that it has in libraries of their own. */
  private static String connector(Path path, ClassNotFoundException missing) {
    String scheme = path.toUri().getScheme();
    String library =
        "s3a".equals(scheme)
            ? "org.apache.hadoop:hadoop-aws:%s and what it depends on"
                .formatted(VersionInfo.getVersion())
            : "its connector";
    return "a file system that is installed; for %s: add %s to Spark's jars (%s)"
        .formatted(scheme, library, missing.getMessage());
  }

  private FileSystem fileSystem(Path path) throws IOException {
    return path.getFileSystem(configuration());
  }

  public boolean exists(Path path) throws IOException {
    return fileSystem(path).exists(path);
  }

  public boolean isFile(Path path) throws IOException {
    try {
      return fileSystem(path).getFileStatus(path).isFile();
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /** Names of what a directory holds, sorted; none if it does not exist. */
  public List<String> list(Path directory) throws IOException {
    try {
      return Arrays.stream(fileSystem(directory).listStatus(directory))
          .map(FileStatus::getPath)
          .map(Path::getName)
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  public void makeDirectories(Path directory) throws IOException {
    try {
      if (!fileSystem(directory).mkdirs(directory)) {
        throw new IOException("the file system refuses");
      }
    } catch (IOException e) {
      throw new StorageException("create the directory", directory, e);
    }
  }

  /** Removes a file or a directory with all it holds; nothing happens if there is none. */
  public void delete(Path path) throws IOException {
    FileSystem fileSystem = fileSystem(path);
    try {
      if (!fileSystem.delete(path, true) && fileSystem.exists(path)) {
        throw new IOException("the file system refuses");
      }
    } catch (IOException e) {
      throw new StorageException("delete", path, e);
    }
  }

  /** Puts a finished file in its place, replacing an older one. */
  public void moveInto(Path from, Path to) throws IOException {
    FileSystem fileSystem = fileSystem(to);
    try {
      if (fileSystem.rename(from, to)) {
        return;
      }
      if (!fileSystem.exists(from)) {
        // a task that outlived its run must not remove what another attempt has put there
        throw new FileNotFoundException("it is gone");
      }
      replace(fileSystem, from, to);
    } catch (IOException e) {
      throw new StorageException("move " + from + " to", to, e);
    }
  }

  /** HDFS refuses to replace unless it is told to; then it does so in one step. */
  private void replace(FileSystem fileSystem, Path from, Path to) throws IOException {
    FileContext context;
    try {
      context = FileContext.getFileContext(to.toUri(), configuration());
    } catch (UnsupportedFileSystemException e) {
      fileSystem.delete(to, false);
      if (!fileSystem.rename(from, to)) {
        throw new IOException("the file system refuses");
      }
      return;
    }
    context.rename(from, to, Options.Rename.OVERWRITE);
  }

  public long length(Path file) throws IOException {
    return fileSystem(file).getFileStatus(file).getLen();
  }

  /** Lengths of the files that a directory holds, by name; none if it does not exist. */
  public Map<String, Long> lengths(Path directory) throws IOException {
    try {
      Map<String, Long> lengths = new TreeMap<>();
      for (FileStatus status : fileSystem(directory).listStatus(directory)) {
        lengths.put(status.getPath().getName(), status.getLen());
      }
      return lengths;
    } catch (FileNotFoundException e) {
      return new TreeMap<>();
    }
  }

  /** Begins a file in a directory that exists; failures to write it name it. */
  public FSDataOutputStream create(Path file) throws IOException {
    try {
      return named(file, fileSystem(file).createFile(file).overwrite(true).build());
    } catch (IOException e) {
      throw new StorageException("write", file, e);
    }
  }

  /** Goes on with a file that exists; failures to write it name it. */
  public FSDataOutputStream append(Path file) throws IOException {
    try {
      return named(file, fileSystem(file).append(file));
    } catch (IOException e) {
      throw new StorageException("write", file, e);
    }
  }

  private static FSDataOutputStream named(Path file, FSDataOutputStream out) throws IOException {
    return new FSDataOutputStream(new NamedOutputStream(file, out), null);
  }

  public InputStream open(Path file) throws IOException {
    return fileSystem(file).open(file, BUFFER);
  }

  public byte[] read(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return in.readAllBytes();
    }
  }

  /** Whether a name is one that {@link #write} uses until the file is whole. */
  public static boolean isUnfinished(String name) {
    return name.matches("\\..+\\.[0-9a-f-]{36}\\.tmp");
  }

  /** Writes a whole file under another name and then moves it into place. */
  public void write(Path file, byte[] content) throws IOException {
    makeDirectories(file.getParent());
    Path unfinished =
        new Path(file.getParent(), "." + file.getName() + "." + UUID.randomUUID() + ".tmp");
    try {
      put(unfinished, content);
      moveInto(unfinished, file);
    } catch (IOException e) {
      try {
        delete(unfinished);
      } catch (IOException leftBehind) {
        e.addSuppressed(leftBehind);
      }
      throw e;
    }
  }

  public void write(Path file, String content) throws IOException {
    write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file where it is, so that others may see a part of it. */
  void put(Path file, byte[] content) throws IOException {
    try (FSDataOutputStream out = create(file)) {
      out.write(content);
      out.hsync();
    }
  }

  /** SHA-256 of a file's content, in hexadecimal. */
  public String sha256(Path file) throws IOException {
    MessageDigest digest = newSha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = open(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** SHA-256 of some bytes, in hexadecimal. */
  public static String sha256(byte[] content) {
    return HexFormat.of().formatHex(newSha256().digest(content));
  }

  /** A fresh SHA-256. */
  public static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

package ergode.data.design;

import ergode.data.InvalidInputException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;

/** Opens the file that {@code ensemble.file} names, on any file system Hadoop knows. */
public final class InitialConditionFile {
  private static final String KEY = "ensemble.file";
  private static final String ACCEPTED = "a CSV or Parquet file that exists and can be read";
  private static final byte[] PARQUET_MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private InitialConditionFile() {}

  /**
   * Reads all rows of a CSV or Parquet file, told apart by the file's first bytes.
   *
   * @param location path or URI; a relative path is resolved by its file system
   * @param columns the components of a state, in the state's order
   * @throws InvalidInputException if there is no such file or its content will not do
   */
  public static FileDesign read(String location, Configuration configuration, List<String> columns)
      throws IOException {
    Path path = parse(location);
    try {
      FileSystem files = path.getFileSystem(configuration);
      if (files.getFileStatus(path).isDirectory()) {
        throw new InvalidInputException(KEY, location + " (a directory)", ACCEPTED);
      }
      if (isParquet(files, path)) {
        return ParquetInitialConditions.read(path, configuration, columns);
      }
      try (InputStream stream = files.open(path)) {
        return CsvInitialConditions.read(stream, location, columns);
      }
    } catch (FileNotFoundException | AccessControlException | UnsupportedFileSystemException e) {
      throw unusable(location, e);
    }
  }

  private static Path parse(String location) {
    try {
      return new Path(location);
    } catch (IllegalArgumentException e) {
      throw unusable(location, e);
    }
  }

  private static boolean isParquet(FileSystem files, Path path) throws IOException {
    try (InputStream stream = files.open(path)) {
      return Arrays.equals(stream.readNBytes(PARQUET_MAGIC.length), PARQUET_MAGIC);
    }
  }

  private static InvalidInputException unusable(String location, Exception cause) {
    String value = location.isBlank() ? "(empty)" : location;
    InvalidInputException invalid = new InvalidInputException(KEY, value, ACCEPTED);
    invalid.initCause(cause);
    return invalid;
  }
}

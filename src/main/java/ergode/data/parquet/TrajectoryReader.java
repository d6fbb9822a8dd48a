package ergode.data.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Reads the trajectories of one Parquet file, in order, against the checksums of its pages. */
public final class TrajectoryReader implements Closeable {
  private final Path file;
  private final ParquetReader<TrajectoryRow> reader;

  private TrajectoryReader(Path file, ParquetReader<TrajectoryRow> reader) {
    this.file = file;
    this.reader = reader;
  }

  /** Reads all columns. */
  public static TrajectoryReader open(Path file, Configuration hadoop, TrajectorySchema schema)
      throws IOException {
    return open(file, hadoop, schema, schema.messageType());
  }

  /** Reads some columns only; {@code n_save} always comes along. */
  public static TrajectoryReader open(
      Path file, Configuration hadoop, TrajectorySchema schema, List<String> columns)
      throws IOException {
    Set<String> names = new TreeSet<>(columns);
    names.add("n_save");
    return open(file, hadoop, schema, schema.messageType(names));
  }

  private static TrajectoryReader open(
      Path file, Configuration hadoop, TrajectorySchema schema, MessageType requested)
      throws IOException {
    return new TrajectoryReader(
        file, new Builder(file, hadoop, schema, requested).usePageChecksumVerification().build());
  }

  /**
   * The next row, or null at the end; reused by the next call.
   *
   * @throws DamagedFileException if the file is no whole Parquet file or a page fails its checksum
   */
  public @Nullable TrajectoryRow next() throws IOException {
    try {
      return reader.read();
    } catch (RuntimeException e) {
      throw new DamagedFileException(file, e);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static final class Builder extends ParquetReader.Builder<TrajectoryRow> {
    private final TrajectoryReadSupport support;

    @SuppressWarnings("deprecation") // the only constructor that takes a Hadoop path
    Builder(Path file, Configuration hadoop, TrajectorySchema schema, MessageType requested) {
      super(file);
      withConf(hadoop);
      this.support = new TrajectoryReadSupport(schema, requested);
    }

    @Override
    protected ReadSupport<TrajectoryRow> getReadSupport() {
      return support;
    }
  }
}

package ergode.data.parquet;

import ergode.data.Compression;
import ergode.ode.SaveAt;
import ergode.ode.Trajectory;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;

/**
 * Writes one Parquet file of trajectories. Only columns that repeat get a dictionary: on list
 * columns zstd with a dictionary has written unreadable pages (parquet-java issue 3712), and their
 * values never repeat.
 */
public final class TrajectoryWriter implements Closeable {
  private static final long ROW_GROUP_BYTES = 128L << 20;

  private final TrajectorySchema schema;
  private final ParquetWriter<TrajectoryRow> writer;
  private final TrajectoryRow row;

  /**
   * Starts a file.
   *
   * @param metadata key-value pairs of the footer, beside those that Spark reads
   */
  public TrajectoryWriter(
      ParquetOutput file,
      TrajectorySchema schema,
      Compression compression,
      Map<String, String> metadata)
      throws IOException {
    this.schema = schema;
    this.row = schema.newRow();
    Builder builder =
        new Builder(
                file, new TrajectoryWriteSupport(schema, footer(schema, metadata), file::beginTail))
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(compression.codec())
            .withRowGroupSize(ROW_GROUP_BYTES)
            // the usual 100 rows before the first look at sizes may be gigabytes of long lists
            .withMinRowCountForPageSizeCheck(1)
            .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
            .withDictionaryEncoding(false)
            .withPageWriteChecksumEnabled(true);
    for (Column column : schema.columns()) {
      if (repeats(column)) {
        builder = builder.withDictionaryEncoding(column.name(), true);
      }
      if (column.type().isList()) {
        builder = builder.withStatisticsEnabled(column.name() + ".list.element", false);
      }
    }
    this.writer = builder.build();
  }

  private static Map<String, String> footer(TrajectorySchema schema, Map<String, String> metadata) {
    Map<String, String> footer = new TreeMap<>(metadata);
    footer.put(SparkRowMetadata.KEY, SparkRowMetadata.of(schema));
    return footer;
  }

  private boolean repeats(Column column) {
    return column.type() == Column.Type.STRING
        || column.name().equals("t0")
        || column.name().equals("dt")
        || column.name().equals("n_save")
        || schema.system().parameterNames().contains(column.name());
  }

  /** Appends a finished trajectory. */
  public TrajectoryRow write(
      Trajectory trajectory, double[] parameters, SaveAt saveAt, double energyScale)
      throws IOException {
    row.set(trajectory, parameters, saveAt, energyScale, schema.precision());
    writer.write(row);
    return row;
  }

  /** Appends a row as it is. */
  public void write(TrajectoryRow given) throws IOException {
    writer.write(given);
  }

  /** Writes the footer. */
  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<TrajectoryRow, Builder> {
    private final TrajectoryWriteSupport support;

    Builder(OutputFile file, TrajectoryWriteSupport support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    protected WriteSupport<TrajectoryRow> getWriteSupport(Configuration configuration) {
      return support;
    }
  }
}

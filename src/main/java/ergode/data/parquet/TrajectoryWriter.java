package ergode.data.parquet;

import ergode.data.ListEncoding;
import ergode.data.OutputConfig;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/**
 * Writes one Parquet file of trajectories, page by page: lists of one length without nulls need no
 * record assembly. Where a page or a row group ends follows from the schema alone.
 *
 * <p>Nothing has a dictionary: list values never repeat, scalars that do are left to the
 * compression, and zstd with a dictionary has written unreadable pages (parquet-java issue 3712).
 */
public final class TrajectoryWriter implements Closeable {
  private static final long ROW_GROUP_BYTES = 128L << 20;
  private static final int PAGE_BYTES = 1 << 20;

  private static final int INDEX_TRUNCATION = 64;

  /** Scalars are a small part of the bytes and compress well. */
  private static final int SCALAR_LEVEL = 3;

  /**
   * States of an orbit, laid out plainly, hardly compress: level 1 makes them 4 % smaller and costs
   * as much as all the rest of writing. This level finds what repeats, such as the ends of failed
   * runs, and copies the rest.
   */
  private static final int PLAIN_LEVEL = -1;

  /** Split bytes do compress. */
  private static final int SPLIT_LEVEL = 1;

  private final TrajectorySchema schema;
  private final Map<String, String> footer;
  private final ParquetOutput file;
  private final OutputConfig output;
  private final PageBuffers buffers = PageBuffers.borrow();
  private final PageCompressor scalars;
  private final PageCompressor lists;
  private final List<ColumnChunkWriter> columns;
  private final int rowsPerGroup;
  private final ParquetFileWriter writer;
  private int rowsInGroup;
  private boolean finished;
  private boolean closed;

  /**
   * Starts a file.
   *
   * @param metadata key-value pairs of the footer, beside those that Spark reads
   */
  public TrajectoryWriter(
      ParquetOutput file,
      TrajectorySchema schema,
      OutputConfig output,
      Map<String, String> metadata)
      throws IOException {
    this(file, schema, output, metadata, ROW_GROUP_BYTES, PAGE_BYTES);
  }

  TrajectoryWriter(
      ParquetOutput file,
      TrajectorySchema schema,
      OutputConfig output,
      Map<String, String> metadata,
      long rowGroupBytes,
      int pageBytes)
      throws IOException {
    this.schema = schema;
    this.footer = new TreeMap<>(metadata);
    footer.put(SparkRowMetadata.KEY, SparkRowMetadata.of(schema));
    this.file = file;
    this.output = output;
    MessageType message = schema.messageType();
    this.writer =
        new ParquetFileWriter(
            file,
            message,
            ParquetFileWriter.Mode.CREATE,
            rowGroupBytes,
            0,
            INDEX_TRUNCATION,
            Integer.MAX_VALUE,
            true);
    writer.start();
    this.scalars = PageCompressor.of(output.compression(), SCALAR_LEVEL);
    this.lists =
        PageCompressor.of(
            output.compression(),
            output.encoding() == ListEncoding.PLAIN ? PLAIN_LEVEL : SPLIT_LEVEL);
    this.columns = columns(message, pageBytes);
    this.rowsPerGroup = (int) Math.max(1, rowGroupBytes / schema.bytesPerRow());
  }

  /**
   * About the bytes of the arrays that a writer holds at most: a row group, and an open and a
   * compressed page of each column.
   */
  public static long memory(TrajectorySchema schema, long rows) {
    long group = Math.min(ROW_GROUP_BYTES, rows * schema.bytesPerRow());
    long pages =
        schema.columns().stream()
            .mapToLong(column -> Math.max(PAGE_BYTES, schema.bytes(column)))
            .map(page -> 2 * Math.min(page, group))
            .sum();
    return group + pages;
  }

  private List<ColumnChunkWriter> columns(MessageType message, int pageBytes) {
    List<ColumnChunkWriter> made = new ArrayList<>();
    for (int i = 0; i < schema.columns().size(); i++) {
      Column column = schema.columns().get(i);
      ColumnDescriptor descriptor = message.getColumns().get(i);
      boolean list = column.type().isList();
      int rowsPerPage = (int) Math.max(1, pageBytes / schema.bytes(column));
      made.add(
          new ColumnChunkWriter(
              descriptor,
              list ? schema.points() : 1,
              rowsPerPage,
              encoder(column, descriptor, rowsPerPage),
              list ? lists : scalars,
              buffers));
    }
    return made;
  }

  private PageEncoder encoder(Column column, ColumnDescriptor descriptor, int rowsPerPage) {
    return switch (column.type()) {
      case LONG -> ScalarPage.ofLongs(descriptor.getPrimitiveType(), filled -> filled.simId);
      case INT ->
          ScalarPage.ofInts(descriptor.getPrimitiveType(), RowFields.ofInt(column.name()).get());
      case DOUBLE ->
          ScalarPage.ofDoubles(
              descriptor.getPrimitiveType(),
              column.nullable(),
              RowFields.ofDouble(schema.system(), column.name()).get());
      case STRING -> ScalarPage.ofTexts(descriptor.getPrimitiveType(), filled -> filled.status);
      case DOUBLE_LIST, FLOAT_LIST ->
          new ListPage(
              schema.system().components().indexOf(column.name()),
              schema.points(),
              schema.precision().bytes(),
              output.encoding(),
              rowsPerPage,
              buffers);
    };
  }

  /** Appends a row. */
  public void write(TrajectoryRow given) throws IOException {
    if (given.savedPoints != schema.points()) {
      throw new IOException(
          "sim_id %d has %d saved points, but every row of %s has %d"
              .formatted(given.simId, given.savedPoints, file.getPath(), schema.points()));
    }
    for (ColumnChunkWriter column : columns) {
      column.add(given);
    }
    rowsInGroup++;
    if (rowsInGroup == rowsPerGroup) {
      endRowGroup();
    }
  }

  private void endRowGroup() throws IOException {
    writer.startBlock(rowsInGroup);
    for (ColumnChunkWriter column : columns) {
      column.flushTo(writer, output.compression().codec());
    }
    writer.endBlock();
    rowsInGroup = 0;
  }

  /** Writes what is left and the footer; without it the file is no Parquet file. */
  public void finish() throws IOException {
    if (rowsInGroup > 0) {
      endRowGroup();
    }
    file.beginTail();
    writer.end(footer);
    finished = true;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    scalars.close();
    lists.close();
    buffers.release();
    if (!finished) {
      writer.abort();
      writer.close();
      file.abandon();
    }
  }
}

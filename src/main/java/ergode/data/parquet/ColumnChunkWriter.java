package ergode.data.parquet;

import ergode.data.parquet.PageEncoder.PageBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * One column of the row group that is being written: a page that fills up and compressed pages that
 * wait, because a row group is stored column after column.
 */
final class ColumnChunkWriter {
  private final ColumnDescriptor column;
  private final int valuesPerRow;
  private final int rowsPerPage;
  private final PageEncoder encoder;
  private final PageCompressor compressor;
  private final PageBuffers buffers;
  private final List<Page> pages = new ArrayList<>();
  private int rowsInPage;
  private long rows;

  /**
   * A column without pages.
   *
   * @param valuesPerRow length of every list, 1 for a scalar
   */
  ColumnChunkWriter(
      ColumnDescriptor column,
      int valuesPerRow,
      int rowsPerPage,
      PageEncoder encoder,
      PageCompressor compressor,
      PageBuffers buffers) {
    this.column = column;
    this.valuesPerRow = valuesPerRow;
    this.rowsPerPage = rowsPerPage;
    this.encoder = encoder;
    this.compressor = compressor;
    this.buffers = buffers;
  }

  private record Page(
      byte[] bytes,
      int length,
      boolean pooled,
      int uncompressedLength,
      int rows,
      @Nullable Statistics<?> statistics) {}

  /** Appends a row's value. */
  void add(TrajectoryRow row) throws IOException {
    encoder.add(row);
    rows++;
    rowsInPage++;
    if (rowsInPage == rowsPerPage) {
      endPage();
    }
  }

  private void endPage() throws IOException {
    PageBody body = encoder.body();
    byte[] target = buffers.take(compressor.bound(body.length()));
    int length = compressor.compress(body.bytes(), body.offset(), body.length(), target);
    // a page that shrank a lot does not hold on to a large array
    boolean pooled = length > target.length / 2;
    pages.add(
        new Page(
            pooled ? target : Arrays.copyOf(target, length),
            length,
            pooled,
            body.length(),
            rowsInPage,
            body.statistics()));
    if (!pooled) {
      buffers.give(target);
    }
    encoder.clear();
    rowsInPage = 0;
  }

  /** Writes all pages and begins the next row group. */
  void flushTo(ParquetFileWriter file, CompressionCodecName codec) throws IOException {
    if (rowsInPage > 0) {
      endPage();
    }
    file.startColumn(column, rows * valuesPerRow, codec);
    for (Page page : pages) {
      file.writeDataPage(
          page.rows() * valuesPerRow,
          page.uncompressedLength(),
          BytesInput.from(page.bytes(), 0, page.length()),
          page.statistics(),
          page.rows(),
          Encoding.RLE,
          Encoding.RLE,
          encoder.encoding());
      if (page.pooled()) {
        buffers.give(page.bytes());
      }
    }
    file.endColumn();
    pages.clear();
    rows = 0;
  }
}

package ergode.data.parquet;

import ergode.data.ListEncoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.column.Encoding;
import org.jspecify.annotations.Nullable;

/**
 * A page of lists of one length without nulls. Values are copied in bulk to a fixed place; the
 * levels, which depend on the number of rows alone, are put right before them.
 */
final class ListPage implements PageEncoder {
  private final int component;
  private final int points;
  private final ListEncoding encoding;
  private final PageBuffers buffers;
  private final byte[] fullLevels;
  private final int rowsPerPage;
  private final int width;
  private final int rowBytes;
  private final float[] single;
  private byte @Nullable [] page;
  private byte @Nullable [] split;
  private int rows;

  /**
   * An empty page.
   *
   * @param component which list of a row
   * @param points length of every list
   * @param width bytes per value: 4 or 8
   */
  ListPage(
      int component,
      int points,
      int width,
      ListEncoding encoding,
      int rowsPerPage,
      PageBuffers buffers) {
    this.component = component;
    this.points = points;
    this.width = width;
    this.encoding = encoding;
    this.rowsPerPage = rowsPerPage;
    this.buffers = buffers;
    this.rowBytes = Math.multiplyExact(points, width);
    this.fullLevels = ListLevels.of(rowsPerPage, points);
    this.single = new float[width == Float.BYTES ? points : 0];
  }

  private int capacity() {
    return fullLevels.length + rowsPerPage * rowBytes;
  }

  @Override
  public void add(TrajectoryRow row) {
    if (page == null) {
      page = buffers.take(capacity());
    }
    double[] values = row.saved[component];
    ByteBuffer target =
        ByteBuffer.wrap(page, fullLevels.length + rows * rowBytes, rowBytes)
            .order(ByteOrder.LITTLE_ENDIAN);
    if (width == Double.BYTES) {
      target.asDoubleBuffer().put(values, 0, points);
    } else {
      for (int k = 0; k < points; k++) {
        single[k] = (float) values[k];
      }
      target.asFloatBuffer().put(single, 0, points);
    }
    rows++;
  }

  @Override
  public PageBody body() {
    if (page == null) {
      throw new IllegalStateException("a page without rows");
    }
    byte[] levels = rows == rowsPerPage ? fullLevels : ListLevels.of(rows, points);
    int offset = fullLevels.length - levels.length;
    byte[] bytes = page;
    if (encoding == ListEncoding.BYTE_STREAM_SPLIT) {
      split = buffers.take(capacity());
      ByteStreamSplit.split(page, split, fullLevels.length, rows * points, width);
      bytes = split;
    }
    System.arraycopy(levels, 0, bytes, offset, levels.length);
    return new PageBody(bytes, offset, levels.length + rows * rowBytes, null);
  }

  @Override
  public void clear() {
    if (page != null) {
      buffers.give(page);
      page = null;
    }
    if (split != null) {
      buffers.give(split);
      split = null;
    }
    rows = 0;
  }

  @Override
  public Encoding encoding() {
    return switch (encoding) {
      case PLAIN -> Encoding.PLAIN;
      case BYTE_STREAM_SPLIT -> Encoding.BYTE_STREAM_SPLIT;
    };
  }
}

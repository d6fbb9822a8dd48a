package ergode.data.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.Comparator;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * What follows the last row group of a Parquet file: page indexes, footer, footer length, magic.
 *
 * <p>parquet-java keeps the encodings of a column and the key-value pairs in hash tables and writes
 * them in their order, which for the encodings is another one in every JVM.
 */
final class FileTail {
  private static final int LENGTH_AND_MAGIC = 8;

  private FileTail() {}

  /** The tail with the lists of its footer sorted; of the same length. */
  static byte[] sorted(byte[] tail) throws IOException {
    int end = tail.length - LENGTH_AND_MAGIC;
    if (end < 0) {
      throw new IOException("a Parquet file ends after " + tail.length + " bytes of its tail");
    }
    int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
    FileMetaData footer =
        Util.readFileMetaData(new ByteArrayInputStream(tail, end - length, length));
    for (RowGroup rowGroup : footer.getRow_groups()) {
      for (ColumnChunk column : rowGroup.getColumns()) {
        Collections.sort(column.getMeta_data().getEncodings());
      }
    }
    footer.getKey_value_metadata().sort(Comparator.comparing(KeyValue::getKey));

    ByteArrayOutputStream sorted = new ByteArrayOutputStream(tail.length);
    sorted.write(tail, 0, end - length);
    Util.writeFileMetaData(footer, sorted);
    sorted.write(tail, end, LENGTH_AND_MAGIC);
    if (sorted.size() != tail.length) {
      throw new IOException(
          "a Parquet footer of " + length + " bytes changed its length when sorted");
    }
    return sorted.toByteArray();
  }
}

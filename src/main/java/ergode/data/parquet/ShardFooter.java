package ergode.data.parquet;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * What a Parquet file says of itself.
 *
 * @param rows number of rows
 * @param schema in the notation of Parquet
 * @param metadata key-value pairs
 * @param pages number of pages
 * @param unguardedPages pages without a CRC
 */
public record ShardFooter(
    long rows, String schema, Map<String, String> metadata, long pages, long unguardedPages) {

  /** Reads the footer and the headers of all pages. */
  public static ShardFooter read(Path file, Configuration hadoop) throws IOException {
    HadoopInputFile input = HadoopInputFile.fromPath(file, hadoop);
    try (ParquetFileReader reader = ParquetFileReader.open(input);
        SeekableInputStream stream = input.newStream()) {
      FileMetaData metadata = reader.getFileMetaData();
      long pages = 0;
      long unguarded = 0;
      for (BlockMetaData rowGroup : reader.getRowGroups()) {
        for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
          long position = chunk.getStartingPos();
          long end = position + chunk.getTotalSize();
          while (position < end) {
            stream.seek(position);
            PageHeader page = Util.readPageHeader(stream);
            pages++;
            unguarded += page.isSetCrc() ? 0 : 1;
            position = stream.getPos() + page.getCompressed_page_size();
          }
        }
      }
      return new ShardFooter(
          reader.getRecordCount(),
          metadata.getSchema().toString(),
          Map.copyOf(metadata.getKeyValueMetaData()),
          pages,
          unguarded);
    }
  }
}

package ergode.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.Compression;
import ergode.data.ListEncoding;
import ergode.data.OutputConfig;
import ergode.data.Precision;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extremes of a file with one row group of 10 rows. */
class StatisticsTest {
  private final Specimen specimen =
      new Specimen(
          10,
          3,
          Precision.DOUBLE,
          new OutputConfig(Compression.ZSTD, ListEncoding.PLAIN),
          1 << 20,
          4 * Double.BYTES);

  @TempDir Path directory;
  private ParquetFileReader reader;
  private Map<String, ColumnChunkMetaData> columns;

  @BeforeEach
  void open() throws IOException {
    Path file = specimen.write(directory.resolve("file.parquet"));
    reader = ParquetFileReader.open(new LocalInputFile(file));
    columns =
        reader.getRowGroups().get(0).getColumns().stream()
            .collect(Collectors.toMap(c -> c.getPath().toDotString(), Function.identity()));
  }

  @AfterEach
  void close() throws IOException {
    reader.close();
  }

  private Statistics<?> of(String column) {
    return columns.get(column).getStatistics();
  }

  @Test
  void scalarsHaveTheirExtremes() {
    assertThat(of("sim_id").genericGetMin()).isEqualTo(3_000_000_000L);
    assertThat(of("sim_id").genericGetMax()).isEqualTo(3_000_000_009L);
    assertThat(of("steps").genericGetMax()).isEqualTo(9);
    assertThat(of("rejected").genericGetMin()).isEqualTo(-9);
    assertThat(of("max_abs_theta1").genericGetMax()).isEqualTo(9.0);
    assertThat(of("status").minAsString()).isEqualTo("non_finite");
    assertThat(of("status").maxAsString()).isEqualTo("ok");
    assertThat(of("steps").getNumNulls()).isZero();
  }

  /**
   * A reader that takes +0 for more than -0 must still find both. parquet-java corrects what it
   * reads, so this looks at the footer itself.
   */
  @Test
  void zeroHasBothSigns() throws IOException {
    assertThat(footer("max_abs_theta1").getMin_value()).isEqualTo(bytes(-0.0));
    assertThat(footer("max_abs_theta1").getMax_value()).isEqualTo(bytes(9.0));
    assertThat(footer("max_abs_theta2").getMax_value()).isEqualTo(bytes(0.0));
    assertThat(footer("t0").getMin_value()).isEqualTo(bytes(-0.0));
    assertThat(footer("t0").getMax_value()).isEqualTo(bytes(0.0));
  }

  private org.apache.parquet.format.Statistics footer(String column) throws IOException {
    byte[] content = Files.readAllBytes(directory.resolve("file.parquet"));
    int end = content.length - 8;
    int length = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
    return Util.readFileMetaData(new ByteArrayInputStream(content, end - length, length))
        .getRow_groups()
        .get(0)
        .getColumns()
        .stream()
        .map(ColumnChunk::getMeta_data)
        .filter(chunk -> chunk.getPath_in_schema().equals(List.of(column)))
        .findFirst()
        .orElseThrow()
        .getStatistics();
  }

  private static byte[] bytes(double value) {
    return ByteBuffer.allocate(Double.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putDouble(value)
        .array();
  }

  /** Readers do not agree on where NaN is in their order, so they must not skip by it. */
  @Test
  void columnWithANanHasNone() throws IOException {
    assertThat(of("energy_drift").hasNonNullValue()).isFalse();
    assertThat(reader.readColumnIndex(columns.get("energy_drift"))).isNull();
  }

  @Test
  void listsHaveNone() throws IOException {
    for (String list : Specimen.LISTS) {
      assertThat(of(list + ".list.element").hasNonNullValue()).isFalse();
      assertThat(reader.readColumnIndex(columns.get(list + ".list.element"))).isNull();
    }
  }

  @Test
  void pagesHaveTheirOwn() throws IOException {
    ColumnIndex pages = reader.readColumnIndex(columns.get("max_abs_theta1"));
    assertThat(pages.getMinValues().stream().map(StatisticsTest::number))
        .isEqualTo(List.of(-0.0, 4.0, 8.0));
    assertThat(pages.getMaxValues().stream().map(StatisticsTest::number))
        .isEqualTo(List.of(3.0, 7.0, 9.0));
    assertThat(pages.getNullPages()).containsOnly(false);
  }

  private static double number(ByteBuffer bytes) {
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).getDouble();
  }
}

package ergode.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.Compression;
import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.Json;
import ergode.data.ListEncoding;
import ergode.data.Manifest;
import ergode.data.Simulation;
import ergode.data.Simulations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What parquet-java finds in the files of a data set. */
class ShardFileTest {
  private static final List<String> LISTS = List.of("theta1", "theta2", "omega1", "omega2");

  @TempDir Path directory;

  private Path firstShard(Simulation simulation) throws IOException {
    Dataset dataset = DataSets.simulate(simulation, directory.resolve("set"));
    return Path.of(dataset.file(dataset.manifest().shards().get(0)).toUri());
  }

  private static ParquetFileReader open(Path file) throws IOException {
    return ParquetFileReader.open(new LocalInputFile(file));
  }

  @ParameterizedTest
  @EnumSource
  void pagesAreCompressedAsAsked(Compression compression) throws IOException {
    Simulations small = new Simulations();
    small.compression = compression;
    try (ParquetFileReader reader = open(firstShard(small.build()))) {
      CompressionCodecName expected =
          switch (compression) {
            case ZSTD -> CompressionCodecName.ZSTD;
            case SNAPPY -> CompressionCodecName.SNAPPY;
            case NONE -> CompressionCodecName.UNCOMPRESSED;
          };
      assertThat(columns(reader)).extracting(ColumnChunkMetaData::getCodec).containsOnly(expected);
    }
  }

  @Test
  void nothingHasADictionary() throws IOException {
    try (ParquetFileReader reader = open(firstShard(Simulations.small()))) {
      assertThat(columns(reader))
          .allSatisfy(
              column ->
                  assertThat(column.getEncodings())
                      .containsExactlyInAnyOrder(Encoding.PLAIN, Encoding.RLE));
    }
  }

  @Test
  void onlyListsAreSplitByByte() throws IOException {
    Simulations small = new Simulations();
    small.encoding = ListEncoding.BYTE_STREAM_SPLIT;
    try (ParquetFileReader reader = open(firstShard(small.build()))) {
      assertThat(
              columns(reader).stream()
                  .filter(column -> column.getEncodings().contains(Encoding.BYTE_STREAM_SPLIT))
                  .map(column -> column.getPath().toArray()[0]))
          .isEqualTo(LISTS);
    }
  }

  @Test
  void scalarsHaveStatisticsAndListsHaveNone() throws IOException {
    try (ParquetFileReader reader = open(firstShard(Simulations.small()))) {
      for (ColumnChunkMetaData column : columns(reader)) {
        boolean list = LISTS.contains(column.getPath().toArray()[0]);
        assertThat(column.getStatistics().hasNonNullValue())
            .as(column.getPath().toDotString())
            .isEqualTo(!list);
      }
      assertThat(columns(reader).get(0).getStatistics().minAsString()).isEqualTo("0");
      assertThat(columns(reader).get(0).getStatistics().maxAsString()).isEqualTo("9");
    }
  }

  @Test
  void everyPageHasAChecksum() throws IOException {
    try (ParquetFileReader reader = open(firstShard(Simulations.small()))) {
      PageReadStore rowGroup = reader.readNextRowGroup();
      for (var column : reader.getFileMetaData().getSchema().getColumns()) {
        PageReader pages = rowGroup.getPageReader(column);
        for (DataPage page = pages.readPage(); page != null; page = pages.readPage()) {
          assertThat(page.getCrc()).as(String.join(".", column.getPath())).isPresent();
        }
      }
    }
  }

  @Test
  void aFlippedBitIsNoticed() throws IOException {
    Path file = firstShard(Simulations.small());
    Configuration verifying = new Configuration(DataSets.STORAGE.configuration());
    verifying.setBoolean("parquet.page.verify-checksum.enabled", true);
    assertThat(readAll(file, verifying)).isEqualTo(10);
    byte[] content = Files.readAllBytes(file);
    int inTheFirstList;
    try (ParquetFileReader reader = open(file)) {
      ColumnChunkMetaData list = columns(reader).get(19);
      assertThat(list.getPath().toDotString()).isEqualTo("theta1.list.element");
      inTheFirstList = (int) (list.getStartingPos() + list.getTotalSize() - 1);
    }
    content[inTheFirstList] ^= 1;
    Files.write(file, content);
    assertThatThrownBy(() -> readAll(file, verifying))
        .rootCause()
        .hasMessageContaining("CRC checksum verification failed");
  }

  private static int readAll(Path file, Configuration configuration) throws IOException {
    TrajectorySchema schema = DataSets.schema(Simulations.small());
    int rows = 0;
    try (TrajectoryReader reader =
        TrajectoryReader.open(new org.apache.hadoop.fs.Path(file.toUri()), configuration, schema)) {
      while (reader.next() != null) {
        rows++;
      }
    }
    return rows;
  }

  @Test
  void footerSaysWhereTheRowsComeFrom() throws IOException {
    Simulation simulation = Simulations.small();
    Path file = firstShard(simulation);
    try (ParquetFileReader reader = open(file)) {
      Map<String, String> footer = reader.getFileMetaData().getKeyValueMetaData();
      assertThat(footer)
          .containsEntry("ergode.config", Json.compact(simulation.canonical()))
          .containsEntry("ergode.config_sha256", Manifest.hash(simulation.canonical()))
          .containsEntry("ergode.seed", "42")
          .containsEntry("ergode.sim_id_range", "0 <= sim_id < 10");
      assertThat(footer.get("ergode.columns"))
          .startsWith("[{\"name\":\"sim_id\",\"type\":\"LONG\",\"unit\":\"\",")
          .contains("{\"name\":\"omega2\",\"type\":\"DOUBLE_LIST\",\"unit\":\"rad/s\",");
      assertThat(reader.getRecordCount()).isEqualTo(10);
    }
  }

  @Test
  void bytesDoNotDependOnTheOrderOfTheFooterEntries() throws IOException {
    // parquet-java keeps these two in the order it was given them
    Map<String, String> one = new LinkedHashMap<>();
    one.put("ergode.config", "{}");
    one.put("ergode.columns", "[]");
    Map<String, String> other = new LinkedHashMap<>();
    other.put("ergode.columns", "[]");
    other.put("ergode.config", "{}");
    assertThat(emptyFile("one", one)).isEqualTo(emptyFile("other", other));
  }

  private byte[] emptyFile(String name, Map<String, String> footer) throws IOException {
    Path file = directory.resolve(name);
    ParquetOutput output =
        new ParquetOutput(DataSets.STORAGE, new org.apache.hadoop.fs.Path(file.toUri()));
    Simulation simulation = Simulations.small();
    try (TrajectoryWriter writer =
        new TrajectoryWriter(output, DataSets.schema(simulation), simulation.output(), footer)) {
      writer.finish();
    }
    return Files.readAllBytes(file);
  }

  @Test
  void longListsGetAPageEach() throws IOException {
    Simulations longLists = new Simulations();
    longLists.samples = 3;
    longLists.shards = 1;
    longLists.points = 200_000;
    try (ParquetFileReader reader = open(firstShard(longLists.build()))) {
      PageReadStore rowGroup = reader.readNextRowGroup();
      PageReader pages =
          rowGroup.getPageReader(reader.getFileMetaData().getSchema().getColumns().get(19));
      assertThat(pages.readPage().getValueCount()).isEqualTo(200_000);
    }
  }

  private static List<ColumnChunkMetaData> columns(ParquetFileReader reader) {
    return reader.getRowGroups().stream()
        .map(BlockMetaData::getColumns)
        .flatMap(List::stream)
        .collect(Collectors.toList());
  }
}

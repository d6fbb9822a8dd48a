package ergode.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.Simulations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTailTest {
  @TempDir Path directory;
  private byte[] file;
  private FileMetaData footer;

  @BeforeEach
  void writeFile() throws IOException {
    Dataset dataset = DataSets.simulate(Simulations.small(), directory);
    file = Files.readAllBytes(Path.of(dataset.file(dataset.manifest().shards().get(0)).toUri()));
    footer =
        Util.readFileMetaData(
            new ByteArrayInputStream(file, file.length - 8 - footerLength(), footerLength()));
  }

  private int footerLength() {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
  }

  @Test
  void aFileOfOursIsSorted() {
    for (ColumnChunk column : footer.getRow_groups().get(0).getColumns()) {
      List<Encoding> encodings = column.getMeta_data().getEncodings();
      assertThat(encodings).hasSizeGreaterThan(1).isSorted();
    }
    assertThat(footer.getKey_value_metadata().stream().map(KeyValue::getKey))
        .containsExactly(
            "ergode.columns",
            "ergode.config",
            "ergode.config_sha256",
            "ergode.seed",
            "ergode.sim_id_range",
            "org.apache.spark.sql.parquet.row.metadata");
  }

  /** As another JVM might have written it. */
  @Test
  void anyOrderBecomesTheSameBytes() throws IOException {
    int lastPages = file.length - 8 - footerLength() - 100;
    byte[] tail = Arrays.copyOfRange(file, lastPages, file.length);
    for (ColumnChunk column : footer.getRow_groups().get(0).getColumns()) {
      Collections.reverse(column.getMeta_data().getEncodings());
    }
    Collections.reverse(footer.getKey_value_metadata());
    ByteArrayOutputStream shuffled = new ByteArrayOutputStream();
    shuffled.write(tail, 0, tail.length - 8 - footerLength());
    Util.writeFileMetaData(footer, shuffled);
    shuffled.write(tail, tail.length - 8, 8);
    assertThat(shuffled.toByteArray()).isNotEqualTo(tail);
    assertThat(FileTail.sorted(shuffled.toByteArray())).isEqualTo(tail);
    assertThat(FileTail.sorted(tail)).isEqualTo(tail);
  }

  @Test
  void aFileThatWasCutOffIsAnError() {
    assertThatThrownBy(() -> FileTail.sorted(new byte[] {'P', 'A', 'R', '1'}))
        .isInstanceOf(IOException.class)
        .hasMessage("a Parquet file ends after 4 bytes of its tail");
  }
}

package ergode.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.Compression;
import ergode.data.DataSets;
import ergode.data.ListEncoding;
import ergode.data.OutputConfig;
import ergode.data.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the file system gives back is compared with what it was given. */
class ParquetOutputTest {
  @TempDir Path directory;
  private Path file;
  private ParquetOutput output;

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("file.parquet");
    output = new ParquetOutput(DataSets.STORAGE, new org.apache.hadoop.fs.Path(file.toUri()));
    Specimen specimen =
        Specimen.manyPages(
            Precision.DOUBLE, new OutputConfig(Compression.ZSTD, ListEncoding.PLAIN));
    try (TrajectoryWriter writer =
        new TrajectoryWriter(output, specimen.schema(), specimen.output(), Map.of())) {
      writer.write(specimen.row(0));
      writer.finish();
    }
  }

  @Test
  void hashAndLengthAreThoseOfTheFile() throws Exception {
    byte[] content = Files.readAllBytes(file);
    assertThat(output.verify()).isEqualTo(content.length);
    assertThat(output.sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
  }

  @Test
  void everyFlippedBitIsNoticed() throws IOException {
    byte[] content = Files.readAllBytes(file);
    for (int at = 0; at < content.length; at += content.length / 50) {
      byte[] flipped = content.clone();
      flipped[at] ^= 0x10;
      Files.write(file, flipped);
      assertRefused();
    }
  }

  @Test
  void missingEndAndAdditionAreNoticed() throws IOException {
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length - 1));
    assertRefused();
    Files.write(file, Arrays.copyOf(content, content.length + 1));
    assertRefused();
  }

  private void assertRefused() {
    assertThatThrownBy(() -> output.verify())
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("file.parquet does not read as it was written");
  }
}

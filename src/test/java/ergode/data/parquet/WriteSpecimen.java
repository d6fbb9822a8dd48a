package ergode.data.parquet;

import ergode.data.Compression;
import ergode.data.ListEncoding;
import ergode.data.OutputConfig;
import ergode.data.Precision;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a specimen from a JVM of its own. */
final class WriteSpecimen {
  private WriteSpecimen() {}

  static Path to(Path file) throws IOException {
    return Specimen.manyPages(
            Precision.DOUBLE, new OutputConfig(Compression.ZSTD, ListEncoding.BYTE_STREAM_SPLIT))
        .write(file);
  }

  public static void main(String[] arguments) throws IOException {
    to(Path.of(arguments[0]));
  }
}

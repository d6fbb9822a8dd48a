package ergode.data.parquet;

import ergode.data.Compression;
import ergode.data.ListEncoding;
import ergode.data.OutputConfig;
import ergode.data.Precision;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Every way in which a data set can be laid out. */
public final class Layouts {
  private Layouts() {}

  /** Pairs of {@link Precision} and {@link OutputConfig}. */
  public static Stream<Arguments> all() {
    return Arrays.stream(Precision.values())
        .flatMap(
            precision ->
                Arrays.stream(ListEncoding.values())
                    .flatMap(
                        encoding ->
                            Arrays.stream(Compression.values())
                                .map(
                                    compression ->
                                        Arguments.of(
                                            precision, new OutputConfig(compression, encoding)))));
  }
}

package ergode.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.Compression;
import ergode.data.DataSets;
import ergode.data.ListEncoding;
import ergode.data.OutputConfig;
import ergode.data.Precision;
import ergode.data.SaveConfig;
import ergode.data.SaveContent;
import ergode.mechanics.DoublePendulum;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.apache.parquet.column.statistics.DoubleStatistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A nullable column in pages of 16 rows and row groups of 40: what is null, what is not. */
class NullableColumnTest {
  private static final int ROWS = 103;
  private static final TrajectorySchema SCHEMA =
      new TrajectorySchema(
          new DoublePendulum(), new SaveConfig(10, 1000, Precision.DOUBLE, SaveContent.SUMMARY));

  @TempDir Path folder;

  static Stream<Arguments> patterns() {
    Random random = new Random(5);
    boolean[] drawn = new boolean[ROWS];
    for (int row = 0; row < ROWS; row++) {
      drawn[row] = random.nextInt(4) == 0;
    }
    return Stream.of(
        pattern("none is null", row -> false),
        pattern("all are null", row -> true),
        pattern("every other is null", row -> row % 2 == 0),
        pattern("the first is null", row -> row == 0),
        pattern("the last is null", row -> row == ROWS - 1),
        pattern("whole pages are null", row -> row / 16 % 2 == 0),
        pattern("a quarter is null", row -> drawn[row]));
  }

  private static Arguments pattern(String name, IntPredicate isNull) {
    return Arguments.of(name, isNull);
  }

  private Path write(IntPredicate isNull) throws IOException {
    Path file = folder.resolve("file.parquet");
    ParquetOutput target =
        new ParquetOutput(DataSets.STORAGE, new org.apache.hadoop.fs.Path(file.toUri()));
    try (TrajectoryWriter writer =
        new TrajectoryWriter(
            target,
            SCHEMA,
            new OutputConfig(Compression.ZSTD, ListEncoding.PLAIN),
            Map.of(),
            40 * SCHEMA.bytesPerRow(),
            16 * Double.BYTES)) {
      for (int number = 0; number < ROWS; number++) {
        TrajectoryRow row = SCHEMA.newRow();
        row.simId = number;
        row.savedPoints = 1000;
        row.flipTime = isNull.test(number) ? Double.NaN : number + 0.5;
        writer.write(row);
      }
      writer.finish();
    }
    return file;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("patterns")
  void anotherReaderFindsTheNullsAndTheValues(String name, IntPredicate isNull) throws Exception {
    Path file = write(isNull);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows =
            duck.createStatement()
                .executeQuery(
                    "select sim_id, flip_time, theta1_end from '" + file + "' order by sim_id")) {
      for (int number = 0; number < ROWS; number++) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getObject("flip_time"))
            .isEqualTo(isNull.test(number) ? null : (Object) (number + 0.5));
        assertThat(rows.getObject("theta1_end")).isNull();
      }
      assertThat(rows.next()).isFalse();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("patterns")
  void ownReaderMakesNanOfNull(String name, IntPredicate isNull) throws IOException {
    Path file = write(isNull);
    List<Double> found = new ArrayList<>();
    List<Double> expected = new ArrayList<>();
    try (TrajectoryReader reader =
        TrajectoryReader.open(
            new org.apache.hadoop.fs.Path(file.toUri()),
            DataSets.STORAGE.configuration(),
            SCHEMA)) {
      for (TrajectoryRow row = reader.next(); row != null; row = reader.next()) {
        int number = found.size();
        expected.add(isNull.test(number) ? Double.NaN : number + 0.5);
        found.add(row.flipTime());
      }
    }
    assertThat(found).hasSize(ROWS).isEqualTo(expected);
  }

  /** Filters on flip_time skip row groups and pages by these. */
  @Test
  void extremesLeaveNullsOutAndCountThem() throws IOException {
    Path file = write(row -> row < 20 || row >= 80);
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      List<List<Object>> groups = new ArrayList<>();
      for (BlockMetaData group : reader.getRowGroups()) {
        DoubleStatistics statistics =
            (DoubleStatistics)
                group.getColumns().stream()
                    .filter(chunk -> chunk.getPath().toDotString().equals("flip_time"))
                    .findFirst()
                    .orElseThrow()
                    .getStatistics();
        groups.add(
            statistics.hasNonNullValue()
                ? List.of(statistics.getNumNulls(), statistics.getMin(), statistics.getMax())
                : List.of(statistics.getNumNulls()));
      }
      assertThat(groups)
          .containsExactly(List.of(20L, 20.5, 39.5), List.of(0L, 40.5, 79.5), List.of(23L));
      ColumnIndex pages =
          reader.readColumnIndex(
              reader.getRowGroups().get(0).getColumns().stream()
                  .filter(chunk -> chunk.getPath().toDotString().equals("flip_time"))
                  .findFirst()
                  .orElseThrow());
      assertThat(pages.getNullPages()).containsExactly(true, false, false);
      assertThat(pages.getNullCounts()).containsExactly(16L, 4L, 0L);
    }
  }
}

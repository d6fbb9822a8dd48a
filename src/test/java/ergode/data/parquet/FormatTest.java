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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** parquet-java's record reader and ours find in a file what was written, page checksums on. */
class FormatTest {
  private static final OutputConfig PLAIN = new OutputConfig(Compression.ZSTD, ListEncoding.PLAIN);

  @TempDir Path directory;

  private static List<Group> read(Path file) throws IOException {
    Configuration verifying = new Configuration(DataSets.STORAGE.configuration());
    verifying.setBoolean("parquet.page.verify-checksum.enabled", true);
    List<Group> groups = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
            .withConf(verifying)
            .build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        groups.add(group);
      }
    }
    return groups;
  }

  private static double[] list(Group row, String name, Precision precision) {
    Group list = row.getGroup(name, 0);
    double[] values = new double[list.getFieldRepetitionCount(0)];
    for (int k = 0; k < values.length; k++) {
      Group element = list.getGroup(0, k);
      values[k] = precision == Precision.FLOAT ? element.getFloat(0, 0) : element.getDouble(0, 0);
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("ergode.data.parquet.Layouts#all")
  void parquetJavaReadsWhatWasWritten(Precision precision, OutputConfig output) throws IOException {
    Specimen specimen = Specimen.manyPages(precision, output);
    List<Group> rows = read(specimen.write(directory.resolve("file.parquet")));
    assertThat(rows).hasSize(specimen.rows());
    for (int number = 0; number < specimen.rows(); number++) {
      Group row = rows.get(number);
      assertThat(row.getLong("sim_id", 0)).isEqualTo(specimen.id(number));
      assertThat(row.getString("status", 0)).isEqualTo(specimen.status(number));
      assertThat(row.getInteger("steps", 0)).isEqualTo(number);
      assertThat(row.getInteger("rejected", 0)).isEqualTo(-number);
      assertThat(row.getDouble("energy_drift", 0)).isEqualTo(specimen.drift(number));
      assertThat(row.getDouble("max_abs_theta2", 0)).isEqualTo(-number);
      assertThat(row.getDouble("g", 0)).isEqualTo(5);
      for (int i = 0; i < Specimen.LISTS.size(); i++) {
        String name = Specimen.LISTS.get(i);
        assertThat(row.getDouble(name + "_0", 0)).isEqualTo(specimen.initial(number, i));
        assertThat(list(row, name, precision)).isEqualTo(specimen.list(number, i));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ergode.data.parquet.Layouts#all")
  void ourReaderReadsWhatWasWritten(Precision precision, OutputConfig output) throws IOException {
    Specimen specimen = Specimen.manyPages(precision, output);
    Path file = specimen.write(directory.resolve("file.parquet"));
    try (TrajectoryReader reader =
        TrajectoryReader.open(
            new org.apache.hadoop.fs.Path(file.toUri()),
            DataSets.STORAGE.configuration(),
            specimen.schema())) {
      for (int number = 0; number < specimen.rows(); number++) {
        assertThat(seen(specimen, Objects.requireNonNull(reader.next())))
            .isEqualTo(seen(specimen, specimen.row(number)));
      }
      assertThat(reader.next()).isNull();
    }
  }

  private static List<Object> seen(Specimen specimen, TrajectoryRow row) {
    List<Object> seen =
        new ArrayList<>(
            List.of(
                row.simId(),
                Arrays.toString(row.initial()),
                Arrays.toString(row.parameters()),
                row.t0(),
                row.dt(),
                row.savedPoints(),
                row.status(),
                row.steps(),
                row.rejected(),
                Arrays.toString(row.maxAbs()),
                row.energyDrift()));
    for (double[] list : row.saved()) {
      seen.add(Arrays.toString(Arrays.copyOf(list, specimen.points())));
    }
    return seen;
  }

  @Test
  void oneRowIsAFile() throws IOException {
    Specimen one = new Specimen(1, 2, Precision.DOUBLE, PLAIN, 1 << 20, 1 << 20);
    List<Group> rows = read(one.write(directory.resolve("one.parquet")));
    assertThat(rows).hasSize(1);
    assertThat(list(rows.get(0), "omega2", Precision.DOUBLE)).isEqualTo(one.list(0, 3));
  }

  @Test
  void noRowIsAFileToo() throws IOException {
    Specimen none = new Specimen(0, 2, Precision.DOUBLE, PLAIN, 1 << 20, 1 << 20);
    assertThat(read(none.write(directory.resolve("none.parquet")))).isEmpty();
  }

  @Test
  void rowLongerThanAPageGetsAPageAndARowLongerThanARowGroupARowGroup() throws IOException {
    Specimen huge = new Specimen(3, 1_000, Precision.DOUBLE, PLAIN, 10_000, 1_000);
    Path file = huge.write(directory.resolve("huge.parquet"));
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      assertThat(reader.getRowGroups()).extracting(BlockMetaData::getRowCount).containsOnly(1L);
    }
    assertThat(list(read(file).get(2), "theta1", Precision.DOUBLE)).isEqualTo(huge.list(2, 0));
  }

  /** 131 lists of 1,000 doubles are the most that fit into a MiB. */
  @Test
  void pagesOfListsHoldWholeRowsUpToAMebibyte() throws IOException {
    Specimen usual = new Specimen(300, 1_000, Precision.DOUBLE, PLAIN, 128 << 20, 1 << 20);
    Path file = usual.write(directory.resolve("usual.parquet"));
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      OffsetIndex pages = reader.readOffsetIndex(reader.getRowGroups().get(0).getColumns().get(19));
      assertThat(pages.getPageCount()).isEqualTo(3);
      assertThat(pages.getFirstRowIndex(1)).isEqualTo(131);
      assertThat(pages.getFirstRowIndex(2)).isEqualTo(262);
    }
  }

  @Test
  void rowOfAnotherLengthIsRefused() throws IOException {
    Specimen ten = new Specimen(1, 10, Precision.DOUBLE, PLAIN, 1 << 20, 1 << 20);
    Specimen eleven = new Specimen(1, 11, Precision.DOUBLE, PLAIN, 1 << 20, 1 << 20);
    Path file = directory.resolve("ten.parquet");
    ParquetOutput target =
        new ParquetOutput(DataSets.STORAGE, new org.apache.hadoop.fs.Path(file.toUri()));
    try (TrajectoryWriter writer = new TrajectoryWriter(target, ten.schema(), PLAIN, Map.of())) {
      assertThatThrownBy(() -> writer.write(eleven.row(0)))
          .isInstanceOf(IOException.class)
          .hasMessageMatching(
              "sim_id 3000000000 has 11 saved points, but every row of .*ten.parquet has 10");
    }
  }

  @Test
  void fileThatIsNotFinishedIsClosedAndIsNoParquetFile() throws IOException {
    Specimen specimen = Specimen.manyPages(Precision.DOUBLE, PLAIN);
    Path file = directory.resolve("unfinished.parquet");
    ParquetOutput target =
        new ParquetOutput(DataSets.STORAGE, new org.apache.hadoop.fs.Path(file.toUri()));
    try (TrajectoryWriter writer =
        new TrajectoryWriter(target, specimen.schema(), PLAIN, Map.of())) {
      writer.write(specimen.row(0));
      assertThat(openFiles()).contains(file);
    }
    assertThatThrownBy(() -> read(file)).hasMessageContaining("is not a Parquet file");
    assertThat(openFiles()).doesNotContain(file);
  }

  private static List<Path> openFiles() throws IOException {
    List<Path> open = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        try {
          open.add(Files.readSymbolicLink(descriptor));
        } catch (NoSuchFileException closedSinceListed) {
          // then it is not open
        }
      }
    }
    return open;
  }
}

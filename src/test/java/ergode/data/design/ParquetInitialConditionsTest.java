package ergode.data.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ObjIntConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetInitialConditionsTest {
  private static final Configuration CONFIGURATION = new Configuration(false);
  private static final List<String> COLUMNS = List.of("theta1", "theta2", "omega1", "omega2");

  @TempDir private java.nio.file.Path folder;

  private Path write(String fields, int rows, ObjIntConsumer<Group> fill) throws IOException {
    Path path = new Path(folder.resolve("x.parquet").toUri());
    MessageType schema = MessageTypeParser.parseMessageType("message m { " + fields + " }");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(path).withType(schema).build()) {
      for (int i = 0; i < rows; i++) {
        Group group = new SimpleGroupFactory(schema).newGroup();
        fill.accept(group, i);
        writer.write(group);
      }
    }
    return path;
  }

  private static FileDesign read(Path path, String... columns) throws IOException {
    return ParquetInitialConditions.read(path, CONFIGURATION, List.of(columns));
  }

  @Test
  void readsThePandasFileWithItsExtraColumns() throws Exception {
    var golden = getClass().getResource("/golden/design/pandas.parquet");
    Path path = new Path(Objects.requireNonNull(golden).toURI());
    FileDesign design = ParquetInitialConditions.read(path, CONFIGURATION, COLUMNS);

    assertThat(design.size()).isEqualTo(4);
    assertThat(DesignTest.state(design, 0)).containsExactly(0.1, 0.1f, 0x1p40, 0);
    assertThat(DesignTest.state(design, 1)).containsExactly(-1.25, -2.5, -1, -3);
    assertThat(DesignTest.state(design, 2)).containsExactly(1e300, 1e-30f, 0, Integer.MAX_VALUE);
    assertThat(DesignTest.state(design, 3)).containsExactly(Double.MIN_VALUE, 3, 9, 7);
  }

  @Test
  void readsManyRowsOfRequiredColumns() throws IOException {
    Path path =
        write(
            "required double b; required int32 a (INTEGER(8,true));",
            30_000,
            (row, i) -> row.append("b", Math.sqrt(i)).append("a", i % 100));
    FileDesign design = read(path, "a", "b");

    assertThat(design.size()).isEqualTo(30_000);
    for (int i = 0; i < 30_000; i += 7) {
      assertThat(DesignTest.state(design, i)).containsExactly(i % 100, Math.sqrt(i));
    }
  }

  @Test
  void givesTheSameHashAsTheSameRowsInCsv() throws IOException {
    Path path =
        write(
            "optional double a; optional double b;",
            2,
            (row, i) -> row.append("b", i + 0.1).append("a", -1.0 * i));

    assertThat(read(path, "a", "b").sha256())
        .isEqualTo(new FileDesign(2, new double[] {-0.0, 0.1, -1, 1.1}).sha256());
  }

  @Test
  void refusesNull() throws IOException {
    Path path =
        write(
            "optional double a; optional float b;",
            5,
            (row, i) -> {
              row.append("a", 1.0);
              if (i != 3) {
                row.append("b", 2.0f);
              }
            });

    assertThatThrownBy(() -> read(path, "a", "b"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(path + " row 3, column b = null: expected a finite number");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
  void refusesNonFiniteNumbers(double value) throws IOException {
    Path path = write("required double a;", 3, (row, i) -> row.append("a", i == 2 ? value : 0.0));

    assertThatThrownBy(() -> read(path, "a"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(path + " row 2, column a = " + value + ": expected a finite number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "required group a (LIST) { repeated group list { required double element; } } | type LIST",
        "repeated double a; | a nested column",
        "required group a { required double x; } | a nested column",
        "required binary a (STRING); | type STRING",
        "required binary a; | type BINARY",
        "required boolean a; | type BOOLEAN",
        "required int32 a (DATE); | type DATE",
        "required int64 a (TIMESTAMP(MILLIS,true)); | type TIMESTAMP",
        "required int64 a (DECIMAL(9,2)); | type DECIMAL",
        "required int64 a (INTEGER(64,false)); | type INTEGER(64,false)",
        "required int96 a; | type INT96"
      })
  void refusesColumnsThatAreNotPlainNumbers(String column, String problem) throws IOException {
    Path path = write(column, 0, (row, i) -> {});

    assertThatThrownBy(() -> read(path, "a"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(path + ", column a = a ")
        .hasMessageContaining(problem)
        .hasMessageEndingWith(
            ": expected one double, float or signed integer per row, not a list, text or date");
  }

  @Test
  void refusesMissingColumnsAndMissingRows() throws IOException {
    Path path = write("required double a; required double c;", 0, (row, i) -> {});

    assertThatThrownBy(() -> read(path, "a", "b"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(path + ", column b = missing from a,c: expected a column of that");
    assertThatThrownBy(() -> read(path, "a"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(path + " = 0 rows: expected 1 to ");
  }

  @Test
  void refusesEqualNames() throws IOException {
    Path path = write("required double a; required double a;", 0, (row, i) -> {});

    assertThatThrownBy(() -> read(path, "a"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(path + ", column a = named twice: expected each column once");
  }

  @Test
  void refusesTruncatedFiles() throws IOException {
    Path path = write("required double a;", 100, (row, i) -> row.append("a", (double) i));
    java.nio.file.Path file = folder.resolve("x.parquet");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
    Files.delete(folder.resolve(".x.parquet.crc"));

    assertThatThrownBy(() -> read(path, "a"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            path + " = not readable as Parquet: expected a complete, unencrypted Parquet file");
  }
}

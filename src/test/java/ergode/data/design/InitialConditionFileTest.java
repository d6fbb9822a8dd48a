package ergode.data.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitialConditionFileTest {
  private static final List<String> COLUMNS = List.of("theta1", "theta2", "omega1", "omega2");

  @TempDir private Path folder;

  private static FileDesign read(String location) throws IOException {
    return InitialConditionFile.read(location, new Configuration(false), COLUMNS);
  }

  @Test
  void tellsParquetByItsContentWhateverTheName() throws Exception {
    var golden = Objects.requireNonNull(getClass().getResource("/golden/design/pandas.parquet"));
    Path copy = Files.copy(Path.of(golden.toURI()), folder.resolve("x.csv"));

    assertThat(read(copy.toString()).size()).isEqualTo(4);
  }

  @Test
  void readsCsvByRelativePathAndByUri() throws IOException {
    Path file = Path.of("conf", "seed-initial-conditions.csv");

    assertThat(read(file.toString()).size()).isEqualTo(1200);
    assertThat(read(file.toUri().toString()).sha256()).isEqualTo(read(file.toString()).sha256());
  }

  @Test
  void csvErrorsNameTheFileAsGiven() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.csv"), "theta1\n");

    assertThatThrownBy(() -> read(file.toString()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + " line 1, column theta2 = missing from theta1: expected ");
  }

  @Test
  void refusesAnEmptyFileAndADirectory() throws IOException {
    Path file = Files.writeString(folder.resolve("empty.parquet"), "");

    assertThatThrownBy(() -> read(file.toString()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + " = no header line: expected ");
    assertThatThrownBy(() -> read(folder.toString()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "ensemble.file = "
                + folder
                + " (a directory): expected a CSV or Parquet file that exists and can be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no/such/file.csv", "nowhere://host/x.csv", "a:b:c", "::"})
  void refusesFilesThatCannotBeOpened(String location) {
    assertThatThrownBy(() -> read(location))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "ensemble.file = "
                + location
                + ": expected a CSV or Parquet file that exists and can be read");
  }

  @Test
  void refusesAnEmptyName() {
    assertThatThrownBy(() -> read(""))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("ensemble.file = (empty): expected ");
  }
}

package ergode.data.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvInitialConditionsTest {
  private static final List<String> COLUMNS = List.of("theta1", "theta2", "omega1", "omega2");
  private static final String HEADER = "theta1,theta2,omega1,omega2\n";

  private static FileDesign read(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return CsvInitialConditions.read(new ByteArrayInputStream(bytes), "x.csv", COLUMNS);
  }

  /** Hash made by NumPy: loadtxt, type '<f8', hashlib.sha256. */
  @Test
  void readsTheShippedFileAsNumPyDoes() throws IOException {
    Path file = Path.of("conf", "seed-initial-conditions.csv");
    try (InputStream stream = Files.newInputStream(file)) {
      FileDesign design = CsvInitialConditions.read(stream, file.toString(), COLUMNS);

      assertThat(design.size()).isEqualTo(1200);
      assertThat(DesignTest.state(design, 0))
          .containsExactly(0.7606393055536449, 0.14814424569858442, 0, 0);
      assertThat(design.sha256())
          .isEqualTo("d83f80ab846594c956289810b51425e5f41ac9da86b960638f76daf6b11a3f3c");
    }
  }

  @Test
  void ordersComponentsAsAskedAndIgnoresOtherColumns() throws IOException {
    FileDesign design =
        read("note,omega2,theta1,omega1,theta2,note\n\"a, \"\"b\"\"\",4,1,3,2,x\n,8,5,7,6,\n");

    assertThat(design.size()).isEqualTo(2);
    assertThat(DesignTest.state(design, 0)).containsExactly(1, 2, 3, 4);
    assertThat(DesignTest.state(design, 1)).containsExactly(5, 6, 7, 8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "theta1,theta2,omega1,omega2\n1,-2.5,3e0,.5",
        "theta1,theta2,omega1,omega2\r\n1,-2.5,3e0,.5\r\n",
        "theta1,theta2,omega1,omega2\n1,-2.5,3e0,.5\n\n  \n",
        "\uFEFFtheta1,theta2,omega1,omega2\n1,-2.5,3e0,.5\n",
        "\uFEFF\"theta1\",\"theta2\",\"omega1\",\"omega2\"\n\"1\",\"-2.5\", \"3e0\" ,\" .5 \"\n",
        "  theta1 ,\ttheta2, omega1 ,omega2\n +1.0 ,\t-2.5,  300E-2,0.5  \n",
        "# made by hand\n\ntheta1,theta2,omega1,omega2\n # the only row\n1,-2.5,3,0.5\n#\n"
      })
  void acceptsTheUsualDialects(String text) throws IOException {
    FileDesign design = read(text);

    assertThat(design.size()).isEqualTo(1);
    assertThat(DesignTest.state(design, 0)).containsExactly(1, -2.5, 3, 0.5);
  }

  @Test
  void keepsEveryBitAndTheOrderOfManyRows() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 3_000; i++) {
      text.append(i).append(',').append(Math.sqrt(i)).append(",-0.0,4.9e-324\n");
    }
    FileDesign design = read(text.toString());

    assertThat(design.size()).isEqualTo(3_000);
    for (int i = 0; i < 3_000; i++) {
      assertThat(DesignTest.state(design, i))
          .containsExactly(i, Math.sqrt(i), -0.0, Double.MIN_VALUE);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "NaN",
        "nan",
        "Infinity",
        "-inf",
        "1e999",
        "0x1p3",
        "1.0f",
        "1d",
        "1e",
        "--1",
        "-",
        ".",
        "1 2",
        "1_000",
        "null",
        "\u0661"
      })
  void refusesFieldsThatAreNotFiniteDecimals(String field) {
    assertThatThrownBy(() -> read("# c\n" + HEADER + "0,0,0,0\n0,0," + field + ",0\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "x.csv line 4, column omega1 = " + field + ": expected a finite decimal number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,,0,0   | x.csv line 2, column theta2 = (empty): expected a finite decimal number",
        "0,\"\",0,0 | x.csv line 2, column theta2 = (empty): expected a finite decimal number",
        "0,0,0    | x.csv line 2, column omega2 = missing (3 fields): expected 4 fields",
        "0;0;0;0  | x.csv line 2, column theta2 = missing (1 fields): expected 4 fields",
        "0,0,0,0,7 | x.csv line 2, field 5 = 7: expected 4 fields, as in the header",
        "0,0,0,0, | x.csv line 2, field 5 = (empty): expected 4 fields, as in the header",
        "0,0,0,\"0 | x.csv line 2 = 0,0,0,\"0: expected every quoted field to end on its line",
        "0,0,0,\"0\"1x | x.csv line 2, column omega2 = 01x: expected a finite decimal number"
      })
  void refusesMalformedRows(String row, String message) {
    assertThatThrownBy(() -> read(HEADER + row + "\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "theta1,theta2,omega1 | omega2 = missing from theta1,theta2,omega1",
        "theta1,theta2,omega1,Omega2 | omega2 = missing from theta1,theta2,omega1,Omega2",
        "theta1;theta2;omega1;omega2 | theta1 = missing from theta1;theta2;omega1;omega2",
        "0.1,0.2,0.3,0.4 | theta1 = missing from 0.1,0.2,0.3,0.4",
        "theta1,theta2,theta1,omega1,omega2 | theta1 = named twice"
      })
  void refusesHeadersWithoutEachColumnOnce(String header, String problem) {
    assertThatThrownBy(() -> read(header + "\n0,0,0,0\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "x.csv line 1, column "
                + problem
                + ": expected a header line with each of the columns theta1, theta2, omega1, omega2"
                + " once (in any order; other columns are ignored)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment\n", "\uFEFF"})
  void refusesFilesWithoutHeader(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("x.csv = no header line: expected a header line with each of");
  }

  @Test
  void refusesFilesWithoutRows() {
    assertThatThrownBy(() -> read(HEADER))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("x.csv = no rows: expected at least one row below the header");
  }

  @Test
  void quotesForeignContentShortAndPrintable() {
    assertThatThrownBy(() -> read("\u0000\u001b[31m" + "x".repeat(500)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("missing from ??[31mxxx")
        .message()
        .hasSizeLessThan(300)
        .doesNotContain("\u001b", "\u0000");
  }
}

package ergode.data.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.InvalidInputException;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridDesignTest {
  private static final Range UNIT = new Range(0, 1);

  @Test
  void matchesNumPyLinspaceAndMeshgridToTheBit() throws IOException {
    Design design =
        new GridDesign(27, List.of(new Range(-1.3, 0.7), new Range(0.1, 0.4), new Range(-7, 1e-3)));
    List<String[]> rows = Golden.rows("grid.csv");

    assertThat(rows).hasSize(27);
    for (String[] row : rows) {
      assertThat(DesignTest.state(design, Long.parseLong(row[0])))
          .containsExactly(Golden.doubles(row, 1));
    }
  }

  @Test
  void walksTheLastComponentFastestAndSkipsFixedOnes() {
    Design design = new GridDesign(4, List.of(UNIT, new Range(9, 9), new Range(-5, 5)));

    assertThat(DesignTest.state(design, 0)).containsExactly(0, 9, -5);
    assertThat(DesignTest.state(design, 1)).containsExactly(0, 9, 5);
    assertThat(DesignTest.state(design, 2)).containsExactly(1, 9, -5);
    assertThat(DesignTest.state(design, 3)).containsExactly(1, 9, 5);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, 2",
    "1200, 1, 1200",
    "1000000000000, 1, 1000000000000",
    "4, 2, 2",
    "1000000000000, 2, 1000000",
    "999998000001, 2, 999999",
    "1000000000000, 3, 10000",
    "1000000000000, 4, 1000",
    "549755813888, 39, 2",
    "1, 0, 1"
  })
  void acceptsPowers(long samples, int axes, long pointsPerAxis) {
    var design = new GridDesign(samples, ranges(axes));

    assertThat(design.pointsPerAxis()).isEqualTo(pointsPerAxis);
    assertThat(design.size()).isEqualTo(samples);
  }

  @ParameterizedTest
  @CsvSource({
    "1200, 2, 1156 or 1225 (n^2 ",
    "999999999999, 2, 999998000001 or 1000000000000 (n^2 ",
    "1000000000001, 2, 999998000001 or 1000000000000 (n^2 ",
    "9223372036854775807, 4, 996005996001 or 1000000000000 (n^4 ",
    "9223372036854775807, 1, 999999999999 or 1000000000000 (n^1 ",
    "1, 2, 4 or 9 (n^2 ",
    "0, 1, 2 or 3 (n^1 ",
    "-5, 3, 8 or 27 (n^3 ",
    "1, 39, 549755813888 (n^39 ",
    "8, 0, 1 (every range",
    "4, 40, 'at most 39 ranges that are not a single value in a grid, got 40'"
  })
  void refusesOtherCountsAndNamesTheNearest(long samples, int axes, String accepted) {
    assertThatThrownBy(() -> new GridDesign(samples, ranges(axes)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("ensemble.samples = " + samples + ": expected " + accepted);
  }

  private static List<Range> ranges(int axes) {
    return axes == 0 ? List.of(new Range(2, 2)) : Collections.nCopies(axes, UNIT);
  }
}

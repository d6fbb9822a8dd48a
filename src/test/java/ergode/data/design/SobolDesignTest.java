package ergode.data.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.InvalidInputException;
import ergode.math.Philox4x64;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SobolDesignTest {
  private static final Range UNIT = new Range(0, 1);

  @Test
  void unshiftedPointsAreThoseOfSciPy() throws IOException {
    List<String[]> rows = Golden.rows("sobol.csv");

    assertThat(rows).hasSize(42);
    for (String[] row : rows) {
      double[] point = new double[SobolSequence.MAX_DIMENSION];
      for (int k = 0; k < point.length; k++) {
        point[k] = SobolSequence.coordinate(Long.parseLong(row[0]), k) * 0x1p-53;
      }
      assertThat(point).as("point %s", row[0]).containsExactly(Golden.doubles(row, 1));
    }
  }

  /** Dimensions 0 and 1 form a (0, m, 2)-net in every aligned block of 2^m points. */
  @ParameterizedTest
  @CsvSource({"0, 0", "42, 0", "-1, 1", "42, 3906249999"})
  void everyElementaryIntervalOfAnAlignedBlockHoldsOnePoint(long seed, long block) {
    int m = 8;
    long first = block << m;
    Design design = new SobolDesign(seed, first + (1 << m), List.of(UNIT, UNIT));
    for (int a = 0; a <= m; a++) {
      int[] counts = new int[1 << m];
      for (int i = 0; i < counts.length; i++) {
        double[] u = DesignTest.state(design, first + i);
        int column = (int) (u[0] * (1 << a));
        int row = (int) (u[1] * (1 << (m - a)));
        counts[(column << (m - a)) + row]++;
      }
      assertThat(counts).as("boxes of 2^-%s by 2^-%s", a, m - a).containsOnly(1);
    }
  }

  @Test
  void everyDimensionIsStratified() {
    Design design = new SobolDesign(5, 64, Collections.nCopies(16, UNIT));
    int[][] counts = new int[16][64];
    for (int i = 0; i < 64; i++) {
      double[] u = DesignTest.state(design, i);
      for (int k = 0; k < 16; k++) {
        counts[k][(int) (u[k] * 64)]++;
      }
    }

    assertThat(Arrays.stream(counts).flatMapToInt(Arrays::stream)).containsOnly(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 42, -1, Long.MIN_VALUE})
  void seedShiftsEveryDimensionByItsOwnPhiloxWord(long seed) {
    Design design = new SobolDesign(seed, 1, Collections.nCopies(5, UNIT));
    long[] low = Philox4x64.block(seed, 0, 0, 0, 1, 0);
    long[] high = Philox4x64.block(seed, 0, 0, 1, 1, 0);

    // Point 0 of the sequence is the origin, so the first trajectory is the shift itself.
    assertThat(DesignTest.state(design, 0))
        .containsExactly(
            Philox4x64.toUnitInterval(low[0]),
            Philox4x64.toUnitInterval(low[1]),
            Philox4x64.toUnitInterval(low[2]),
            Philox4x64.toUnitInterval(low[3]),
            Philox4x64.toUnitInterval(high[0]))
        .doesNotContain(0.0);
  }

  @Test
  void fixedRangesTakeNoDimension() {
    Range wide = new Range(-4, 4);
    Design sparse = new SobolDesign(42, 100, List.of(new Range(7, 7), wide, new Range(0, 0), wide));
    Design dense = new SobolDesign(42, 100, List.of(wide, wide));

    for (int i = 0; i < 100; i++) {
      double[] expected = DesignTest.state(dense, i);
      assertThat(DesignTest.state(sparse, i)).containsExactly(7, expected[0], 0, expected[1]);
    }
  }

  @Test
  void moreDimensionsThanTheTableAreRefused() {
    assertThatThrownBy(() -> new SobolDesign(1, 8, Collections.nCopies(17, UNIT)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "ensemble.design = sobol with 17 ranges that are not a single value:"
                + " expected at most 16 of them");
  }
}

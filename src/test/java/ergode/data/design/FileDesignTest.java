package ergode.data.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.InvalidInputException;
import org.apache.commons.lang3.SerializationUtils;
import org.junit.jupiter.api.Test;

class FileDesignTest {
  private static final double[] ROWS = {0.5, -1.0, Math.PI, -0.0, 1e300, Double.MIN_VALUE};

  @Test
  void rowsAreTrajectories() {
    Design design = new FileDesign(2, ROWS);

    assertThat(design.size()).isEqualTo(3);
    assertThat(design.dimension()).isEqualTo(2);
    assertThat(DesignTest.state(design, 0)).containsExactly(0.5, -1);
    assertThat(DesignTest.state(design, 1)).containsExactly(Math.PI, -0.0);
    assertThat(DesignTest.state(design, 2)).containsExactly(1e300, Double.MIN_VALUE);
  }

  @Test
  void ownsItsValues() {
    double[] values = ROWS.clone();
    Design design = new FileDesign(2, values);

    values[0] = 99;

    assertThat(DesignTest.state(design, 0)).containsExactly(0.5, -1);
  }

  @Test
  void sliceShipsItsRowsOnly() {
    double[] values = new double[40_000];
    FileDesign slice = new FileDesign(4, values).slice(9_000, 9_010);

    assertThat(SerializationUtils.serialize(slice)).hasSizeLessThan(1_000);
    assertThat(DesignTest.state(slice, 9_009)).containsExactly(0, 0, 0, 0);
    assertThatThrownBy(() -> DesignTest.state(slice, 9_010))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("simId 9010 is outside [9000, 9010)");
    assertThatThrownBy(() -> slice.slice(8_999, 9_001))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("slice [8999, 9001) is not inside [9000, 9010)");
  }

  /** Expected value: hashlib.sha256 of the NumPy array as type '<f8'. */
  @Test
  void hashIsOverLittleEndianDoubles() {
    assertThat(new FileDesign(2, ROWS).sha256())
        .isEqualTo("c38cebd84b5e9434643f1eab0cda203279302f29eae50e2bc37ba8e324e268e7");
  }

  @Test
  void hashSeesEveryBlockOfALongFile() {
    double[] values = new double[5_000];
    String zeros = new FileDesign(1, values).sha256();

    for (int changed : new int[] {0, 1_023, 1_024, 4_999}) {
      double[] other = values.clone();
      other[changed] = 1;
      assertThat(new FileDesign(1, other).sha256()).isNotEqualTo(zeros);
    }
  }

  @Test
  void refusesRaggedEmptyAndNonFiniteValues() {
    assertThatThrownBy(() -> new FileDesign(4, ROWS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("got 6 values for rows of 4 components");
    assertThatThrownBy(() -> new FileDesign(4, new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FileDesign(0, ROWS)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FileDesign(2, new double[] {0, 0, 0, Double.NaN}))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("row 1, component 1 = NaN: expected a finite number");
  }
}

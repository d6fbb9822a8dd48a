package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CountGridTest {
  private final Bins x = new Bins(0, 2, 2);
  private final Bins y = new Bins(0, 3, 3);

  @Test
  void addsCellsPointsAndOutsiders() {
    CountGrid grid =
        CountGrid.builder(x, y)
            .add(1, 2, 5)
            .addPoint(1.5, 2.5)
            .addPoint(0.5, 0.5)
            .addPoint(-1, 1)
            .addPoint(1, Double.NaN)
            .addOutside(3)
            .build();
    assertThat(grid.count(1, 2)).isEqualTo(6);
    assertThat(grid.count(0, 0)).isEqualTo(1);
    assertThat(grid.count(0, 2)).isZero();
    assertThat(grid.inside()).isEqualTo(7);
    assertThat(grid.outside()).isEqualTo(5);
  }

  @Test
  void staysAsItWasBuilt() {
    CountGrid.Builder builder = CountGrid.builder(x, y).add(0, 0, 1);
    CountGrid grid = builder.build();
    builder.add(0, 0, 10).addOutside(1);
    assertThat(grid.count(0, 0)).isEqualTo(1);
    assertThat(grid.outside()).isZero();
  }

  @Test
  void refusesCellsBeyondTheGridAndNegativeCounts() {
    assertThatThrownBy(() -> CountGrid.builder(x, y).add(0, 3, 1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("cell (0, 3) of a 2 x 3 grid");
    assertThatThrownBy(() -> CountGrid.builder(x, y).add(0, 0, -1)).hasMessageContaining("got -1");
  }
}

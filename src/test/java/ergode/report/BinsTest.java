package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class BinsTest {
  @Test
  void countsAroundEveryEdgeLikeNumPy() throws IOException {
    Bins bins = Bins.angles();
    for (double[] row : Golden.rows("angle-bins.csv")) {
      assertThat(bins.indexOf(row[0])).as("bin of %s", row[0]).isEqualTo((int) row[1]);
    }
  }

  @Test
  void edgesAreThoseOfLinspace() throws IOException {
    Bins bins = Bins.angles();
    var rows = Golden.rows("angle-bins.csv");
    assertThat(rows).hasSize(3 * 200);
    for (int i = 0; i <= bins.count(); i++) {
      assertThat(bins.edge(i)).isEqualTo(rows.get(3 * i + 1)[0]);
    }
  }

  @Test
  void nothingHoldsNaNOrInfinity() {
    assertThat(Bins.angles().indexOf(Double.NaN)).isEqualTo(-1);
    assertThat(Bins.angles().indexOf(Double.POSITIVE_INFINITY)).isEqualTo(-1);
    assertThat(Bins.angles().indexOf(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
  }

  @Test
  void refusesEmptyRangesAndCounts() {
    assertThatThrownBy(() -> new Bins(1, 1, 3)).hasMessageContaining("[1.0, 1.0]");
    assertThatThrownBy(() -> new Bins(0, Double.NaN, 3)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Bins(0, 1, 0)).hasMessageContaining("got 0");
  }
}

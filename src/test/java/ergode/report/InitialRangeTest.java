package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.Simulations;
import ergode.data.design.FileDesign;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitialRangeTest {
  @TempDir Path parent;

  private Dataset starts(String name, double... rows) throws IOException {
    Simulations explicit = new Simulations();
    explicit.file = new FileDesign(4, rows);
    explicit.shards = 1;
    return DataSets.simulate(explicit.build(), parent.resolve(name));
  }

  @Test
  void holdsAllStarts() throws IOException {
    InitialRange range = Rows.range(starts("a", 0.5, -1, 0, 0, -0.25, 2, 0, 0, 0.125, 0, 9, 9));
    assertThat(range.theta1(10)).isEqualTo(new Bins(-0.25, 0.5, 10));
    assertThat(range.theta2(3)).isEqualTo(new Bins(-1, 2, 3));
  }

  @Test
  void mergingWidensOnEitherSide() throws IOException {
    Dataset one = starts("one", 0.5, -1, 0, 0);
    Dataset two = starts("two", -0.25, 2, 0, 0);
    Bins theta1 = new Bins(-0.25, 0.5, 4);
    Bins theta2 = new Bins(-1, 2, 4);
    InitialRange forwards = Rows.range(one).merge(Rows.range(two));
    InitialRange backwards = Rows.range(two).merge(Rows.range(one));
    InitialRange withNothing = new InitialRange().merge(forwards).merge(new InitialRange());
    for (InitialRange range : new InitialRange[] {forwards, backwards, withNothing}) {
      assertThat(range.theta1(4)).isEqualTo(theta1);
      assertThat(range.theta2(4)).isEqualTo(theta2);
    }
  }

  @Test
  void aSingleStartLiesInTheMiddle() throws IOException {
    InitialRange range = Rows.range(starts("one", 0.75, -1, 0, 0));
    assertThat(range.theta1(10)).isEqualTo(new Bins(0.25, 1.25, 10));
    assertThat(range.theta2(10)).isEqualTo(new Bins(-1.5, -0.5, 10));
  }

  @Test
  void noStartAtAllHasARangeToo() {
    assertThat(new InitialRange().theta1(5)).isEqualTo(new Bins(-0.5, 0.5, 5));
  }
}

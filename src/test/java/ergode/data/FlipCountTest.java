package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.design.FileDesign;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlipCountTest {
  @TempDir Path directory;

  /** The count of one run of 10 s from an initial state. */
  private FlipCount count(boolean equalPendulums, double... state) throws IOException {
    Simulations simulation = new Simulations();
    simulation.file = new FileDesign(4, state);
    simulation.shards = 1;
    simulation.tmax = 10;
    simulation.points = 101;
    Dataset dataset = DataSets.simulate(simulation.build(), directory);
    return DataSets.rows(dataset, row -> FlipCount.of(row, equalPendulums)).get(0);
  }

  @Test
  void fromRestNearTheBottomThereIsNotTheEnergy() throws IOException {
    assertThat(count(true, 0.1, 0.1, 0, 0)).isEqualTo(new FlipCount(0, 1, 0));
  }

  @Test
  void otherPendulumsHaveOtherBounds() throws IOException {
    assertThat(count(false, 0.1, 0.1, 0, 0)).isEqualTo(FlipCount.NONE);
  }

  @Test
  void aPushIsEnergyToo() throws IOException {
    assertThat(count(true, 0.1, 0.1, 0, 20)).isEqualTo(new FlipCount(1, 0, 0));
  }

  /** The lower rod starts beyond the top: no flip is needed to be there. */
  @Test
  void anAngleBeyondPiIsNotABound() throws IOException {
    assertThat(count(true, 0.1, 2 * Math.PI, 0, 0)).isEqualTo(new FlipCount(1, 0, 0));
  }

  @Test
  void countsAddUp() {
    assertThat(new FlipCount(3, 2, 1).plus(new FlipCount(30, 20, 10)))
        .isEqualTo(new FlipCount(33, 22, 11));
  }
}

package ergode.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneGroupsTest {

  @Test
  void eightLanesInARowAreOfOneGroup() {
    assertThat(IntStream.of(0, 7, 8, 15, 16, 23, 24).map(lane -> LaneGroups.of(lane, 3)).toArray())
        .containsExactly(0, 0, 1, 1, 2, 2, 0);
    assertThat(IntStream.of(0, 1, 8, 9, 16).map(LaneGroups::count).toArray())
        .containsExactly(0, 1, 1, 2, 2);
  }

  @Test
  void groupsAreCounted() {
    assertThat(LaneGroups.in(new double[3], 3)).isEqualTo(1);
    assertThat(LaneGroups.in(new double[48], 3)).isEqualTo(16);
  }

  @Test
  void partsOfGroupsAreRefused() {
    for (int length : new int[] {0, 2, 11}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LaneGroups.in(new double[length], 3))
          .withMessage("3 totals take 3 numbers or a multiple of that, the array has " + length);
    }
  }
}

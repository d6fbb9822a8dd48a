package ergode.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StrandsTest {

  /** Powers of two at which each addition rounds: only one order gives these bits. */
  @Test
  void eightStrandsAreAddedInOneOrder() {
    double[] totals = new double[2 * 16];
    Arrays.setAll(totals, i -> 1 / (3.0 + i));
    for (int total = 0; total < 2; total++) {
      for (int from : new int[] {0, 8}) {
        double[] s = Arrays.copyOfRange(totals, total * 16 + from, total * 16 + from + 8);
        double expected = ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
        assertThat(Strands.sum(totals, 16, from, 2)[total]).isEqualTo(expected);
      }
    }
    double[] cancelling = {1e16, 1, 3, 1, -1e16, 1, 3, 1};
    assertThat(Strands.sum(cancelling, 8, 0, 1)).containsExactly(10);
  }

  @Test
  void strandsAreCounted() {
    assertThat(Strands.in(new double[24], 3)).isEqualTo(8);
    assertThat(Strands.in(new double[48], 3)).isEqualTo(16);
  }

  @Test
  void otherNumbersOfStrandsAreRefused() {
    for (int length : new int[] {0, 3, 12, 36}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Strands.in(new double[length], 3))
          .withMessage(
              "3 totals in strands take 24 numbers or a multiple of that, the array has " + length);
    }
  }
}

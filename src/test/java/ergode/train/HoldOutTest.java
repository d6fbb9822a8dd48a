package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ergode.data.InvalidInputException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HoldOutTest {
  private static final int MANY = 100_000;

  private static long held(double share, long from) {
    HoldOut holdOut = new HoldOut(share);
    return LongStream.range(from, from + MANY).filter(holdOut::holds).count();
  }

  /** Five standard deviations of a binomial count. */
  @Test
  void theShareIsHeldOutOfAnyPart() {
    double bound = 5 * Math.sqrt(MANY * 0.2 * 0.8);
    assertThat((double) held(0.2, 0)).isCloseTo(0.2 * MANY, within(bound));
    assertThat((double) held(0.2, 1L << 40)).isCloseTo(0.2 * MANY, within(bound));
  }

  @Test
  void sharesOfNothingAndAll() {
    assertThat(held(0, 0)).isZero();
    assertThat(held(1, 0)).isEqualTo(MANY);
  }

  @Test
  void aLargerShareHoldsOutMore() {
    assertThat(LongStream.range(0, 1000).filter(new HoldOut(0.1)::holds))
        .isNotEmpty()
        .allMatch(new HoldOut(0.2)::holds);
  }

  /**
   * Another choice would score models on trajectories that they were trained on. These are from
   * NumPy: {@code Philox(key=[0, 0x686f6c642d6f7574], counter=i - 1).random_raw()}.
   */
  @Test
  void theChoiceNeverChanges() {
    assertThat(LongStream.range(0, 60).filter(HoldOut.DEFAULT::holds))
        .containsExactly(0L, 1L, 2L, 9L, 16L, 26L, 27L, 30L, 36L, 43L, 46L, 48L, 49L);
  }

  @Test
  void otherSharesAreRefused() {
    assertThatThrownBy(() -> new HoldOut(Double.NaN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("train.hold-out = NaN: expected a number from 0 to 1");
    assertThatThrownBy(() -> new HoldOut(1.5)).isInstanceOf(InvalidInputException.class);
  }
}

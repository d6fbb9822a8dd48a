package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatestMedianTest {
  private final LatestMedian smoothed = new LatestMedian();

  @Test
  void isTheMedian() {
    assertThat(smoothed.value()).isNaN();
    smoothed.add(3.0);
    assertThat(smoothed.value()).isEqualTo(3.0);
    smoothed.add(1e9);
    smoothed.add(1.0);
    assertThat(smoothed.value()).isEqualTo(3.0);
    smoothed.add(2.0);
    assertThat(smoothed.value()).isEqualTo(2.5);
  }

  @Test
  void forgetsWhatIsOlderThanItsWindow() {
    smoothed.add(1e9);
    for (int i = 1; i <= LatestMedian.WINDOW; i++) {
      smoothed.add(i);
    }
    assertThat(smoothed.latest()).hasSize(LatestMedian.WINDOW).startsWith(1.0, 2.0);
    assertThat(smoothed.value()).isEqualTo(25.5);
  }
}

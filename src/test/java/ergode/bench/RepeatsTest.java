package ergode.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatsTest {
  @Test
  void theMedianIgnoresOutliers() {
    assertThat(Repeats.median(5)).isEqualTo(5);
    assertThat(Repeats.median(900, 1, 2)).isEqualTo(2);
    assertThat(Repeats.median(4, 900, 1, 2)).isEqualTo(3);
  }

  @Test
  void aRateSaysHowFarTheRepeatsLieApart() {
    Measurement rate =
        new Repeats(List.of(new Timing(12, 2, 1), new Timing(12, 3, 1.5), new Timing(12, 6, 2)))
            .rate("speed", "1/s");
    assertThat(rate.value()).isEqualTo(4);
    assertThat(rate.conditions())
        .containsEntry("min", 2.0)
        .containsEntry("max", 6.0)
        .containsEntry("spread", 1.0)
        .containsEntry("repeats", 3)
        .containsEntry("wall_seconds", 3.0)
        .containsEntry("cpu_seconds", 1.5)
        .containsEntry("per_cpu_second", 8.0);
    assertThat(rate.json())
        .startsWith("{\"name\":\"speed\",\"value\":4.0,\"unit\":\"1/s\",\"conditions\":{\"");
  }

  @Test
  void refusesNone() {
    assertThatThrownBy(() -> new Repeats(List.of())).hasMessageContaining("at least 1");
  }
}

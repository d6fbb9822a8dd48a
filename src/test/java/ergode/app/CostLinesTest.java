package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.bench.CostEstimate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostLinesTest {
  private static CostEstimate estimate(double coreSeconds, boolean isLowerBound) {
    return new CostEstimate(coreSeconds, 123_456_789_012.0, 4_321, 3, 0.987, isLowerBound, true);
  }

  private static List<String> lines(CostEstimate estimate, int points, String master) {
    return CostLines.lines(estimate, points, "reference, as asked for", master);
  }

  @Test
  void coreHoursAreDividedAmongTheSlots() {
    List<String> lines = lines(estimate(8 * 3_600, false), 1, "local[4]");
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .startsWith("sample        4,321 trajectories in 0.99 s on one core of this machine (")
        .endsWith(", reference, as asked for)");
    assertThat(lines.get(1))
        .isEqualTo("on disk       about 120,000,000,000 bytes, from the sample");
    assertThat(lines.get(2))
        .isEqualTo(
            "cost          about 8.0 core-hours, from the sample; 2.0 h on 4 cores like it, and"
                + " as long as the disk needs");
  }

  @Test
  void aClusterKeepsItsNumberOfCoresToItself() {
    assertThat(lines(estimate(8 * 3_600, false), 1, "spark://host:7077").get(2))
        .isEqualTo("cost          about 8.0 core-hours, from the sample");
  }

  @Test
  void aSampleOfAFewPointsSaysSo() {
    assertThat(lines(estimate(1, false), 1_200, "local").get(0))
        .contains("4,321 trajectories of 3 of 1,200 points in 0.99 s");
  }

  @Test
  void whatTheSampleCannotTellIsSaid() {
    assertThat(lines(estimate(3_600, true), 1, "local"))
        .anySatisfy(line -> assertThat(line).contains("at least 1.0 core-hours"))
        .anySatisfy(line -> assertThat(line).contains("cut short after 200,000 steps"));
    CostEstimate cold = new CostEstimate(1, 1, 16, 1, 1, false, false);
    assertThat(lines(cold, 1, "local"))
        .anySatisfy(line -> assertThat(line).contains("before Java had compiled everything"));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0123, 0.012 s",
    "12.34, 12.3 s",
    "300, 5 min",
    "10000, 2.8 h",
    "1000000, 11.6 days"
  })
  void durationsAreReadable(double seconds, String text) {
    assertThat(CostLines.duration(seconds)).isEqualTo(text);
  }
}

package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PendulumSectionTest {
  /** Angles 1/3 n and -1/7 n at times n / 100. */
  private static SampleTrajectory ramp(int points) {
    double[] time = new double[points];
    double[] a = new double[points];
    double[] b = new double[points];
    for (int i = 0; i < points; i++) {
      time[i] = i / 100.0;
      a[i] = i / 3.0;
      b[i] = -i / 7.0;
    }
    return new SampleTrajectory("ramp", true, Series.of(time), Series.of(a), Series.of(b));
  }

  private static double[] numbers(String json, String key) {
    Matcher found = Pattern.compile("\"" + key + "\":\\[([^]]*)]").matcher(json);
    assertThat(found.find()).isTrue();
    return Arrays.stream(found.group(1).split(",", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  @ParameterizedTest
  @CsvSource({"2,2,0.01", "500,500,0.01", "501,251,0.02", "1000,500,0.02", "1001,334,0.03"})
  void embedsAtMostFiveHundredEvenlySpacedFrames(int points, int frames, String step) {
    String json = new PendulumSection("Motion", 1, 0.5, List.of(ramp(points))).json();
    double[] theta1 = numbers(json, "theta1");
    double[] theta2 = numbers(json, "theta2");
    int stride = (int) Math.round(100 * Double.parseDouble(step));
    assertThat(json).startsWith("{\"l1\":1,\"l2\":0.5,\"runs\":[{\"step\":" + step + ",");
    assertThat(theta1).hasSize(frames);
    assertThat(theta2).hasSize(frames);
    for (int i = 0; i < frames; i++) {
      assertThat(Math.abs(theta1[i] - i * stride / 3.0)).isLessThanOrEqualTo(0.5001e-4);
      assertThat(Math.abs(theta2[i] + i * stride / 7.0)).isLessThanOrEqualTo(0.5001e-4);
    }
  }

  @Test
  void refusesNoRunsThreeRunsAndWhatCannotBeDrawn() {
    SampleTrajectory run = ramp(3);
    assertThatThrownBy(() -> new PendulumSection("M", 1, 1, List.of()))
        .hasMessageContaining("got 0");
    assertThatThrownBy(() -> new PendulumSection("M", 1, 1, List.of(run, run, run)))
        .hasMessageContaining("got 3");
    assertThatThrownBy(() -> new PendulumSection("M", 0, 1, List.of(run)))
        .hasMessageContaining("got 0.0 and 1.0");
    SampleTrajectory broken =
        new SampleTrajectory(
            "sim_id 4", false, Series.of(0, 1), Series.of(0, Double.NaN), Series.of(0, 0));
    assertThatThrownBy(() -> new PendulumSection("M", 1, 1, List.of(broken)))
        .hasMessage("sim_id 4 has a value that is not finite");
  }
}

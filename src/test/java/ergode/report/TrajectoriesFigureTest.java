package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrajectoriesFigureTest {
  private static SampleTrajectory flat(String name, boolean chaotic, double a, double b) {
    return new SampleTrajectory(
        name, chaotic, Series.of(0, 1, 2), Series.of(a, a, a), Series.of(b, b, b));
  }

  @Test
  void drawsBothAnglesOfEachRun() {
    TrajectoriesFigure figure =
        new TrajectoriesFigure(List.of(flat("sim_id 3", false, 0.5, -0.5)), Math.PI);
    Pixels pixels = Pixels.of(figure);
    // theta1 above theta2: two horizontal lines, 420 px long, in the first panel.
    assertThat(pixels.count(Style.FIRST, 130, 150, 550, 285)).isGreaterThan(400);
    assertThat(pixels.count(Style.SECOND, 130, 285, 550, 420)).isGreaterThan(400);
    assertThat(pixels.count(Style.FIRST, 130, 285, 550, 420)).isZero();
  }

  @Test
  void survivesNothingAndConstantsAndLongNames() {
    assertThat(Pixels.of(new TrajectoriesFigure(List.of(), Math.PI)).count(Style.FAINT_INK))
        .isPositive();
    SampleTrajectory rest = flat("run ".repeat(50), true, 0, 0);
    assertThat(Pixels.of(new TrajectoriesFigure(List.of(rest), 1)).count(Style.SECOND))
        .isPositive();
  }

  @Test
  void notFiniteAnglesLeaveAGap() {
    SampleTrajectory broken =
        new SampleTrajectory(
            "sim_id 1",
            false,
            Series.of(0, 1, 2),
            Series.of(0, Double.NaN, Double.POSITIVE_INFINITY),
            Series.of(1, 1, 1));
    Pixels pixels = Pixels.of(new TrajectoriesFigure(List.of(broken), Math.PI));
    assertThat(pixels.count(Style.SECOND, 130, 150, 550, 420)).isGreaterThan(400);
  }

  @Test
  void refusesTooManyRunsPerLabelAndUnequalLengths() {
    List<SampleTrajectory> four = Collections.nCopies(4, flat("a", true, 0, 1));
    assertThatThrownBy(() -> new TrajectoriesFigure(four, Math.PI))
        .hasMessage("got 4 samples with chaotic = true, at most 3");
    assertThatThrownBy(
            () ->
                new SampleTrajectory(
                    "sim_id 9", false, Series.of(0, 1), Series.of(0, 1), Series.of(0)))
        .hasMessageContaining("sim_id 9")
        .hasMessageContaining("2 times, 2 theta1 and 1 theta2");
  }
}

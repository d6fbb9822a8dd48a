package ergode.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.ode.SaveAt;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlipTimeTest {
  private static final int RUNS = 30;
  private static final SaveAt SAVE_AT = new SaveAt(0, 2, 5); // every half second

  private static double flip(double[]... angles) {
    return FlipTime.of(angles, SAVE_AT);
  }

  private static double[] angles(double... values) {
    return values;
  }

  @Test
  void aLineBetweenSavePointsPassesPi() {
    // from 3 to 4, pi is passed after a part of pi - 3
    assertThat(flip(angles(0, 1, 3, 4, 5))).isCloseTo(1 + 0.5 * (Math.PI - 3), within(1e-15));
    assertThat(flip(angles(0, -1, -3, -4, -5))).isCloseTo(1 + 0.5 * (Math.PI - 3), within(1e-15));
    assertThat(flip(angles(0, 0, 0, 0, 2 * Math.PI))).isCloseTo(1.75, within(1e-15));
  }

  @Test
  void theEarliestOfAllAnglesCounts() {
    double[] second = angles(0, 0, 3, 3.5, 0);
    double[] first = angles(0, 0, 3.1, 4, 9);
    assertThat(flip(first, second)).isEqualTo(flip(second, first)).isEqualTo(flip(first));
    assertThat(flip(angles(0, 0, 0, 0, 4), second)).isEqualTo(flip(second));
  }

  @Test
  void onlyTheFirstPassageCounts() {
    assertThat(flip(angles(0, 4, 0, 4, 0))).isEqualTo(flip(angles(0, 4, 4, 4, 4)));
  }

  /** As {@code chaotic} does: pi itself is not beyond pi. */
  @Test
  void noAngleBeyondPiAtASavePointMeansNoFlip() {
    assertThat(flip(angles(0, Math.PI, -Math.PI, 3, 3))).isNaN();
    assertThat(flip(angles(0, 1, Double.NaN, Double.NaN, Double.NaN))).isNaN();
    assertThat(flip(angles(0, Math.nextUp(Math.PI), 0, 0, 0))).isCloseTo(0.5, within(1e-15));
  }

  @Test
  void aRunThatStartsBeyondPiHasFlippedAtOnce() {
    assertThat(flip(angles(3.2, 0, 0, 0, 0))).isEqualTo(0);
    assertThat(flip(angles(-7, -6, -5, -4, -3.2))).isEqualTo(0);
  }

  /** From one side to the other within one spacing, and to infinity. */
  @Test
  void awkwardJumpsStayBetweenTheirPoints() {
    assertThat(flip(angles(0, -3, 5, 0, 0))).isBetween(0.5, 1.0);
    assertThat(flip(angles(0, 0, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN))).isEqualTo(0.5);
  }

  /** The truth: the same runs saved a thousand times more densely. */
  @Test
  void itIsCloserToTheTruthThanTheSavePointIs() {
    Simulations accurate = new Simulations();
    accurate.method = "dop853";
    accurate.tolerance = 1e-10;
    accurate.halfWidth = 3;
    accurate.samples = RUNS;
    accurate.tmax = 3;
    accurate.points = 61;
    List<Solved> coarse = Solved.all(accurate.build());
    accurate.points = 60_001;
    List<Solved> fine = Solved.all(accurate.build());
    double spacing = 3.0 / 60;
    List<Double> errors =
        IntStream.range(0, RUNS)
            .filter(i -> !Double.isNaN(flipTime(coarse.get(i), 61)))
            .mapToDouble(i -> flipTime(coarse.get(i), 61) - flipTime(fine.get(i), 60_001))
            .mapToObj(Math::abs)
            .toList();
    assertThat(errors).hasSizeGreaterThan(5).allSatisfy(e -> assertThat(e).isLessThan(spacing));
    // the save point alone is off by half a spacing in the mean
    assertThat(errors.stream().mapToDouble(e -> e).average().orElseThrow())
        .isLessThan(spacing / 10);
  }

  private static double flipTime(Solved run, int points) {
    double[][] angles = {run.saved()[0], run.saved()[1]};
    return FlipTime.of(angles, new SaveAt(0, 3, points));
  }
}

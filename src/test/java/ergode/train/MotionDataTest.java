package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.ode.SaveAt;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MotionDataTest {

  /** States that are the numbers of their trajectory and save point. */
  private static TrajectoryData numbered(int trajectories, int points) {
    double[][][] states = new double[trajectories][2][points];
    long[] ids = new long[trajectories];
    for (int i = 0; i < trajectories; i++) {
      ids[i] = i;
      for (int k = 0; k < points; k++) {
        states[i][0][k] = i;
        states[i][1][k] = k;
      }
    }
    return new TrajectoryData(new SaveAt(0, 1, points), ids, states);
  }

  @ParameterizedTest
  @CsvSource({
    "1280, 1000, 2048",
    "1600, 1000, 2048",
    "767, 1000, 2048",
    "100, 1000, 24000",
    "966, 1000, 2048",
    "512, 1000, 512",
    "1000, 1000, 1000",
    "3000, 100, 512"
  })
  void everyPartOfThePlaneHasItsShare(int trajectories, int points, int wanted) {
    assertSpreadEvenly(trajectories, points, wanted);
    MotionData data = MotionData.of(numbered(trajectories, points), wanted, MotionTarget.ORACLE);
    int[] cells = new int[64];
    for (int j = 0; j < data.size(); j++) {
      int column = (int) (8 * data.states()[0][j] / trajectories);
      int row = (int) (8 * data.states()[1][j] / points);
      cells[8 * row + column]++;
    }
    double share = data.size() / 64.0;
    for (int n : cells) {
      assertThat((double) n).isBetween(share / 2, 2 * share);
    }
  }

  @Property(tries = 500)
  void anyNumbersAreSpreadEvenly(
      @ForAll @IntRange(min = 1, max = 40) int trajectories,
      @ForAll @IntRange(min = 2, max = 40) int points,
      @ForAll @IntRange(min = 1, max = 1700) int wanted) {
    assertSpreadEvenly(trajectories, points, wanted);
  }

  private static void assertSpreadEvenly(int trajectories, int points, int wanted) {
    MotionData data = MotionData.of(numbered(trajectories, points), wanted, MotionTarget.ORACLE);
    int taken = data.size();
    assertThat(taken).isEqualTo(Math.min(wanted, trajectories * points));
    assertThat(
            IntStream.range(0, taken)
                .mapToObj(j -> List.of(data.states()[0][j], data.states()[1][j])))
        .doesNotHaveDuplicates();
    assertEvenly(data.states()[0], trajectories);
    assertEvenly(data.states()[1], points);
    for (int i = 0; i < trajectories && taken >= trajectories; i++) {
      int trajectory = i;
      int[] times =
          IntStream.range(0, taken)
              .filter(j -> data.states()[0][j] == trajectory)
              .map(j -> (int) data.states()[1][j])
              .sorted()
              .toArray();
      double apart = (double) trajectories * points / taken;
      assertThat(times[0]).isLessThanOrEqualTo((int) apart);
      assertThat(points - times[times.length - 1]).isLessThanOrEqualTo((int) Math.ceil(apart));
      assertGaps(times, apart);
    }
  }

  /** All numbers below {@code count} as often, or else as many of them with equal gaps. */
  private static void assertEvenly(double[] taken, int count) {
    int[] times = new int[count];
    for (double number : taken) {
      times[(int) number]++;
    }
    int least = taken.length / count;
    int most = (taken.length + count - 1) / count;
    for (int n : times) {
      assertThat(n).isBetween(least, most);
    }
    if (taken.length < count) {
      int[] sorted = Arrays.stream(taken).mapToInt(x -> (int) x).sorted().toArray();
      // the first again, after the last
      int[] around = Arrays.copyOf(sorted, sorted.length + 1);
      around[sorted.length] = count + sorted[0];
      assertGaps(around, (double) count / taken.length);
    }
  }

  private static void assertGaps(int[] sorted, double apart) {
    for (int k = 1; k < sorted.length; k++) {
      assertThat(sorted[k] - sorted[k - 1]).isBetween((int) apart, (int) Math.ceil(apart));
    }
  }
}

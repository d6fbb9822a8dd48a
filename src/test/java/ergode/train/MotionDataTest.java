package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.ode.SaveAt;
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
    "1, 2, 2",
    "3, 4, 11",
    "3, 4, 12",
    "3, 4, 100",
    "15, 41, 64",
    "512, 1000, 512"
  })
  void noStateIsTakenTwiceAndTimesEquallyOften(int trajectories, int points, int wanted) {
    MotionData data = MotionData.of(numbered(trajectories, points), wanted, MotionTarget.ORACLE);
    assertThat(data.size()).isEqualTo(Math.min(wanted, trajectories * points));
    boolean[] seen = new boolean[trajectories * points];
    int[] atTime = new int[points];
    for (int j = 0; j < data.size(); j++) {
      int point = (int) data.states()[1][j];
      int trajectory = (int) data.states()[0][j];
      int place = trajectory * points + point;
      assertThat(seen[place]).as("state %d before", place).isFalse();
      seen[place] = true;
      atTime[point]++;
    }
    int least = data.size() / points;
    for (int count : atTime) {
      assertThat(count).isBetween(least, least + 1);
    }
  }
}

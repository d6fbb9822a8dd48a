package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.backend.Backend;
import ergode.backend.Evaluation;
import ergode.backend.ReferenceBackend;
import ergode.backend.simd.SimdBackend;
import ergode.network.Form;
import ergode.network.NeuralLagrangian;
import ergode.ode.SaveAt;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths of several calls of the kernel, against plain loops. */
class PathLossTest {
  private static final int POINTS = 300;
  private static final LossTerms BOTH = new LossTerms(true, MotionTarget.DATA);
  private static final NeuralLagrangian MODEL = Pendulums.model(Form.POTENTIAL_GL2, 5, 1);
  private static final LearningProblem PROBLEM = Pendulums.problem(MODEL);
  private static final double[] VALUES = PROBLEM.values(MODEL.network().initial(3, false));
  private static final double[][][] RECORDED = {random(4, 1), random(4, 2)};
  private static final double[][][] ACCELERATIONS = {random(2, 3), random(2, 4)};
  private static final double[][][] PREDICTED = {random(4, 5), random(4, 6)};

  private static double[][] random(int rows, long seed) {
    Random random = new Random(seed);
    return Stream.generate(() -> random.doubles(POINTS, -1, 1).toArray())
        .limit(rows)
        .toArray(double[][]::new);
  }

  private static PathLoss loss(Backend backend) {
    TrajectoryData data = new TrajectoryData(new SaveAt(0, 1, POINTS), new long[] {0, 1}, RECORDED);
    return new PathLoss(backend, PROBLEM, BOTH, data, ACCELERATIONS);
  }

  /** Adds the first points of a predicted path; gives their cotangents. */
  private static double[][] add(PathLoss loss, int trajectory, int points) {
    double[][] path =
        Stream.of(PREDICTED[trajectory]).map(double[]::clone).toArray(double[][]::new);
    loss.add(VALUES, trajectory, path, points);
    return path;
  }

  private static double[] sums(PathLoss loss) {
    double[] sums = new double[PROBLEM.trainedCount() + 2];
    loss.gradientTo(sums, 0);
    sums[sums.length - 2] = loss.trajectoryLoss();
    sums[sums.length - 1] = loss.motionLoss();
    return sums;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 127, 128, 129, POINTS})
  void lossesAndCotangentsAreThoseOfAPlainLoop(int points) {
    PathLoss loss = loss(new SimdBackend(4));
    double[][] path = add(loss, 1, points);
    double trajectory = 0;
    double motion = 0;
    for (int k = 0; k < points; k++) {
      double[] state = new double[4];
      for (int i = 0; i < 4; i++) {
        state[i] = RECORDED[1][i][k];
        double difference = PREDICTED[1][i][k] - state[i];
        trajectory += difference * difference;
        assertThat(path[i][k]).isEqualTo(2 * difference);
      }
      double[] rates = Evaluation.oneLane(PROBLEM.model(), state, PROBLEM.modelValues(VALUES));
      for (int i = 0; i < 2; i++) {
        motion += Math.pow(rates[2 + i] - ACCELERATIONS[1][i][k], 2);
      }
    }
    assertThat(loss.trajectoryLoss()).isCloseTo(trajectory, within(1e-13 * trajectory));
    assertThat(loss.motionLoss()).isCloseTo(motion, within(1e-11 * motion));
    for (int i = 0; i < 4; i++) {
      assertThat(Arrays.copyOfRange(path[i], points, POINTS))
          .containsExactly(Arrays.copyOfRange(PREDICTED[1][i], points, POINTS));
    }
  }

  static Stream<Backend> backends() {
    return Stream.of(new SimdBackend(2), new SimdBackend(8));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void backendsChangeNoBit(Backend backend) {
    PathLoss expected = loss(new ReferenceBackend());
    PathLoss actual = loss(backend);
    for (int trajectory = 0; trajectory < 2; trajectory++) {
      assertThat(add(actual, trajectory, POINTS)).isDeepEqualTo(add(expected, trajectory, POINTS));
    }
    assertThat(sums(actual)).containsExactly(sums(expected));
  }

  @Test
  void pathsAreAddedUntilTheyAreForgotten() {
    PathLoss loss = loss(new SimdBackend(4));
    add(loss, 0, POINTS);
    double[] first = sums(loss);
    add(loss, 1, POINTS);
    double[] both = sums(loss);
    loss.clear();
    add(loss, 1, POINTS);
    double[] second = sums(loss);
    double size = Vectors.norm(both);
    assertThat(second).isNotEqualTo(first);
    for (int i = 0; i < both.length; i++) {
      assertThat(both[i]).isCloseTo(first[i] + second[i], within(1e-13 * size));
    }
  }
}

package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.backend.Backend;
import ergode.backend.Backends;
import ergode.backend.ReferenceBackend;
import ergode.network.Form;
import ergode.network.NeuralLagrangian;
import ergode.ode.InitialValueProblem;
import ergode.ode.Methods;
import ergode.ode.SaveAt;
import ergode.ode.SolverSettings;
import ergode.ode.StepControl;
import ergode.ode.Tolerances;
import ergode.ode.VectorField;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrajectoryObjectiveTest {
  private static final Backend SIMD = Backends.select(Backends.Choice.SIMD).backend();
  private static final SaveAt SAVE_AT = new SaveAt(0, 1, 41);
  private static final LossTerms BOTH = new LossTerms(true, MotionTarget.ORACLE);
  private static final NeuralLagrangian MODEL = Pendulums.model(Form.POTENTIAL_GL2, 5, 2);
  private static final LearningProblem PROBLEM = Pendulums.problem(MODEL);
  private static final TrajectoryData DATA =
      Pendulums.trajectories(SIMD, settings(1e-9, 10_000), SAVE_AT, 33, 1);
  private static final double[] PARAMETERS = MODEL.network().initial(3, false);

  private static SolverSettings settings(double tolerance, long maxSteps) {
    return new SolverSettings(
        Methods.byName("tsit5").orElseThrow(),
        StepControl.Pid.integral(new Tolerances(tolerance, tolerance)),
        SAVE_AT.spacing(),
        maxSteps);
  }

  private static TrajectoryObjective objective(
      Backend backend, LossTerms terms, SolverSettings settings, TrajectoryData data, int threads) {
    return new TrajectoryObjective(backend, PROBLEM, terms, settings, data, threads);
  }

  private static int[] batch(int size) {
    return IntStream.range(0, size).map(i -> (7 * i + 2) % DATA.size()).toArray();
  }

  private static void assertSameBits(Evaluation actual, Evaluation expected) {
    assertThat(actual.gradient()).containsExactly(expected.gradient());
    assertThat(actual.trajectoryLoss()).isEqualTo(expected.trajectoryLoss());
    assertThat(actual.motionLoss()).isEqualTo(expected.motionLoss());
    assertThat(actual.loss()).isEqualTo(expected.loss());
    assertThat(actual.failed()).isEqualTo(expected.failed());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 8, 20, 32})
  void threadsAndBackendsChangeNoBit(int size) {
    SolverSettings settings = settings(1e-5, 1_000);
    Evaluation expected;
    try (TrajectoryObjective one = objective(SIMD, BOTH, settings, DATA, 1)) {
      expected = one.evaluate(PARAMETERS, batch(size), 41);
    }
    for (int threads = 2; threads <= 3; threads++) {
      try (TrajectoryObjective several = objective(SIMD, BOTH, settings, DATA, threads)) {
        assertSameBits(several.evaluate(PARAMETERS, batch(size), 41), expected);
      }
    }
    try (TrajectoryObjective other = objective(new ReferenceBackend(), BOTH, settings, DATA, 1)) {
      assertSameBits(other.evaluate(PARAMETERS, batch(size), 41), expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20})
  void theLossIsThatOfAPlainLoop(int size) {
    SolverSettings settings = settings(1e-6, 1_000);
    double[] values = PROBLEM.modelValues(PROBLEM.values(PARAMETERS));
    TrajectoryData chosen = DATA.select(batch(size));
    double[][][] predicted =
        Forecast.of(
                new ReferenceBackend(),
                new InitialValueProblem(VectorField.autonomous(PROBLEM.model()), values, null),
                settings,
                chosen,
                1)
            .states();
    double trajectory = 0;
    double motion = 0;
    for (int i = 0; i < size; i++) {
      double[][] truth = Pendulums.accelerations(predicted[i]);
      for (int k = 0; k < 41; k++) {
        double[] state = new double[4];
        for (int c = 0; c < 4; c++) {
          state[c] = predicted[i][c][k];
          trajectory += Math.pow(state[c] - chosen.states()[i][c][k], 2) / (size * 41 * 4);
        }
        double[] rates = ergode.backend.Evaluation.oneLane(PROBLEM.model(), state, values);
        for (int c = 0; c < 2; c++) {
          motion += Math.pow(rates[2 + c] - truth[c][k], 2) / (size * 41 * 4);
        }
      }
    }
    try (TrajectoryObjective objective = objective(SIMD, BOTH, settings, DATA, 2)) {
      Evaluation evaluation = objective.evaluate(PARAMETERS, batch(size), 41);
      assertThat(evaluation.trajectoryLoss()).isCloseTo(trajectory, within(1e-11 * trajectory));
      assertThat(evaluation.motionLoss()).isCloseTo(motion, within(1e-11 * motion));
      assertThat(evaluation.loss())
          .isEqualTo(evaluation.trajectoryLoss() + evaluation.motionLoss());
      assertThat(evaluation.failed()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"true, OFF", "true, DATA", "false, DATA", "true, ORACLE", "false, ORACLE"})
  void theGradientIsThatOfCentralDifferences(boolean trajectory, MotionTarget motion) {
    LossTerms terms = new LossTerms(trajectory, motion);
    Random random = new Random(4);
    try (TrajectoryObjective objective = objective(SIMD, terms, settings(1e-11, 10_000), DATA, 1)) {
      double[] gradient = objective.evaluate(PARAMETERS, batch(11), 21).gradient();
      for (int i = 0; i < 3; i++) {
        double[] direction = random.doubles(PARAMETERS.length, -1, 1).toArray();
        double step = 1e-4;
        double difference =
            (shifted(objective, direction, step) - shifted(objective, direction, -step))
                / (2 * step);
        assertThat(Vectors.dot(gradient, direction))
            .isCloseTo(difference, within(1e-5 * Vectors.norm(gradient)));
      }
    }
  }

  private static double shifted(TrajectoryObjective objective, double[] direction, double step) {
    double[] shifted = PARAMETERS.clone();
    Vectors.add(shifted, step, direction);
    return objective.evaluate(shifted, batch(11), 21).loss();
  }

  /** First, in the middle, or last of its batch. */
  @ParameterizedTest
  @ValueSource(doubles = {1e6, 0.5, 0})
  void aFailedTrajectoryCountsForNothingAndIsReported(double length) {
    double[] lengths = DATA.pathLengths(41);
    TrajectoryData data = withFastOnes(length * (lengths[3] + lengths[4]), 5);
    SolverSettings settings = settings(1e-5, 100);
    try (TrajectoryObjective objective = objective(SIMD, BOTH, settings, data, 1)) {
      Evaluation with = objective.evaluate(PARAMETERS, new int[] {3, 5, 4}, 41);
      Evaluation without = objective.evaluate(PARAMETERS, new int[] {3, 4}, 41);
      assertThat(with.failed()).isEqualTo(1);
      assertThat(without.failed()).isZero();
      assertThat(with.loss()).isEqualTo(without.loss());
      assertThat(with.gradient()).containsExactly(without.gradient());
    }
  }

  @Test
  void ifAllFailTheLossIsNoNumber() {
    TrajectoryData data = withFastOnes(0, 5, 6);
    try (TrajectoryObjective objective = objective(SIMD, BOTH, settings(1e-5, 100), data, 1)) {
      Evaluation evaluation = objective.evaluate(PARAMETERS, new int[] {5, 6}, 41);
      assertThat(evaluation.failed()).isEqualTo(2);
      assertThat(evaluation.loss()).isNaN();
      assertThat(evaluation.isFinite()).isFalse();
      // and the next batch is not spoilt
      assertThat(objective.evaluate(PARAMETERS, new int[] {3, 4}, 41).isFinite()).isTrue();
    }
  }

  /**
   * Trajectories that begin with thousands of turns a second, too fast for the solver's steps; with
   * recorded paths of a length that decides on their places.
   */
  private static TrajectoryData withFastOnes(double length, int... fast) {
    double[][][] states = DATA.states().clone();
    for (int i : fast) {
      states[i] = new double[4][41];
      states[i][0][40] = length;
      Arrays.fill(states[i][2], 1e4);
      Arrays.fill(states[i][3], -1e4);
    }
    return new TrajectoryData(SAVE_AT, DATA.ids(), states);
  }

  @Test
  void lengthsChangeBackAndForthAndAShorterOneIsAsIfThereWereNoMore() {
    SolverSettings settings = settings(1e-5, 1_000);
    try (TrajectoryObjective objective = objective(SIMD, BOTH, settings, DATA, 1);
        TrajectoryObjective shorter = objective(SIMD, BOTH, settings, first(17), 1)) {
      Evaluation whole = objective.evaluate(PARAMETERS, batch(20), 41);
      Evaluation part = objective.evaluate(PARAMETERS, batch(20), 17);
      assertSameBits(objective.evaluate(PARAMETERS, batch(20), 41), whole);
      assertSameBits(part, shorter.evaluate(PARAMETERS, batch(20), 17));
      assertThat(part.loss()).isNotEqualTo(whole.loss());
    }
  }

  private static TrajectoryData first(int points) {
    double[][][] states = new double[DATA.size()][4][];
    for (int i = 0; i < states.length; i++) {
      for (int c = 0; c < 4; c++) {
        states[i][c] = Arrays.copyOf(DATA.states()[i][c], points);
      }
    }
    return new TrajectoryData(DATA.first(points), DATA.ids(), states);
  }
}

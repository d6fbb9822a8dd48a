package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ergode.backend.Backend;
import ergode.backend.Backends;
import ergode.backend.ReferenceBackend;
import ergode.mechanics.Inversion;
import ergode.network.Activation;
import ergode.network.Architecture;
import ergode.network.Features;
import ergode.network.Form;
import ergode.network.NeuralLagrangian;
import ergode.ode.Methods;
import ergode.ode.SaveAt;
import ergode.ode.SolverSettings;
import ergode.ode.StepControl;
import ergode.ode.Tolerances;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearFitTest {
  private static final Backend SIMD = Backends.select(Backends.Choice.SIMD).backend();
  private static final NeuralLagrangian SKIP = model(Form.POTENTIAL_GL2, true);
  private static final NeuralLagrangian PLAIN = model(Form.POTENTIAL_GL2, false);
  private static final String LAST = "mlp.2.weight";

  private static NeuralLagrangian model(Form form, boolean skip) {
    return new Architecture(
            "double-pendulum",
            form,
            Features.FOURIER,
            12,
            2,
            Activation.TANH,
            false,
            skip,
            Inversion.SOLVE)
        .lagrangian();
  }

  private static LinearFit fit(
      NeuralLagrangian model, MotionTarget target, MotionData data, double[] parameters) {
    return LinearFit.of(
        SIMD, Pendulums.problem(model), model.linearTensors(), target, data, parameters, 1);
  }

  /** N = 2 cos q1 + cos q2, whatever the hidden layers are. */
  private static void assertExact(LinearFit fit, double tolerance) {
    double[] skip = SKIP.layout().copy(fit.parameters(), "mlp.skip");
    assertThat(skip).containsExactly(new double[] {2, 0, 1, 0}, within(tolerance));
    double[] last = SKIP.layout().copy(fit.parameters(), LAST);
    assertThat(last).containsExactly(new double[last.length], within(tolerance));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void thePotentialIsRecoveredToRoundingWithRandomHiddenLayers(long seed) {
    MotionData data = Pendulums.randomStates(1_000, seed);

    LinearFit fit = fit(SKIP, MotionTarget.ORACLE, data, SKIP.initial(seed));

    assertThat(fit.motionLoss()).isBetween(0.0, 1e-27);
    assertExact(fit, 1e-11);
    assertThat(fit.rank()).isEqualTo(16);
    assertThat(fit.columns()).isEqualTo(16);
  }

  @Test
  void aFitWithoutASkipIsWhereTheGradientOfTheMotionObjectiveVanishes() {
    MotionData data = Pendulums.randomStates(700, 4);
    double[] start = PLAIN.initial(5);

    LinearFit fit = fit(PLAIN, MotionTarget.ORACLE, data, start);

    try (MotionObjective objective =
        new MotionObjective(SIMD, Pendulums.problem(PLAIN), MotionTarget.ORACLE, data, 1)) {
      int[] all = IntStream.range(0, data.size()).toArray();
      Evaluation before = objective.evaluate(start, all, 1);
      Evaluation after = objective.evaluate(fit.parameters(), all, 1);
      assertThat(fit.motionLoss()).isCloseTo(after.loss(), within(1e-12 * after.loss()));
      assertThat(after.loss()).isLessThan(before.loss() / 10);
      assertThat(norm(PLAIN, after.gradient())).isLessThan(1e-9 * norm(PLAIN, before.gradient()));
    }
  }

  private static double norm(NeuralLagrangian model, double[] gradient) {
    return Vectors.norm(model.layout().copy(gradient, LAST));
  }

  @Test
  void threadsBackendsAndFormerValuesChangeNoBit() {
    MotionData data = Pendulums.randomStates(1_100, 6);
    double[] parameters = SKIP.initial(7);
    LinearFit expected = fit(SKIP, MotionTarget.ORACLE, data, parameters);
    double[] others = parameters.clone();
    Arrays.fill(others, SKIP.layout().offset(LAST), others.length, 0.25);
    double[] kept = others.clone();
    for (Backend backend : List.of(SIMD, new ReferenceBackend())) {
      for (int threads = 1; threads <= 3; threads++) {
        LinearFit fit =
            LinearFit.of(
                backend,
                Pendulums.problem(SKIP),
                SKIP.linearTensors(),
                MotionTarget.ORACLE,
                data,
                others,
                threads);
        assertThat(fit.parameters()).containsExactly(expected.parameters());
        assertThat(fit.motionLoss()).isEqualTo(expected.motionLoss());
      }
    }
    assertThat(others).containsExactly(kept);
    int hidden = SKIP.layout().offset(LAST);
    assertThat(Arrays.copyOf(expected.parameters(), hidden))
        .containsExactly(Arrays.copyOf(parameters, hidden));
  }

  @Test
  void columnsThatDependOnOthersAreLeftOut() {
    double[] parameters = SKIP.initial(8);
    // the last hidden unit is the one before it, and the first one is constant
    int weights = SKIP.layout().offset("mlp.1.weight");
    int biases = SKIP.layout().offset("mlp.1.bias");
    System.arraycopy(parameters, weights + 10 * 12, parameters, weights + 11 * 12, 12);
    parameters[biases + 11] = parameters[biases + 10];
    Arrays.fill(parameters, weights, weights + 12, 0);

    LinearFit fit = fit(SKIP, MotionTarget.ORACLE, Pendulums.randomStates(500, 9), parameters);

    assertThat(fit.rank()).isEqualTo(14);
    assertThat(fit.motionLoss()).isLessThan(1e-27);
    assertExact(fit, 1e-11);
    double[] last = SKIP.layout().copy(fit.parameters(), LAST);
    assertThat(last[0]).isZero();
    assertThat(last[11]).isZero();
  }

  @Test
  void fewerEquationsThanUnknownsAreMetExactly() {
    LinearFit fit =
        fit(PLAIN, MotionTarget.ORACLE, Pendulums.randomStates(3, 10), PLAIN.initial(11));

    assertThat(fit.rank()).isEqualTo(6);
    assertThat(fit.motionLoss()).isLessThan(1e-20);
  }

  @Test
  void givenAccelerationsAreATargetTooAndNeedNoTruth() {
    double[][] states = Pendulums.randomStates(400, 12).states();

    LinearFit fit =
        fit(
            SKIP,
            MotionTarget.DATA,
            new MotionData(states, Pendulums.accelerations(states)),
            SKIP.initial(13));

    assertThat(fit.motionLoss()).isLessThan(1e-26);
    assertExact(fit, 1e-10);
  }

  @Test
  void accelerationsFromTheRecordedVelocitiesGiveThePotential() {
    // the fastest of these pendulums need a spacing of 2.5 ms for accelerations to six digits
    SaveAt saveAt = new SaveAt(0, 4, 1_601);
    SolverSettings accurate =
        new SolverSettings(
            Methods.byName("dop853").orElseThrow(),
            StepControl.Pid.integral(new Tolerances(1e-12, 1e-12)),
            saveAt.spacing(),
            100_000);
    TrajectoryData recorded = Pendulums.trajectories(SIMD, accurate, saveAt, 40, 14);

    LinearFit fit =
        fit(
            SKIP,
            MotionTarget.DATA,
            MotionData.of(recorded, 1_000, MotionTarget.DATA),
            SKIP.initial(15));

    assertThat(fit.motionLoss()).isLessThan(1e-13);
    assertExact(fit, 1e-6);
  }

  @Test
  void aModelWithoutLinearTensorsIsRefused() {
    NeuralLagrangian free = model(Form.FREE, false);
    assertThatThrownBy(
            () -> fit(free, MotionTarget.ORACLE, Pendulums.randomStates(8, 1), free.initial(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("linearly on none of the tensors [mlp.0.weight, ");
  }

  @Test
  void anUnknownTensorIsRefused() {
    assertThatThrownBy(
            () ->
                LinearFit.of(
                    SIMD,
                    Pendulums.problem(PLAIN),
                    List.of("mlp.skip"),
                    MotionTarget.ORACLE,
                    Pendulums.randomStates(8, 1),
                    PLAIN.initial(1),
                    1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no tensor mlp.skip to fit, expected some of [mlp.0.weight, ");
  }
}

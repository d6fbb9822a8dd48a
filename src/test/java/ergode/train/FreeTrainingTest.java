package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.backend.ReferenceBackend;
import ergode.mechanics.Inversion;
import ergode.network.Activation;
import ergode.network.Architecture;
import ergode.network.Features;
import ergode.network.Form;
import ergode.network.NeuralLagrangian;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A Lagrangian without physics learns the double pendulum's accelerations. */
class FreeTrainingTest {
  private static final MotionData STATES = Pendulums.randomStates(256, 1);
  private static final int STEPS = 120;

  @ParameterizedTest
  @EnumSource
  void regressionLowersTheLossTenfold(Inversion inversion) {
    double[] losses = losses(model(inversion));

    assertThat(losses[0]).isCloseTo(meanSquareOfTheTrueAccelerations(), within(1e-9 * losses[0]));
    assertThat(losses[STEPS - 1]).isLessThan(losses[0] / 10);
  }

  @Test
  void isDeterministic() {
    NeuralLagrangian model = model(Inversion.SOLVE);
    assertThat(losses(model)).isEqualTo(losses(model));
  }

  private static NeuralLagrangian model(Inversion inversion) {
    return new Architecture(
            "double-pendulum",
            Form.FREE,
            Features.FOURIER,
            12,
            2,
            Activation.SOFTPLUS,
            false,
            false,
            inversion)
        .lagrangian();
  }

  /** The losses before each of the first steps of L-BFGS. */
  private static double[] losses(NeuralLagrangian model) {
    double[] parameters = model.initial(1);
    Lbfgs lbfgs = new Lbfgs(parameters.length);
    int[] all = IntStream.range(0, STATES.size()).toArray();
    try (MotionObjective objective =
        new MotionObjective(
            new ReferenceBackend(), Pendulums.problem(model), MotionTarget.ORACLE, STATES, 1)) {
      return IntStream.range(0, STEPS)
          .mapToDouble(i -> lbfgs.step(parameters, p -> objective.evaluate(p, all, 1), 1.0).loss())
          .toArray();
    }
  }

  /** The loss of a free particle: all four components count, two of them agree. */
  private static double meanSquareOfTheTrueAccelerations() {
    double sum = 0;
    for (double[] row : List.of(Pendulums.accelerations(STATES.states()))) {
      for (double a : row) {
        sum += a * a;
      }
    }
    return sum / (4 * STATES.size());
  }
}

package ergode.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.backend.Evaluation;
import ergode.mechanics.HipparchusOracle;
import ergode.mechanics.Inversion;
import java.util.Random;
import org.hipparchus.analysis.differentiation.DerivativeStructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the same network in another library's automatic differentiation. */
class FreeLagrangianTest {

  @ParameterizedTest
  @EnumSource
  void motionAndEnergyAreThoseOfHipparchus(Inversion inversion) {
    for (Features features : Features.values()) {
      NeuralLagrangian lagrangian = architecture(features, inversion).lagrangian();
      ParameterLayout layout = lagrangian.layout();
      Random random = new Random(1);
      for (int i = 0; i < 20; i++) {
        double[] flat = random.doubles(layout.size(), -1, 1).toArray();
        double[] state = random.doubles(4, -2, 2).toArray();
        double[] expected =
            HipparchusOracle.accelerations((q, v) -> value(layout, flat, features, q, v), state);
        double[] rates = Evaluation.oneLane(lagrangian.rhs(), state, flat);
        double size = Math.max(1, Math.hypot(expected[0], expected[1]));
        assertThat(rates)
            .containsExactly(
                new double[] {state[2], state[3], expected[0], expected[1]},
                // The mass matrix has no bound on its condition.
                within(1e-11 * size * size));
        double energy =
            HipparchusOracle.energy((q, v) -> value(layout, flat, features, q, v), state);
        assertThat(Evaluation.oneLane(lagrangian.energy(), state, flat)[0])
            .isCloseTo(energy, within(1e-13 * Math.max(1, Math.abs(energy))));
      }
    }
  }

  private static DerivativeStructure value(
      ParameterLayout layout,
      double[] flat,
      Features features,
      DerivativeStructure[] q,
      DerivativeStructure[] v) {
    DerivativeStructure[] x =
        features == Features.FOURIER
            ? new DerivativeStructure[] {q[0].cos(), q[0].sin(), q[1].cos(), q[1].sin(), v[0], v[1]}
            : new DerivativeStructure[] {q[0], q[1], v[0], v[1]};
    double[] inner = layout.copy(flat, "mlp.0.weight");
    double[] bias = layout.copy(flat, "mlp.0.bias");
    double[] outer = layout.copy(flat, "mlp.1.weight");
    DerivativeStructure sum = x[0].getField().getZero();
    for (int i = 0; i < bias.length; i++) {
      DerivativeStructure z = x[0].getField().getZero().add(bias[i]);
      for (int j = 0; j < x.length; j++) {
        z = z.add(x[j].multiply(inner[i * x.length + j]));
      }
      sum = sum.add(z.exp().add(1).log().multiply(outer[i]));
    }
    for (DerivativeStructure velocity : v) {
      sum = sum.add(velocity.multiply(velocity).multiply(0.5));
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource
  void startsAsAFreeParticle(Inversion inversion) {
    NeuralLagrangian lagrangian = architecture(Features.FOURIER, inversion).lagrangian();
    double[] state = {0.3, -0.2, 3, -4};
    double[] start = lagrangian.initial(1);
    assertThat(Evaluation.oneLane(lagrangian.rhs(), state, start)).containsExactly(3, -4, 0, 0);
    assertThat(Evaluation.oneLane(lagrangian.energy(), state, start)).containsExactly(12.5);
  }

  @Test
  void hasNeitherConstantsNorAPotential() {
    NeuralLagrangian lagrangian = architecture(Features.FOURIER, Inversion.SOLVE).lagrangian();
    assertThat(lagrangian.constants()).isEmpty();
    assertThat(lagrangian.potential()).isEmpty();
    assertThat(lagrangian.network().inputs()).isEqualTo(6);
    assertThat(lagrangian.parameterNames()).isEqualTo(lagrangian.layout().names());
  }

  private static Architecture architecture(Features features, Inversion inversion) {
    return new Architecture(
        "double-pendulum", Form.FREE, features, 6, 1, Activation.SOFTPLUS, false, false, inversion);
  }
}

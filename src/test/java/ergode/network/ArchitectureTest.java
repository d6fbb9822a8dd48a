package ergode.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ergode.mechanics.Inversion;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void whatDoesNotFitTogetherIsRefused() {
    refused(
        "two-body",
        Form.FREE,
        Inversion.SOLVE,
        "a model of the system two-body: expected one of [");
    refused(
        "two-body",
        Form.POTENTIAL_GL,
        Inversion.SOLVE,
        "a model of the form potential-gl of the system two-body: expected the system"
            + " double-pendulum, or the form free");
    refused(
        "double-pendulum",
        Form.POTENTIAL_GL2,
        Inversion.PSEUDO_INVERSE,
        "a model of the form potential-gl2 with the inversion pseudo-inverse: expected solve, or"
            + " the form free");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> architecture("double-pendulum", Form.FREE, Inversion.SOLVE, 0))
        .withMessage("network with width = 0: expected 1 to 4096");
  }

  /** The bias is in the layout, though nothing of the motion depends on it. */
  @Test
  void aFinalBiasIsAParameterOfTheMotion() {
    NeuralLagrangian lagrangian =
        new Architecture(
                "double-pendulum",
                Form.POTENTIAL_GL,
                Features.COORDINATES,
                3,
                1,
                Activation.SWISH,
                true,
                true,
                Inversion.SOLVE)
            .lagrangian();
    assertThat(lagrangian.layout().names()).contains("mlp.1.bias", "mlp.skip");
    assertThat(lagrangian.rhs().parameters())
        .extracting(Object::toString)
        .isEqualTo(lagrangian.parameterNames());
    assertThat(lagrangian.network().inputs()).isEqualTo(2);
  }

  private static void refused(String system, Form form, Inversion inversion, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> architecture(system, form, inversion, 8))
        .withMessageStartingWith(message);
  }

  private static Architecture architecture(
      String system, Form form, Inversion inversion, int width) {
    return new Architecture(
        system, form, Features.FOURIER, width, 1, Activation.TANH, false, false, inversion);
  }
}

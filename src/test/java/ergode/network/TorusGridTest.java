package ergode.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ergode.backend.ReferenceBackend;
import ergode.mechanics.DoublePendulum;
import ergode.mechanics.Inversion;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TorusGridTest {
  private static final Architecture LINEAR =
      new Architecture(
          "double-pendulum",
          Form.POTENTIAL_GL,
          Features.FOURIER,
          2,
          1,
          Activation.TANH,
          false,
          true,
          Inversion.SOLVE);

  /** The exact potential lies in the skip's span. */
  @Test
  void valuesAreThoseOfTheDoublePendulum() {
    ParameterLayout layout = LINEAR.lagrangian().layout();
    double[] flat = new double[layout.size()];
    flat[layout.offset("mlp.skip")] = 2;
    flat[layout.offset("mlp.skip") + 2] = 1;
    Map<String, Double> constants = Map.of("g", 3.7, "l", 0.4);
    Model model = new Model(LINEAR, constants, flat);
    double[][] values =
        new TorusGrid(10)
            .values(
                model.lagrangian().potential().orElseThrow(),
                model.kernelParameters(constants),
                new ReferenceBackend());
    assertThat(values).hasDimensions(10, 10);
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < 10; j++) {
        double theta1 = -Math.PI + (i + 0.5) * Math.PI / 5;
        double theta2 = -Math.PI + (j + 0.5) * Math.PI / 5;
        assertThat(values[i][j])
            .isCloseTo(-3.7 * 0.4 * (2 * Math.cos(theta1) + Math.cos(theta2)), within(1e-14));
      }
    }
  }

  @Test
  void otherFunctionsAreRefused() {
    DoublePendulum system = new DoublePendulum();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new TorusGrid(3)
                    .values(
                        system.equationsOfMotion().energy(system.parameterNames()),
                        new double[5],
                        new ReferenceBackend()))
        .withMessageContaining("a function of [theta1, theta2, omega1, omega2] with the values")
        .withMessageContaining("expected two scalars and one value");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TorusGrid(0))
        .withMessage("a grid of 0 cells an angle: expected 1 to 10000");
  }
}

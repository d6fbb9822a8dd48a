package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.InvalidInputException;
import ergode.data.SystemConfig;
import ergode.network.Form;
import ergode.network.NeuralLagrangian;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LearningProblemTest {
  private static NeuralLagrangian model(Form form) {
    return Pendulums.model(form, 4, 1);
  }

  private static SystemConfig system(double m2, double l2) {
    return new SystemConfig(
        "double-pendulum", Map.of("m1", 1.5, "m2", m2, "l1", 0.5, "l2", l2, "g", 3.7));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0.5, 'system.m2 = 2.0: expected 1.5, as system.m1 is'",
    "1.5, 0.7, 'system.l2 = 0.7: expected 0.5, as system.l1 is'"
  })
  void unequalPendulumsAreRefusedWithBothValues(double m2, double l2, String message) {
    assertThatThrownBy(() -> LearningProblem.of(model(Form.POTENTIAL_GL2), system(m2, l2)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @EnumSource
  void aModelOfAnotherSystemIsRefusedWithBothNames(Form form) {
    NeuralLagrangian other = new OtherSystem(model(form), "kepler").neural();
    assertThatThrownBy(() -> LearningProblem.of(other, system(1.5, 0.5)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("model.system = kepler: expected double-pendulum, the system of the data set");
  }

  @Test
  void aFreeLagrangianTakesAnyMasses() {
    LearningProblem problem = LearningProblem.of(model(Form.FREE), system(2, 0.7));
    assertThat(problem.truthValues()).contains(2, 0.7);
  }

  @Test
  void constantsComeFirstAndModelAndTruthTakeTheirs() {
    NeuralLagrangian model = model(Form.POTENTIAL_GL2);
    LearningProblem problem = LearningProblem.of(model, system(1.5, 0.5));
    double[] trained = model.network().initial(1, false);

    double[] values = problem.modelValues(problem.values(trained));

    assertThat(values).startsWith(3.7, 0.5).endsWith(trained).hasSize(2 + trained.length);
    assertThat(problem.truthValues()).containsExactly(system(1.5, 0.5).parameters());
    assertThat(problem.trainedNames()).isEqualTo(model.layout().names());
  }

  @Test
  void parametersOfAnotherModelAreRefused() {
    LearningProblem problem = LearningProblem.of(model(Form.POTENTIAL_GL2), system(1.5, 0.5));
    assertThatThrownBy(() -> problem.values(new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("got 3 parameters to be trained, expected 24");
  }
}

package ergode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ergode.data.InvalidInputException;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdamTest {
  private static final AdamSettings DEFAULT = AdamSettings.DEFAULT;

  private static Function<double[], Evaluation> gradient(double... gradient) {
    return parameters -> new Evaluation(1.0, 1.0, 0.0, gradient, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"adam", "adam, clipped", "adamw", "adamw, all else"})
  void takesTheStepsOfOptax(String name) throws IOException {
    Optax optax = Optax.read();
    Optax.Case expected = optax.cases().get(name);
    double[] parameters = Optax.array(optax.start());
    Adam adam = new Adam(expected.settings(), parameters.length);
    assertThat(expected.path()).hasSize(20);
    for (int step = 0; step < 20; step++) {
      double[] gradient = Optax.array(optax.gradients().get(step));
      adam.step(parameters, gradient(gradient), expected.rate());
      double[] path = Optax.array(expected.path().get(step));
      for (int i = 0; i < path.length; i++) {
        assertThat(parameters[i])
            .as("parameter %d after step %d", i, step)
            .isCloseTo(path[i], within(1e-14));
      }
    }
  }

  @Test
  void goldenGradientsAreOnBothSidesOfTheClip() throws IOException {
    long longer =
        Optax.read().gradients().stream()
            .filter(gradient -> Vectors.norm(Optax.array(gradient)) > 1.0)
            .count();
    assertThat(longer).isBetween(5L, 15L);
  }

  @Test
  void theFirstStepIsTheRateWhateverTheGradient() {
    double[] parameters = {0.0, 0.0};
    new Adam(DEFAULT, 2).step(parameters, gradient(3e6, -2e-2), 0.25);
    assertThat(parameters[0]).isCloseTo(-0.25, within(1e-6));
    assertThat(parameters[1]).isCloseTo(0.25, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"NaN, 1", "1, NaN", "1, Infinity", "Infinity, 1", "1, 1e200"})
  void aStepThatIsNotFiniteChangesNothing(double loss, double slope) {
    Adam disturbed = new Adam(DEFAULT, 2);
    Adam undisturbed = new Adam(DEFAULT, 2);
    double[] first = {1.0, 2.0};
    double[] second = {1.0, 2.0};
    for (int step = 0; step < 3; step++) {
      Evaluation returned =
          disturbed.step(
              first, p -> new Evaluation(loss, 0.0, 0.0, new double[] {0.5, slope}, 1), 0.1);
      assertThat(returned.isFinite()).isFalse();
      assertThat(first).isEqualTo(second);
      disturbed.step(first, gradient(1.0, step), 0.1);
      undisturbed.step(second, gradient(1.0, step), 0.1);
      assertThat(first).isEqualTo(second);
    }
  }

  @Test
  void goesOnFromItsState() {
    double[] parameters = {1.0, -1.0};
    Adam adam = new Adam(DEFAULT, 2);
    Function<double[], Evaluation> bowl = p -> gradient(p[0], 100 * p[1]).apply(p);
    adam.step(parameters, bowl, 0.1);
    Adam other = new Adam(DEFAULT, 2);
    other.restore(adam.state());
    double[] copy = parameters.clone();
    for (int step = 0; step < 5; step++) {
      adam.step(parameters, bowl, 0.1);
      other.step(copy, bowl, 0.1);
    }
    assertThat(copy).isEqualTo(parameters);
  }

  @Test
  void refusesTheStateOfAnotherMethodOrSize() {
    Adam adam = new Adam(DEFAULT, 3);
    assertThatThrownBy(() -> adam.restore(Map.of("other", new double[3])))
        .hasMessage("the state has no tensor adam.mean, but [other]");
    assertThatThrownBy(() -> adam.restore(new Adam(DEFAULT, 2).state()))
        .hasMessage("the tensor adam.mean of the state has 2 numbers, not 3");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.9, 1e-8, 0, 1, train.beta1 = 1.0",
    "0.9, -0.1, 1e-8, 0, 1, train.beta2 = -0.1",
    "0.9, 0.9, 0, 0, 1, train.epsilon = 0.0",
    "0.9, 0.9, 1e-8, -1, 1, train.weight-decay = -1.0",
    "0.9, 0.9, 1e-8, 0, NaN, train.clip = NaN"
  })
  void namesTheSettingThatCannotBe(
      double beta1, double beta2, double epsilon, double decay, double clip, String named) {
    assertThatThrownBy(() -> new AdamSettings(beta1, beta2, epsilon, decay, clip))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(named + ": expected a");
  }
}

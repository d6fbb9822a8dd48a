package ergode.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LogisticTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void sigmoidAsExactAsDocumented() {
    Golden.check("sigmoid", Logistic::sigmoid, 1.50);
  }

  @Test
  void softplusAsExactAsDocumented() {
    Golden.check("softplus", Logistic::softplus, 1.78);
  }

  @Test
  void softplusOfModerateArgumentsMatchesStrictMath() {
    Arguments.uniform(-30.0, 30.0)
        .forEach(
            x -> {
              double expected = Math.max(x, 0.0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
              Ulps.assertWithin(3, Logistic.softplus(x), expected, "softplus %a", x);
            });
  }

  @Test
  void sigmoidMatchesTheHyperbolicTangent() {
    Arguments.uniform(0.0, 40.0)
        .forEach(
            x ->
                assertThat(Logistic.sigmoid(x))
                    .isCloseTo(0.5 + 0.5 * StrictMath.tanh(0.5 * x), within(3 * Math.ulp(0.5))));
  }

  @Test
  void farToTheLeftBothAreTheExponential() {
    Arguments.uniform(-745.0, -40.0)
        .forEach(
            x -> {
              Ulps.assertWithin(1, Logistic.sigmoid(x), StrictMath.exp(x), "sigmoid %a", x);
              Ulps.assertWithin(1, Logistic.softplus(x), StrictMath.exp(x), "softplus %a", x);
            });
  }

  @Test
  void farToTheRightTheyAreOneAndTheArgument() {
    assertThat(Logistic.sigmoid(40.0)).isEqualTo(1.0);
    assertThat(Logistic.softplus(40.0)).isEqualTo(40.0);
    assertThat(Logistic.softplus(Double.MAX_VALUE)).isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void specialValues() {
    assertThat(Logistic.sigmoid(0.0)).isEqualTo(0.5);
    assertThat(Logistic.sigmoid(-0.0)).isEqualTo(0.5);
    assertThat(Logistic.sigmoid(INFINITY)).isEqualTo(1.0);
    assertThat(Logistic.sigmoid(-INFINITY)).isEqualTo(0.0);
    assertThat(Logistic.sigmoid(Double.NaN)).isNaN();
    assertThat(Logistic.softplus(0.0)).isEqualTo(StrictMath.log(2.0));
    assertThat(Logistic.softplus(INFINITY)).isEqualTo(INFINITY);
    assertThat(Logistic.softplus(-INFINITY)).isEqualTo(0.0);
    assertThat(Logistic.softplus(Double.NaN)).isNaN();
  }

  @Test
  void bothRiseBeyondTheirRoundingError() {
    rises(Logistic::sigmoid);
    rises(Logistic::softplus);
  }

  private static void rises(DoubleUnaryOperator function) {
    double[] x = Arguments.uniform(-40.0, 40.0).sorted().toArray();
    for (int i = 1; i < x.length; i++) {
      double before = function.applyAsDouble(x[i - 1]);
      assertThat(function.applyAsDouble(x[i]))
          .isGreaterThanOrEqualTo(before - 3 * Math.ulp(before));
    }
  }
}

package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableauTest {
  private static final double ROUNDING = 1e-12;

  static List<Tableau> methods() {
    return Methods.all();
  }

  @Test
  void methodsAreListedByOrder() {
    assertThat(Methods.names())
        .containsExactly("euler", "heun", "midpoint", "bosh3", "rk4", "dopri5", "tsit5", "dop853");
    assertThat(Methods.all()).extracting(Tableau::order).isSorted();
    assertThat(Methods.byName("Tsit5")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void rowsSumToTheNodes(Tableau method) {
    double[][] rows = OrderConditionsTest.fullMatrix(method);
    int s = method.stages();
    for (int i = 0; i < rows.length; i++) {
      double[] extraNodes = method.interpolant().extraNodes();
      double node = i < s ? method.c()[i] : i == s ? 1 : extraNodes[i - s - 1];
      assertThat(Arrays.stream(rows[i]).sum()).as("row %d", i).isCloseTo(node, within(ROUNDING));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void errorWeightsSumToZero(Tableau method) {
    for (double[] row : method.error()) {
      assertThat(Arrays.stream(row).sum()).isCloseTo(0, within(ROUNDING));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void interpolantMeetsTheEndOfTheStep(Tableau method) {
    double[] atEnd = OrderConditionsTest.weightsAt(method.interpolant(), 1);
    assertThat(atEnd).containsExactly(Arrays.copyOf(method.b(), atEnd.length), within(ROUNDING));
  }

  /** The derivative of the interpolant is k_1 at the start and k_(s+1) at the end. */
  @ParameterizedTest
  @MethodSource("methods")
  void interpolantsBeyondTheLinearAreSmooth(Tableau method) {
    double[][] weights = method.interpolant().weights();
    for (int i = 0; weights[0].length > 1 && i < weights.length; i++) {
      double slope = 0;
      for (int power = 1; power <= weights[i].length; power++) {
        slope += power * weights[i][power - 1];
      }
      assertThat(weights[i][0]).as("at 0").isCloseTo(i == 0 ? 1 : 0, within(ROUNDING));
      assertThat(slope).as("at 1").isCloseTo(i == method.stages() ? 1 : 0, within(ROUNDING));
    }
  }

  @Test
  void inconsistentTablesAreRefused() {
    double[] b = {0.5, 0.5};
    double[] c = {0, 1};
    double[][] a = {{}, {1}};
    Interpolant hermite = Interpolant.hermite(2, b);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tableau("x", 2, new double[][] {{}}, b, a, c, hermite))
        .withMessage("x has 2 weights, 1 rows and 2 nodes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tableau("x", 2, new double[][] {{}, {1, 0}}, b, a, c, hermite))
        .withMessage("x: row 1 has 2 entries");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tableau("x", 2, a, b, new double[][] {{0.5, -0.5}}, c, hermite))
        .withMessage("x: the error estimate has 2 weights, expected 3");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Tableau("x", 2, a, b, new double[0][], c, Interpolant.linear(new double[] {1})))
        .withMessage("x: the interpolant has 2 weights, expected 3");
  }

  @Test
  void inconsistentInterpolantsAreRefused() {
    double[][] weights = {{1}, {0}, {0}, {0}};
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Interpolant(1, weights, new double[][] {{1, 0, 0}}, new double[] {0.1, 0.2}))
        .withMessage("1 extra stages at 2 nodes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Interpolant.of(1, new double[][] {{1, 2}, {0}}))
        .withMessage("interpolation weights of degrees 2 and 1");
    Interpolant shortRow = new Interpolant(1, weights, new double[][] {{1, 0}}, new double[] {0.1});
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Tableau(
                    "x",
                    2,
                    new double[][] {{}, {1}},
                    new double[] {0.5, 0.5},
                    new double[0][],
                    new double[] {0, 1},
                    shortRow))
        .withMessage("x: extra stage 0 has 2 entries, expected 3");
  }
}

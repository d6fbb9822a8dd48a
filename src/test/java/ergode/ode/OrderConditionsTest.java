package ergode.ode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Butcher's order conditions: every coefficient enters, no differential equation is solved. */
class OrderConditionsTest {

  /** Rounding of the coefficients, the largest of which is about 500. */
  private static final double ROUNDING = 1e-10;

  /** Orders of the embedded solutions behind the rows of the error estimate. */
  private static final Map<String, List<Integer>> EMBEDDED =
      Map.of(
          "heun", List.of(1),
          "midpoint", List.of(1),
          "bosh3", List.of(2),
          "dopri5", List.of(4),
          "tsit5", List.of(4),
          "dop853", List.of(5, 3));

  static List<Tableau> methods() {
    return Methods.all();
  }

  @Test
  void treesAreCountedAsInTheLiterature() {
    assertThat(IntStream.rangeClosed(1, 9).map(n -> RootedTree.ofOrder(n).size()))
        .containsExactly(1, 1, 2, 4, 9, 20, 48, 115, 286);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void solutionHasTheOrderItClaims(Tableau method) {
    assertExactOrder(method, method.b(), 1, method.order());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void errorEstimatesVanishUpToTheEmbeddedOrder(Tableau method) {
    List<Integer> orders = EMBEDDED.getOrDefault(method.name(), List.of());
    assertThat(method.error()).hasNumberOfRows(orders.size());
    for (int row = 0; row < orders.size(); row++) {
      double[] weights = method.error()[row];
      for (int order = 1; order <= orders.get(row); order++) {
        for (RootedTree tree : RootedTree.ofOrder(order)) {
          assertThat(value(method, weights, tree)).as("%s", tree).isLessThan(ROUNDING);
        }
      }
      assertThat(RootedTree.ofOrder(orders.get(row) + 1))
          .anyMatch(tree -> value(method, weights, tree) > 1e-5);
    }
  }

  private static double value(Tableau method, double[] weights, RootedTree tree) {
    return Math.abs(RootedTree.dot(weights, tree.stageValues(fullMatrix(method))));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void interpolantHasTheOrderItClaimsEverywhere(Tableau method) {
    Interpolant interpolant = method.interpolant();
    for (double theta : new double[] {0.03, 0.35, 0.5, 0.77, 1.3}) {
      assertExactOrder(method, weightsAt(interpolant, theta), theta, interpolant.order());
    }
  }

  /** Weights of the value at {@code theta} satisfy all conditions up to an order, and no more. */
  private static void assertExactOrder(Tableau method, double[] weights, double theta, int order) {
    double[][] a = fullMatrix(method);
    for (int n = 1; n <= order; n++) {
      for (RootedTree tree : RootedTree.ofOrder(n)) {
        assertThat(defect(tree, a, weights, theta)).as("%s", tree).isLessThan(ROUNDING);
      }
    }
    assertThat(RootedTree.ofOrder(order + 1))
        .as("conditions of order %d", order + 1)
        .anyMatch(tree -> defect(tree, a, weights, theta) > 1e-4 * Math.pow(theta, order + 1));
  }

  private static double defect(RootedTree tree, double[][] a, double[] weights, double theta) {
    double sum = tree.density() * RootedTree.dot(weights, tree.stageValues(a));
    return Math.abs(sum - Math.pow(theta, tree.order()));
  }

  static double[] weightsAt(Interpolant interpolant, double theta) {
    double[] weights = new double[interpolant.weights().length];
    for (int i = 0; i < weights.length; i++) {
      double power = 1;
      for (double coefficient : interpolant.weights()[i]) {
        power *= theta;
        weights[i] += coefficient * power;
      }
    }
    return weights;
  }

  /** Rows of all stages: those of the step, the derivative at its end, the extra ones. */
  static double[][] fullMatrix(Tableau method) {
    double[][] extra = method.interpolant().extraStages();
    int s = method.stages();
    double[][] rows = new double[s + 1 + extra.length][];
    System.arraycopy(method.a(), 0, rows, 0, s);
    rows[s] = method.b();
    System.arraycopy(extra, 0, rows, s + 1, extra.length);
    return rows;
  }
}

package ergode.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.backend.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Simplified and unsimplified expressions have the same value. */
class SimplificationTest {
  /** Up to here sums and products of integers are exact in any order. */
  private static final double EXACT = 0x1p50;

  private static final List<Elementwise> INTEGER_OPS =
      List.of(
          Elementwise.NEG,
          Elementwise.ADD,
          Elementwise.SUB,
          Elementwise.MUL,
          Elementwise.ABS,
          Elementwise.MIN,
          Elementwise.MAX,
          Elementwise.IF_LESS);

  private static final List<Elementwise> REAL_OPS =
      List.of(
          Elementwise.NEG,
          Elementwise.ADD,
          Elementwise.SUB,
          Elementwise.MUL,
          Elementwise.DIV,
          Elementwise.EXP,
          Elementwise.SIN,
          Elementwise.COS,
          Elementwise.TANH,
          Elementwise.SIGMOID,
          Elementwise.SOFTPLUS,
          Elementwise.ABS,
          Elementwise.MIN,
          Elementwise.MAX);

  @Provide
  Arbitrary<Tree> integerTrees() {
    return Trees.trees(Arbitraries.of(-2.0, -1.0, 0.0, 1.0, 2.0, 3.0), INTEGER_OPS, 0, 1, 2, 3);
  }

  @Provide
  Arbitrary<Tree> realTrees() {
    return Trees.trees(
        Arbitraries.of(-1.0, 0.0, 1.0, 2.0, 0.3, -1.7), REAL_OPS, -2, -1, 0.5, 1, 1.5, 2, 3, 4);
  }

  @Provide
  Arbitrary<Map<String, double[]>> integerPoints() {
    return Trees.points(Arbitraries.integers().between(-3, 3).map(Integer::doubleValue));
  }

  @Provide
  Arbitrary<Map<String, double[]>> realPoints() {
    return Trees.points(Arbitraries.doubles().between(-2, 2));
  }

  /** All intermediate results are exact, so every bit is compared (but the sign of zero). */
  @Property(tries = 4000, seed = "42")
  void integersAgreeExactly(
      @ForAll("integerTrees") Tree tree, @ForAll("integerPoints") Map<String, double[]> point) {
    List<Tree.Rounded> expected = tree.value(point);
    Assume.that(expected.stream().allMatch(x -> x.error() <= EXACT * Tree.UNIT));
    double[] actual = simplified(tree, point);
    assertThat(actual).hasSize(expected.size());
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i] == expected.get(i).value())
          .as("component %d of %s: %s, %s", i, tree, actual[i], expected.get(i).value())
          .isTrue();
    }
  }

  @Property(tries = 4000, seed = "42")
  void realsAgreeToRounding(
      @ForAll("realTrees") Tree tree, @ForAll("realPoints") Map<String, double[]> point) {
    List<Tree.Rounded> expected = tree.value(point);
    Assume.that(expected.stream().allMatch(x -> x.error() < 1e-9));
    double[] actual = simplified(tree, point);
    assertThat(actual).hasSize(expected.size());
    for (int i = 0; i < actual.length; i++) {
      // both values carry the error
      assertThat(actual[i])
          .as("component %d of %s", i, tree)
          .isCloseTo(expected.get(i).value(), within(2 * expected.get(i).error()));
    }
  }

  private static double[] simplified(Tree tree, Map<String, double[]> point) {
    GraphBuilder graph = new GraphBuilder();
    List<Expr> inputs = new ArrayList<>();
    List<Expr> parameters = new ArrayList<>();
    List<Double> inputValues = new ArrayList<>();
    List<Double> parameterValues = new ArrayList<>();
    for (Tree.Variable variable : Trees.VARIABLES) {
      (variable.shared() ? parameters : inputs).add(variable.build(graph));
      for (double value : point.get(variable.name())) {
        (variable.shared() ? parameterValues : inputValues).add(value);
      }
    }
    return Evaluation.oneLane(
        new Graph(inputs, parameters, List.of(tree.build(graph))),
        inputValues.stream().mapToDouble(Double::doubleValue).toArray(),
        parameterValues.stream().mapToDouble(Double::doubleValue).toArray());
  }
}

package ergode.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.backend.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values of every row of the table. */
class ElementwiseTest {

  @ParameterizedTest
  @EnumSource
  void valuesAreThoseOfTheJdk(Elementwise op) {
    GraphBuilder graph = new GraphBuilder();
    List<Expr> x = new ArrayList<>();
    for (int i = 0; i < op.arity(); i++) {
      x.add(graph.input("x" + i));
    }
    Graph closed = new Graph(x, List.of(), List.of(graph.elementwise(op, x.toArray(Expr[]::new))));
    Random random = new Random(1);
    for (int trial = 0; trial < 100; trial++) {
      double low = op == Elementwise.SQRT || op == Elementwise.LOG ? 0.1 : -4;
      double[] values = random.doubles(op.arity(), low, 4).toArray();
      double expected = jdk(op, values);
      double actual = Evaluation.oneLane(closed, values)[0];
      assertThat(actual).isCloseTo(expected, within(4 * Math.ulp(Math.max(1, Math.abs(expected)))));
    }
  }

  private static double jdk(Elementwise op, double... x) {
    double a = x[0];
    return switch (op) {
      case NEG -> -a;
      case SQRT -> Math.sqrt(a);
      case EXP -> Math.exp(a);
      case LOG -> Math.log(a);
      case SIN -> Math.sin(a);
      case COS -> Math.cos(a);
      case TANH -> Math.tanh(a);
      case SIGMOID -> 1 / (1 + Math.exp(-a));
      case SOFTPLUS -> Math.log1p(Math.exp(a));
      case ABS -> Math.abs(a);
      case ADD -> a + x[1];
      case SUB -> a - x[1];
      case MUL -> a * x[1];
      case DIV -> a / x[1];
      case MIN -> Math.min(a, x[1]);
      case MAX -> Math.max(a, x[1]);
      case FMA -> a * x[1] + x[2];
      case IF_LESS -> a < x[1] ? x[2] : x[3];
    };
  }

  @Test
  void aComparisonWithNaNChoosesTheLast() {
    assertThat(Elementwise.IF_LESS.evaluate(Double.NaN, 1, 2, 3)).isEqualTo(3);
    assertThat(Elementwise.IF_LESS.evaluate(1, Double.NaN, 2, 3)).isEqualTo(3);
    assertThat(Elementwise.IF_LESS.evaluate(1, 1, 2, 3)).isEqualTo(3);
  }

  @Test
  void theSmallerOrLargerOfNaNIsNaN() {
    for (Elementwise op : List.of(Elementwise.MIN, Elementwise.MAX)) {
      assertThat(op.evaluate(Double.NaN, 1, 0, 0)).isNaN();
      assertThat(op.evaluate(1, Double.NaN, 0, 0)).isNaN();
    }
  }
}

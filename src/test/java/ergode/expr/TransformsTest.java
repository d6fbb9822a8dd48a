package ergode.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may be asked of {@code jvp} and {@code vjp}: which nodes, how often, of what size. */
class TransformsTest {
  private final GraphBuilder graph = new GraphBuilder();
  private final Expr x = graph.input("x");
  private final Expr z = graph.input("z");
  private final Expr v = graph.input("v", 2);
  private final Expr one = graph.constant(1);
  private final Expr zero = graph.constant(0);

  @Test
  void derivativesByWhatDoesNotOccurVanish() {
    assertThat(Derivatives.gradient(x.sin(), List.of(z, v)))
        .containsExactly(zero, graph.constant(0, 2));
    assertThat(Derivatives.jvp(List.of(x.sin(), v), Map.of(z, one)))
        .containsExactly(zero, graph.constant(0, 2));
  }

  @Test
  void anyNodeMayBeTheVariable() {
    Expr square = x.square();
    Expr y = square.sin();
    assertThat(Derivatives.gradient(y, List.of(square))).containsExactly(square.cos());
    assertThat(Derivatives.jvp(List.of(y), Map.of(square, one))).containsExactly(square.cos());
  }

  @Test
  void aVariableIsALeafEvenIfItDependsOnAnother() {
    Expr square = x.square();
    Expr y = square.sin().plus(x);
    assertThat(Derivatives.gradient(y, List.of(square, x))).containsExactly(square.cos(), one);
    assertThat(Derivatives.jvp(List.of(y), Map.of(square, z, x, one)))
        .containsExactly(square.cos().times(z).plus(one));
  }

  @Test
  void anOutputMayBeTheVariableItself() {
    assertThat(Derivatives.vjp(List.of(x), List.of(z), List.of(x))).containsExactly(z);
    assertThat(Derivatives.jvp(List.of(x), Map.of(x, z))).containsExactly(z);
  }

  @Test
  void cotangentsOfARepeatedOutputAddUp() {
    assertThat(Derivatives.vjp(List.of(x, x), List.of(z, one), List.of(x)))
        .containsExactly(z.plus(one));
  }

  @Test
  void aVectorIsNoScalarToTakeTheGradientOf() {
    fails(() -> Derivatives.gradient(v, List.of(x)), "v has 2 components but its derivative 1");
  }

  @Test
  void tangentsAndCotangentsMustFit() {
    fails(
        () -> Derivatives.jvp(List.of(v), Map.of(v, one)),
        "v has 2 components but its derivative 1");
    fails(
        () -> Derivatives.vjp(List.of(x), List.of(v), List.of(x)),
        "x has 1 components but its derivative 2");
    fails(
        () -> Derivatives.vjp(List.of(x, z), List.of(one), List.of(x)),
        "2 outputs but 1 cotangents");
  }

  private static void fails(Runnable code, String message) {
    assertThatIllegalArgumentException().isThrownBy(code::run).withMessage(message);
  }
}

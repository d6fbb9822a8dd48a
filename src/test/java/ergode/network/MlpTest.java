package ergode.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ergode.backend.Evaluation;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against loops over JDK functions. */
class MlpTest {
  private static final Mlp SMALL = new Mlp(3, 2, 5, 2, Activation.TANH, true, true);

  @Test
  void tensorsHaveOneOrder() {
    assertThat(SMALL.layout().tensors())
        .containsExactly(
            new Tensor("mlp.0.weight", List.of(5, 3)),
            new Tensor("mlp.0.bias", List.of(5)),
            new Tensor("mlp.1.weight", List.of(5, 5)),
            new Tensor("mlp.1.bias", List.of(5)),
            new Tensor("mlp.2.weight", List.of(2, 5)),
            new Tensor("mlp.2.bias", List.of(2)),
            new Tensor("mlp.skip", List.of(2, 3)));
    assertThat(SMALL.lastWeight()).isEqualTo("mlp.2.weight");
    assertThat(new Mlp(4, 1, 32, 1, Activation.TANH, false, false).layout().names())
        .containsExactly("mlp.0.weight", "mlp.0.bias", "mlp.1.weight");
  }

  @ParameterizedTest
  @EnumSource
  void valuesAreThoseOfLoops(Activation activation) {
    Mlp mlp = new Mlp(3, 2, 5, 2, activation, true, true);
    ParameterLayout layout = mlp.layout();
    Random random = new Random(1);
    double[] flat = random.doubles(layout.size(), -1, 1).toArray();
    double[] x = random.doubles(3, -2, 2).toArray();

    double[] h = x;
    for (int layer = 0; layer < 3; layer++) {
      double[] weight = layout.copy(flat, "mlp." + layer + ".weight");
      double[] bias = layout.copy(flat, "mlp." + layer + ".bias");
      h = affine(weight, h, bias);
      if (layer < 2) {
        h = Arrays.stream(h).map(function(activation)).toArray();
      }
    }
    double[] expected = affine(layout.copy(flat, "mlp.skip"), x, h);
    assertThat(Evaluation.oneLane(graph(mlp), x, flat)).containsExactly(expected, within(1e-14));
  }

  private static double[] affine(double[] weight, double[] x, double[] bias) {
    double[] y = bias.clone();
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < x.length; j++) {
        y[i] += weight[i * x.length + j] * x[j];
      }
    }
    return y;
  }

  private static DoubleUnaryOperator function(Activation activation) {
    return switch (activation) {
      case TANH -> Math::tanh;
      case SWISH -> x -> x / (1 + Math.exp(-x));
      case GELU ->
          x -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
      case SOFTPLUS -> x -> Math.log1p(Math.exp(x));
    };
  }

  /** From the error function; the distance is that which the documentation states. */
  @Test
  void geluApproximatesTheGaussianOne() {
    GraphBuilder graph = new GraphBuilder();
    Expr x = graph.input("x");
    Graph gelu = new Graph(List.of(x), List.of(), List.of(Activation.GELU.apply(x)));
    double largest = 0;
    for (int i = -600; i <= 600; i++) {
      double at = i / 100.0;
      double exact = at * 0.5 * Erf.erfc(-at / Math.sqrt(2));
      largest = Math.max(largest, Math.abs(Evaluation.oneLane(gelu, new double[] {at})[0] - exact));
    }
    assertThat(largest).isBetween(4e-4, 4.8e-4);
  }

  @Test
  void initialParametersAreUniformWithinTheirBounds() {
    Mlp mlp = new Mlp(4, 1, 64, 2, Activation.TANH, false, true);
    ParameterLayout layout = mlp.layout();
    double[] flat = mlp.initial(7, false);
    for (Tensor tensor : layout.tensors()) {
      double[] values = layout.copy(flat, tensor.name());
      if (tensor.name().equals("mlp.skip")) {
        assertThat(values).containsOnly(0);
        continue;
      }
      double bound = tensor.name().startsWith("mlp.0") ? 0.5 : 0.125;
      int n = values.length;
      double mean = Arrays.stream(values).sum() / n;
      double square = Arrays.stream(values).map(v -> v * v).sum() / n;
      assertThat(Arrays.stream(values).map(Math::abs).max().orElseThrow())
          .as(tensor.name())
          .isBetween(bound * (1 - 6.0 / n), bound);
      assertThat(mean).as(tensor.name()).isCloseTo(0, within(4 * bound / Math.sqrt(3 * n)));
      assertThat(square / (bound * bound))
          .as(tensor.name())
          .isCloseTo(1.0 / 3, within(4 * Math.sqrt(4 / 45.0 / n)));
      assertThat(values).as(tensor.name()).doesNotHaveDuplicates();
    }
  }

  @Test
  void initialParametersFollowFromTheSeed() {
    Mlp mlp = new Mlp(4, 1, 8, 2, Activation.TANH, true, false);
    Mlp wider = new Mlp(4, 1, 9, 2, Activation.TANH, true, false);
    assertThat(mlp.initial(1, false)).isEqualTo(mlp.initial(1, false));
    assertThat(mlp.initial(1, false)).isNotEqualTo(mlp.initial(2, false));
    assertThat(Arrays.copyOf(wider.initial(1, false), 32))
        .isEqualTo(Arrays.copyOf(mlp.initial(1, false), 32));
    double[] flat = mlp.initial(1, false);
    double[] zeroed = mlp.initial(1, true);
    int last = mlp.layout().offset("mlp.2.weight");
    Arrays.fill(flat, last, last + 8, 0);
    assertThat(zeroed).isEqualTo(flat);
    assertThat(mlp.layout().copy(zeroed, "mlp.2.bias")).doesNotContain(0);
  }

  @Test
  void sizesOutOfRangeAreNamed() {
    refused(0, 3, "network with width = 0: expected 1 to 4096");
    refused(4097, 3, "network with width = 4097: expected 1 to 4096");
    refused(32, 0, "network with depth = 0: expected 1 to 64");
    refused(32, 65, "network with depth = 65: expected 1 to 64");
  }

  private static void refused(int width, int depth, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mlp(4, 1, width, depth, Activation.TANH, false, false))
        .withMessage(message);
  }

  @Test
  void anArgumentOfAnotherSizeIsRefused() {
    Expr x = new GraphBuilder().input("x", 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.apply(x))
        .withMessage("a network of 3 inputs applied to 4 components");
  }

  private static Graph graph(Mlp mlp) {
    GraphBuilder graph = new GraphBuilder();
    Expr x = graph.input("x", mlp.inputs());
    Expr y = mlp.apply(x);
    return new Graph(
        List.of(x), mlp.layout().names().stream().map(graph::parameterNamed).toList(), List.of(y));
  }
}

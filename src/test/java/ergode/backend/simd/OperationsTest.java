package ergode.backend.simd;

import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import ergode.expr.OpCase;
import ergode.expr.OpCases;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation gives the bits of the reference backend, in blocks of awkward sizes too. */
class OperationsTest {
  private static final int MOST_LANES = 207;
  private static final int[] LANES = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33, 64, MOST_LANES};

  /** Narrow vectors see some of the pairs of special values, those of 512 bits all. */
  private static final int FEW = 9;

  static Stream<OpCase> all() {
    return Stream.concat(OpCases.alone(), OpCases.all());
  }

  /** As an output, which is repeated in every lane if it is shared, or summed over lanes. */
  private static Graph graph(OpCase op, boolean asTotal) {
    GraphBuilder graph = new GraphBuilder();
    List<Expr> x = new ArrayList<>();
    for (OpCase.Argument argument : op.arguments()) {
      String name = "x" + x.size();
      int size = argument.size();
      x.add(argument.shared() ? graph.parameter(name, size) : graph.input(name, size));
    }
    Expr y = op.expression().apply(x);
    return new Graph(
        x.stream().filter(leaf -> !leaf.isShared()).toList(),
        x.stream().filter(Expr::isShared).toList(),
        List.of(asTotal ? y.graph().constant(1) : y),
        asTotal ? List.of(y.laneSum()) : List.of());
  }

  @ParameterizedTest
  @MethodSource("all")
  void agreesInBlocksOfAnySize(OpCase op) {
    SplittableRandom random = new SplittableRandom(20261124);
    BothBackends both = new BothBackends(graph(op, false), BothBackends.WIDTHS);
    double least = op.positive() ? 0.1 : -3;
    double[] parameters = random.doubles(both.parameterCount(), least, 3).toArray();
    double[][] inputs = new double[both.inputRows()][];
    for (int row = 0; row < inputs.length; row++) {
      inputs[row] = random.doubles(MOST_LANES, least, 3).toArray();
    }
    for (int lanes : LANES) {
      both.agree(inputs, parameters, lanes);
    }
    new BothBackends(graph(op, true), 8).agree(inputs, parameters, MOST_LANES);
  }

  @ParameterizedTest
  @MethodSource("all")
  void agreesAtSpecialValues(OpCase op) {
    Graph graph = graph(op, false);
    BothBackends wide = new BothBackends(graph, 8);
    BothBackends narrow = new BothBackends(graph, 1, 2, 4);
    for (int stride = 0; stride < BothBackends.strides(); stride++) {
      wide.agreeAtSpecialValues(stride);
      if (stride % FEW == 1) {
        narrow.agreeAtSpecialValues(stride);
      }
    }
  }

  /** From those that the fast reduction takes to those that only the exact one can. */
  @Test
  void agreesAtAnglesOfAnySize() {
    GraphBuilder graph = new GraphBuilder();
    Expr x = graph.input("x");
    Graph both = new Graph(List.of(x), List.of(), List.of(x.sin(), x.cos(), x.sin().plus(x.cos())));
    SplittableRandom random = new SplittableRandom(7);
    for (double[] range : new double[][] {{-1e5, 1e5}, {9e4, 4e5}, {-1e7, 1e7}, {-1e22, 1e22}}) {
      double[] angles = random.doubles(4000, range[0], range[1]).toArray();
      new BothBackends(both, BothBackends.WIDTHS)
          .agree(new double[][] {angles}, new double[0], angles.length);
    }
  }
}

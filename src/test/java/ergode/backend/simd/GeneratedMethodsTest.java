package ergode.backend.simd;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import ergode.expr.OpCase;
import ergode.expr.OpCases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However large the graph, no generated method is too large for the just-in-time compilers. */
class GeneratedMethodsTest {
  private static final int LANES = 17;

  /** Graphs that are large in one respect each. */
  enum Large {
    /** Thousands of operations, whose values are needed soon or much later. */
    LONG {
      @Override
      Graph graph(GraphBuilder graph) {
        Expr x = graph.input("x", 4);
        Expr p = graph.parameter("p", 4);
        SplittableRandom random = new SplittableRandom(1);
        List<Expr> values = new ArrayList<>(List.of(p.at(0), x.at(0), x.at(1), x.at(2), x.at(3)));
        for (int i = 0; i < 2000; i++) {
          Expr any = values.get(random.nextInt(values.size()));
          Expr recent = values.get(values.size() - 1 - random.nextInt(5));
          values.add(
              switch (i % 6) {
                case 0 -> any.sin();
                case 1 -> any.times(recent);
                case 2 -> any.plus(recent);
                case 3 -> recent.tanh();
                case 4 -> any.minus(recent).cos();
                default -> recent.fma(any, p.at(i % 4));
              });
        }
        return new Graph(List.of(x), List.of(p), values.subList(1900, values.size()));
      }
    },

    /** Many loads and stores, and hardly any arithmetic. */
    WIDE {
      @Override
      Graph graph(GraphBuilder graph) {
        Expr x = graph.input("x", 400);
        Expr y = graph.input("y", 400);
        Expr z = graph.input("z", 400);
        Expr w = graph.input("w", 400);
        return new Graph(List.of(x, y, z, w), List.of(), List.of(x.plus(y), x.ifLess(y, z, w)));
      }
    },

    /** Sums whose terms are all outputs as well. */
    RUNNING_SUMS {
      @Override
      Graph graph(GraphBuilder graph) {
        Expr x = graph.input("x", 500);
        List<Expr> sums = new ArrayList<>(List.of(x.at(0)));
        for (int i = 1; i < x.size(); i++) {
          sums.add(sums.get(i - 1).plus(x.at(i)));
        }
        return new Graph(List.of(x), List.of(), sums);
      }
    },

    /** No loads to speak of, but two constants for every operation, whose value is an output. */
    CONSTANTS {
      @Override
      Graph graph(GraphBuilder graph) {
        Expr x = graph.input("x");
        List<Expr> values = new ArrayList<>(List.of(x));
        for (int i = 1; i < 600; i++) {
          Expr factor = graph.constant(1 / (1.0 + i));
          values.add(values.get(i - 1).fma(factor, graph.constant(-1.0 / i)));
        }
        return new Graph(List.of(x), List.of(), values);
      }
    },

    /** Values that all lanes share, many of them outputs. */
    SHARED {
      @Override
      Graph graph(GraphBuilder graph) {
        Expr x = graph.input("x");
        Expr p = graph.parameter("p", 4);
        List<Expr> outputs = new ArrayList<>();
        Expr value = p.at(0);
        for (int i = 0; i < 1500; i++) {
          value = value.times(p.at(i % 4)).plus(p.at((i + 1) % 4)).sin();
          outputs.add(value);
        }
        outputs.add(value.times(x));
        return new Graph(List.of(x), List.of(p), outputs);
      }
    },

    /** A layer of a network: thousands of shared weights. */
    NETWORK {
      @Override
      Graph graph(GraphBuilder graph) {
        Expr x = graph.input("x", 48);
        Expr first = graph.parameter("first", 48 * 48);
        Expr second = graph.parameter("second", 2 * 48);
        Expr hidden = first.matVec(48, 48, x).tanh();
        return new Graph(List.of(x), List.of(first, second), List.of(second.matVec(2, 48, hidden)));
      }
    };

    abstract Graph graph(GraphBuilder graph);
  }

  @ParameterizedTest
  @EnumSource
  void largeGraphsAreCutAndStillRight(Large large) {
    Graph graph = large.graph(new GraphBuilder());
    Map<String, Integer> lengths = GeneratedMethods.lengths(graph, 8);
    assertThat(lengths).hasSizeGreaterThan(8);
    assertThat(lengths.values()).allMatch(length -> length <= GeneratedMethods.LONGEST_COMPILED);

    BothBackends both = new BothBackends(graph, 8);
    SplittableRandom random = new SplittableRandom(3);
    double[][] inputs = new double[both.inputRows()][];
    for (int row = 0; row < inputs.length; row++) {
      inputs[row] = random.doubles(LANES, -2, 2).toArray();
    }
    both.agree(inputs, random.doubles(both.parameterCount(), -1, 1).toArray(), LANES);
  }

  /** A loop has at least one operation, so none may be too long by itself. */
  @Test
  void noSingleOperationIsTooLong() {
    OpCases.alone()
        .forEach(
            op ->
                assertThat(GeneratedMethods.lengths(graph(op), 8).values())
                    .as(op.name())
                    .isNotEmpty()
                    .allMatch(length -> length <= GeneratedMethods.LONGEST_COMPILED / 2));
  }

  private static Graph graph(OpCase op) {
    GraphBuilder graph = new GraphBuilder();
    List<Expr> x = new ArrayList<>();
    for (OpCase.Argument argument : op.arguments()) {
      x.add(graph.input("x" + x.size(), argument.size()));
    }
    return new Graph(x, List.of(), List.of(op.expression().apply(x)));
  }

  /** What these tests rest on: a return is one byte, as is adding two ints. */
  @Test
  void lengthsAreReadFromTheClassFile() {
    String members =
        """
        public void shared(double[] p, double[] s) {}
        public void lanes(double[][] i, double[] s, double[][] t, double[][] o, int n) {}
        final long wide = 5L;
        int sum(int a, int b) { return a + b; }
        """;
    Map<String, Integer> lengths =
        GeneratedMethods.lengths(
            SimdBackend.compiled(members, SimdKernel.class)
                .getBytecodes()
                .values()
                .iterator()
                .next());
    assertThat(lengths)
        .containsEntry("shared", 1)
        .containsEntry("lanes", 1)
        .containsEntry("sum", 4)
        .containsKey("<init>");
  }
}

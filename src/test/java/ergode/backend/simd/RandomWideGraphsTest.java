package ergode.backend.simd;

import ergode.expr.Contraction;
import ergode.expr.Derivatives;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random graphs of vectors, and their gradients by parameters, give the reference's bits. */
class RandomWideGraphsTest {
  private static final int[] SIZES = {1, 3, 9, 20};

  @Provide
  Arbitrary<Integer> widths() {
    return Arbitraries.of(2, 4, 8, 8, 8);
  }

  @Property(tries = 150, seed = "20261124")
  void agree(@ForAll long seed, @ForAll("widths") int width, @ForAll boolean contracted) {
    SplittableRandom random = new SplittableRandom(seed);
    Graph graph = graph(random);
    BothBackends both = new BothBackends(contracted ? Contraction.of(graph) : graph, width);
    int lanes = 1 + random.nextInt(40);
    double[][] inputs = new double[both.inputRows()][];
    for (int row = 0; row < inputs.length; row++) {
      inputs[row] = random.doubles(lanes, -1, 1).toArray();
    }
    double[] parameters = random.doubles(both.parameterCount(), -1, 1).toArray();
    both.agree(inputs, parameters, lanes, 8 * (1 + random.nextInt(3)));
  }

  private static Graph graph(SplittableRandom random) {
    GraphBuilder graph = new GraphBuilder();
    List<Expr> values = new ArrayList<>();
    List<Expr> vectors = new ArrayList<>();
    List<Expr> matrices = new ArrayList<>();
    for (int n : SIZES) {
      values.add(graph.input("x" + n, n));
      vectors.add(graph.parameter("p" + n, n));
      for (int m : SIZES) {
        matrices.add(graph.parameter("w" + n + "_" + m, n * m));
      }
    }
    values.addAll(vectors);
    List<Expr> inputs = List.copyOf(values.subList(0, SIZES.length));
    for (int i = 0; i < 25; i++) {
      values.add(next(graph, values, matrices, random));
    }
    List<Expr> outputs = values.subList(values.size() - 3, values.size());
    List<Expr> cotangents =
        IntStream.range(0, 3).mapToObj(i -> graph.input("c" + i, outputs.get(i).size())).toList();
    List<Expr> allInputs = new ArrayList<>(inputs);
    allInputs.addAll(cotangents);
    return new Graph(
        allInputs,
        IntStream.range(0, vectors.size() + matrices.size())
            .mapToObj(i -> i < vectors.size() ? vectors.get(i) : matrices.get(i - vectors.size()))
            .toList(),
        outputs,
        Derivatives.vjp(outputs, cotangents, matrices));
  }

  /** An operation on any earlier values, whose results stay small. */
  private static Expr next(
      GraphBuilder graph, List<Expr> values, List<Expr> matrices, SplittableRandom random) {
    Expr a = values.get(random.nextInt(values.size()));
    Expr b = fitted(values.get(random.nextInt(values.size())), a.size());
    return switch (random.nextInt(12)) {
      case 0 -> a.plus(b).tanh();
      case 1 -> a.times(b);
      case 2 -> a.minus(b).sin();
      case 3 -> a.cos().over(b.square().plus(graph.constant(1)));
      case 4 -> a.ifLess(b, b, a.negate());
      case 5 -> fitted(graph.concat(List.of(b, a)), SIZES[random.nextInt(SIZES.length)]);
      case 6 -> a.sum().tanh();
      case 7 -> a.fma(b, a).sigmoid();
      case 8 -> fitted(a, SIZES[random.nextInt(SIZES.length)]);
      default -> {
        int to = random.nextInt(SIZES.length);
        int from = index(a.size());
        int rows = SIZES[to];
        yield random.nextBoolean()
            ? matrices.get(to * SIZES.length + from).matVec(rows, a.size(), a).tanh()
            : matrices.get(from * SIZES.length + to).transposedMatVec(a.size(), rows, a).sin();
      }
    };
  }

  private static int index(int size) {
    return IntStream.range(0, SIZES.length).filter(i -> SIZES[i] == size).findFirst().orElseThrow();
  }

  /** Cut off, or repeated, to a size. */
  private static Expr fitted(Expr x, int size) {
    if (x.size() == 1) {
      return x.broadcast(size);
    }
    List<Expr> copies = new ArrayList<>();
    for (int n = 0; n < size; n += x.size()) {
      copies.add(x);
    }
    Expr repeated = x.graph().concat(copies);
    return repeated.slice(repeated.size() - size, size);
  }
}

package ergode.expr;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random expressions of scalars and vectors, of inputs and of parameters, and random points. */
public final class Trees {

  /** The leaves. */
  static final List<Tree.Variable> VARIABLES =
      List.of(
          new Tree.Variable("a", 1, false),
          new Tree.Variable("v", Tree.SIZE, false),
          new Tree.Variable("p", 1, true),
          new Tree.Variable("w", Tree.SIZE, true));

  private Trees() {}

  /** Graphs of all operations on components, with any constants. */
  public static Arbitrary<Graph> graphs(Arbitrary<Double> numbers) {
    return trees(numbers, List.of(Elementwise.values()), -3, -2, -1.5, 0.5, 0.7, 2, 3, 4, 6)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(Trees::graph);
  }

  private static Graph graph(List<Tree> trees) {
    GraphBuilder graph = new GraphBuilder();
    List<Expr> leaves = VARIABLES.stream().map(variable -> variable.build(graph)).toList();
    return new Graph(
        leaves.stream().filter(leaf -> !leaf.isShared()).toList(),
        leaves.stream().filter(Expr::isShared).toList(),
        trees.stream().map(tree -> tree.build(graph)).toList());
  }

  static Arbitrary<Tree> trees(
      Arbitrary<Double> numbers, List<Elementwise> ops, double... exponents) {
    Arbitrary<Tree> leaves =
        Arbitraries.oneOf(numbers.map(Tree.Literal::new), Arbitraries.of(VARIABLES));
    return Arbitraries.recursive(
        () -> leaves,
        smaller -> compound(Arbitraries.oneOf(smaller, leaves), ops, exponents),
        1,
        5);
  }

  private static Arbitrary<Tree> compound(
      Arbitrary<Tree> tree, List<Elementwise> ops, double... exponents) {
    Arbitrary<Tree> elementwise =
        Arbitraries.of(ops)
            .flatMap(op -> tree.list().ofSize(op.arity()).map(args -> new Tree.Apply(op, args)));
    Arbitrary<Tree> power =
        Combinators.combine(Arbitraries.integers().between(0, exponents.length - 1), tree)
            .as((i, base) -> new Tree.Raised(exponents[i], base));
    Arbitrary<Tree> component =
        Combinators.combine(Arbitraries.integers().between(0, 2), tree).as(Tree.Component::new);
    return Arbitraries.frequencyOf(
        Tuple.of(12, elementwise),
        Tuple.of(1, power),
        Tuple.of(1, component),
        Tuple.of(1, tree.map(Tree.Sum::new)),
        Tuple.of(1, tree.list().ofSize(Tree.SIZE).map(Tree.Triple::new)));
  }

  /** Components of all leaves by name. */
  static Arbitrary<Map<String, double[]>> points(Arbitrary<Double> values) {
    return values
        .list()
        .ofSize(2 + 2 * Tree.SIZE)
        .map(
            list -> {
              Map<String, double[]> point = new TreeMap<>();
              int next = 0;
              for (Tree.Variable variable : VARIABLES) {
                double[] components = new double[variable.size()];
                for (int i = 0; i < components.length; i++) {
                  components[i] = list.get(next++);
                }
                point.put(variable.name(), components);
              }
              return point;
            });
  }
}

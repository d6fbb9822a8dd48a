package ergode.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphBuilderTest {
  private final GraphBuilder graph = new GraphBuilder();
  private final Expr x = graph.input("x");
  private final Expr v = graph.input("v", 2);
  private final Expr u = graph.input("u", 3);
  private final Expr w = graph.parameter("w", 6);

  @Test
  void equalExpressionsAreOneNode() {
    assertThat(graph.input("x")).isSameAs(x);
    assertThat(graph.parameter("w", 6)).isSameAs(w);
    assertThat(graph.constant(1.5)).isSameAs(graph.constant(1.5));
    assertThat(x.sin().exp()).isSameAs(x.sin().exp());
    assertThat(x.pow(2.5)).isSameAs(x.pow(2.5)).isNotSameAs(x.pow(3.5));
    assertThat(u.slice(1, 2)).isSameAs(u.slice(1, 2)).isNotSameAs(u.slice(0, 2));
    assertThat(w.matVec(2, 3, u)).isSameAs(w.matVec(2, 3, u));
    assertThat(graph.concat(List.of(x, v))).isSameAs(graph.concat(List.of(x, v)));
    assertThat(graph.solve(graph.input("M", 9), u)).isSameAs(graph.solve(graph.input("M", 9), u));
  }

  @Test
  void argumentsHaveSmallerNumbersThanWhatUsesThem() {
    Expr y = graph.solve(graph.input("M", 4), v.sin().plus(x).over(v)).dot(v).pow(1.5);
    List<Expr> nodes = Derivatives.topological(List.of(y));
    assertThat(nodes).extracting(Expr::id).doesNotHaveDuplicates();
    for (Expr node : nodes) {
      assertThat(node.args()).allSatisfy(arg -> assertThat(arg.id()).isLessThan(node.id()));
    }
  }

  @Test
  void theSameCodeGivesTheSameGraph() {
    assertThat(OpCases.all().map(GraphBuilderTest::description).toList())
        .isEqualTo(OpCases.all().map(GraphBuilderTest::description).toList());
  }

  /** All nodes of an operation's second derivatives, by number. */
  private static String description(OpCase op) {
    GraphBuilder graph = new GraphBuilder();
    List<OpCase.Argument> arguments = op.arguments();
    List<Expr> x =
        IntStream.range(0, arguments.size())
            .mapToObj(i -> leaf(graph, "x" + i, arguments.get(i)))
            .toList();
    Expr y = op.expression().apply(x).sum();
    List<Expr> gradient = Derivatives.gradient(y, x);
    List<Expr> second = Derivatives.gradient(gradient.get(0).sum(), x);
    StringBuilder text = new StringBuilder();
    for (Expr node : Derivatives.topological(second)) {
      text.append(node.id()).append(' ').append(node).append('\n');
    }
    return text.toString();
  }

  private static Expr leaf(GraphBuilder graph, String name, OpCase.Argument argument) {
    return argument.shared()
        ? graph.parameter(name, argument.size())
        : graph.input(name, argument.size());
  }

  @Test
  void scalarsAreRepeatedToFitVectors() {
    assertThat(x.plus(v)).isSameAs(x.broadcast(2).plus(v));
    assertThat(x.ifLess(v, x, x.cos()).size()).isEqualTo(2);
  }

  @Test
  void sizesThatDoNotFitAreNamed() {
    fails(() -> v.plus(u), "ADD of vectors of 2 and 3 components");
    fails(() -> u.times(v), "MUL of vectors of 3 and 2 components");
    fails(() -> x.ifLess(v, x, u), "IF_LESS of vectors of 3 and 2 components");
    fails(() -> v.broadcast(3), "broadcast of a vector of 2 components, expected a scalar");
    fails(() -> x.broadcast(0), "broadcast to 0 components, expected at least 1");
    fails(() -> u.slice(2, 2), "2 components from 2 on, of a vector of 3");
    fails(() -> u.slice(-1, 2), "2 components from -1 on, of a vector of 3");
    fails(() -> u.slice(1, 0), "0 components from 1 on, of a vector of 3");
    fails(() -> u.at(Integer.MAX_VALUE), "1 components from 2147483647 on, of a vector of 3");
    fails(() -> graph.concat(List.of()), "concatenation of no vectors, expected at least 1");
    fails(() -> w.matVec(2, 3, v), "MatVec[rows=2, cols=3] of 6 and 2 elements, expected 6 and 3");
    fails(
        () -> w.transposedMatVec(2, 3, u),
        "TransposedMatVec[rows=2, cols=3] of 6 and 3 elements, expected 6 and 2");
    fails(
        () -> graph.solve(w, v),
        "a right-hand side of 2 components needs a matrix of 4 elements, got 6");
  }

  @Test
  void badArgumentsAreNamed() {
    fails(() -> graph.input("z", 0), "z has 0 components, expected at least 1");
    fails(() -> graph.parameter("z", -1), "z has -1 components, expected at least 1");
    fails(() -> x.pow(Double.NaN), "exponent NaN is not finite");
    fails(() -> x.pow(Double.POSITIVE_INFINITY), "exponent Infinity is not finite");
    fails(
        () -> graph.input("M", 6).matVec(2, 3, u),
        "MatVec[rows=2, cols=3] needs a matrix that all lanes share");
    fails(() -> x.plus(new GraphBuilder().input("y")), "y belongs to another GraphBuilder");
    fails(() -> graph.make(Elementwise.ADD, List.of(x)), "ADD takes 2 arguments, got 1");
  }

  @Test
  void aNameStandsForOneLeaf() {
    fails(
        () -> graph.parameter("w", 5),
        "Parameter[name=w, size=5] has the name of Parameter[name=w, size=6]");
    fails(
        () -> graph.parameter("x"),
        "Parameter[name=x, size=1] has the name of Input[name=x, size=1]");
  }

  private static void fails(Runnable code, String message) {
    assertThatIllegalArgumentException().isThrownBy(code::run).withMessage(message);
  }
}

package ergode.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTest {
  private final GraphBuilder builder = new GraphBuilder();
  private final Expr x = builder.input("x");
  private final Expr unused = builder.input("unused");
  private final Expr p = builder.parameter("p");

  @Test
  void nodesAreWhatOutputsAndTotalsNeed() {
    Expr sine = x.sin();
    Expr ignored = x.cos();
    Expr total = x.exp().laneSum();
    Graph graph = new Graph(List.of(x, unused), List.of(p), List.of(sine), List.of(total));
    assertThat(graph.nodes()).containsExactly(x, sine, x.exp(), total).doesNotContain(ignored);
  }

  @Test
  void operationsAreCountedInTheOrderOfFirstOccurrence() {
    Expr y = x.sin().times(p).plus(x.sin().exp().times(x.square()));
    assertThat(new Graph(List.of(x), List.of(p), List.of(y)).operations().toString())
        .isEqualTo(
            "{Input[name=x, size=1]=1, Parameter[name=p, size=1]=1, SIN=1, MUL=3, EXP=1, ADD=1}");
  }

  @Test
  void componentsAddUp() {
    assertThat(Graph.components(List.of(x, builder.input("v", 3)))).isEqualTo(4);
    assertThat(Graph.components(List.of())).isZero();
  }

  @Test
  void whatIsNotClosedIsRefused() {
    fails(List.of(p), List.of(), List.of(), List.of(), "p is not an input");
    fails(List.of(x.sin()), List.of(), List.of(), List.of(), x.sin() + " is not an input");
    fails(List.of(), List.of(x), List.of(), List.of(), "x is not a parameter");
    fails(
        List.of(unused),
        List.of(p),
        List.of(x.exp()),
        List.of(),
        "x is neither among the inputs [unused] nor the parameters [p]");
    fails(
        List.of(x),
        List.of(),
        List.of(x),
        List.of(p.laneSum()),
        "p is neither among the inputs [x] nor the parameters []");
  }

  @Test
  void aTotalIsASumOverLanes() {
    Expr sum = x.laneSum();
    Expr outer = x.outerLaneSum(x.sin());
    Expr three = sum.plus(outer).plus(x.exp().laneSum());
    Expr twice = sum.plus(sum);
    Expr none = builder.constant(0, 3);
    Graph graph =
        new Graph(List.of(x), List.of(p), List.of(), List.of(sum, outer, three, twice, none));
    assertThat(graph.totals().stream().map(Graph::terms))
        .containsExactly(
            List.of(sum),
            List.of(outer),
            List.of(sum, outer, x.exp().laneSum()),
            List.of(sum, sum),
            List.of());
    for (Expr other :
        List.of(x, p, sum.sin(), sum.times(p), sum.minus(outer), builder.constant(1))) {
      String message =
          "a total is a sum over lanes, or several added up, but " + other + " is none";
      fails(List.of(x), List.of(p), List.of(), List.of(sum, other), message);
      fails(List.of(x), List.of(p), List.of(), List.of(outer.plus(other)), message);
    }
  }

  @Test
  void doubledLeavesAreRefused() {
    fails(
        List.of(x, x), List.of(), List.of(x), List.of(), "the inputs [x, x] are not all different");
    fails(
        List.of(),
        List.of(p, p),
        List.of(p),
        List.of(),
        "the parameters [p, p] are not all different");
  }

  private static void fails(
      List<Expr> inputs,
      List<Expr> parameters,
      List<Expr> outputs,
      List<Expr> totals,
      String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Graph(inputs, parameters, outputs, totals))
        .withMessage(message);
  }
}

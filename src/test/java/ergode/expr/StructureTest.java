package ergode.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StructureTest {
  private static Graph graph(double constant, boolean swapped, boolean both) {
    GraphBuilder builder = new GraphBuilder();
    Expr x = builder.input("x");
    Expr y = builder.input("y");
    Expr p = builder.parameter("p", 1);
    Expr sum = x.times(builder.constant(constant)).plus(p).sin();
    return new Graph(
        swapped ? List.of(y, x) : List.of(x, y), List.of(p), both ? List.of(sum, y) : List.of(sum));
  }

  @Test
  void graphsBuiltAlikeAreEqual() {
    assertThat(Structure.of(graph(2, false, false)))
        .isEqualTo(Structure.of(graph(2, false, false)))
        .hasSameHashCodeAs(Structure.of(graph(2, false, false)));
  }

  @Test
  void everyDifferenceCounts() {
    Structure structure = Structure.of(graph(2, false, false));
    assertThat(structure).isNotEqualTo(Structure.of(graph(3, false, false)));
    assertThat(structure).isNotEqualTo(Structure.of(graph(2, true, false)));
    assertThat(structure).isNotEqualTo(Structure.of(graph(2, false, true)));
  }
}

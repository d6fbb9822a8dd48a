package ergode.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.backend.Evaluation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Gradients by what all lanes share, with every number worked out by hand. */
class SharedParametersTest {
  private static final int LANES = 3;

  private final GraphBuilder graph = new GraphBuilder();
  private final Expr g = graph.parameter("g");
  private final Expr w = graph.parameter("w", 4);
  private final Expr x = graph.input("x");
  private final Expr v = graph.input("v", 2);
  private final Expr u = graph.parameter("u", 2);

  private final Map<Expr, double[][]> point =
      Map.of(
          g, new double[][] {{5}},
          w, new double[][] {{1}, {2}, {3}, {4}},
          u, new double[][] {{10}, {20}},
          x, new double[][] {{1, 2, 4}},
          v, new double[][] {{1, 2, 3}, {-1, 0, 2}});

  private final Expr one = graph.constant(1);

  @Test
  void additiveUseCountsLanes() {
    assertThat(gradient(g.plus(x), one, g)).containsExactly(LANES);
    assertThat(gradient(x.minus(g), one, g)).containsExactly(-LANES);
  }

  @Test
  void multiplicativeUseSumsTheOtherFactor() {
    assertThat(gradient(g.times(x), one, g)).containsExactly(1 + 2 + 4);
    assertThat(gradient(g.square().times(x), one, g)).containsExactly(2 * 5 * (1 + 2 + 4));
  }

  @Test
  void broadcastUseSumsComponentsAndLanes() {
    Expr cotangent = graph.constant(1, 2);
    assertThat(gradient(g.times(v), cotangent, g)).containsExactly(1 + 2 + 3 - 1 + 0 + 2);
  }

  @Test
  void aTotalOfSharedValuesCountsOnce() {
    assertThat(gradient(g.square(), one, g)).containsExactly(10);
    assertThat(gradient(g.times(x).laneSum(), one, g)).containsExactly(7);
  }

  @Test
  void aSharedOutputWithACotangentPerLaneCountsInEveryLane() {
    assertThat(gradient(g, x, g)).containsExactly(1 + 2 + 4);
    assertThat(gradient(g.square(), x, g)).containsExactly(10 * (1 + 2 + 4));
  }

  @Test
  void sumOverLanesOfASharedValueMultipliesByTheNumberOfLanes() {
    assertThat(value(g.laneSum())).containsExactly(5 * LANES);
    assertThat(gradient(g.laneSum(), one, g)).containsExactly(LANES);
    assertThat(gradient(g.square().laneSum(), one, g)).containsExactly(LANES * 10);
  }

  @Test
  void matrixTimesLaneVector() {
    Expr y = w.matVec(2, 2, v);
    Expr cotangent = graph.constant(1, 2);
    assertThat(value(y.laneSum())).containsExactly(6 + 2 * 1, 3 * 6 + 4 * 1);
    assertThat(gradient(y, cotangent, w)).containsExactly(6, 1, 6, 1);
    assertThat(lanes(Derivatives.vjp(List.of(y), List.of(cotangent), List.of(v)).get(0)))
        .isDeepEqualTo(new double[][] {{4, 4, 4}, {6, 6, 6}});
  }

  @Test
  void theGradientOfALaneAloneIsWhatIsSummedOverLanes() {
    Expr scalar = w.matVec(2, 2, v).sum().plus(g.times(x).square());
    List<Expr> lane = Derivatives.laneGradient(scalar, List.of(w, g, u));
    assertThat(lanes(lane.get(0)))
        .isDeepEqualTo(new double[][] {{1, 2, 3}, {-1, 0, 2}, {1, 2, 3}, {-1, 0, 2}});
    assertThat(lanes(lane.get(1))).isDeepEqualTo(new double[][] {{10, 40, 160}});
    assertThat(lane.get(2)).isSameAs(graph.constant(0, 2));
  }

  @Test
  void aSharedScalarHasNoGradientOfALaneAlone() {
    assertThatThrownBy(() -> Derivatives.laneGradient(g.square(), List.of(g)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no sum over lanes");
  }

  @Test
  void matrixTimesSharedVectorIsSharedAndCountsOnce() {
    Expr y = w.matVec(2, 2, u);
    Expr cotangent = graph.constant(1, 2);
    assertThat(y.isShared()).isTrue();
    assertThat(gradient(y, cotangent, w)).containsExactly(10, 20, 10, 20);
    assertThat(gradient(y, cotangent, u)).containsExactly(4, 6);
    assertThat(gradient(y.plus(v), cotangent, u)).containsExactly(4 * LANES, 6 * LANES);
  }

  @Test
  void transposedMatrixTimesVectors() {
    Expr cotangent = graph.constant(1, 2);
    assertThat(value(w.transposedMatVec(2, 2, u))).containsExactly(70, 100);
    assertThat(gradient(w.transposedMatVec(2, 2, v), cotangent, w)).containsExactly(6, 6, 1, 1);
    assertThat(gradient(w.transposedMatVec(2, 2, u), cotangent, w)).containsExactly(10, 10, 20, 20);
    assertThat(gradient(w.transposedMatVec(2, 2, u), cotangent, u)).containsExactly(3, 7);
  }

  @Test
  void outerProductsSumOverLanes() {
    Expr cotangent = graph.constant(1, 4);
    assertThat(value(v.outerLaneSum(v))).containsExactly(14, 5, 5, 5);
    assertThat(value(u.outerLaneSum(v))).containsExactly(60, 10, 120, 20);
    assertThat(value(u.outerLaneSum(u))).containsExactly(300, 600, 600, 1200);
    assertThat(gradient(u.outerLaneSum(v), cotangent, u)).containsExactly(7, 7);
    assertThat(gradient(u.outerLaneSum(u), cotangent, u))
        .containsExactly(2 * 30 * LANES, 2 * 30 * LANES);
  }

  /** A product of two sums over lanes would be no sum over lanes, and could be no total. */
  @Test
  void lanesAreSummedLast() {
    Expr p = w.transposedMatVec(2, 2, g.broadcast(2));
    Expr y = p.times(v).sum();
    List<Expr> gradient = Derivatives.gradient(y, List.of(w, g));
    Graph totals = new Graph(List.of(x, v), List.of(g, w, u), List.of(), gradient);
    assertThat(totals.totals()).isEqualTo(gradient);
    assertThat(value(gradient.get(0))).containsExactly(5 * 6, 5 * 1, 5 * 6, 5 * 1);
    assertThat(value(gradient.get(1))).containsExactly(4 * 6 + 6 * 1);
  }

  /** The cotangent of {@code W u} is 1 in each of three lanes: a shared number, but not once. */
  @Test
  void aSharedCotangentPerLaneCountsInEveryLane() {
    Expr cotangent = graph.constant(1, 2);
    Expr y = w.matVec(2, 2, u).plus(v);
    assertThat(gradient(y, cotangent, w))
        .containsExactly(10 * LANES, 20 * LANES, 10 * LANES, 20 * LANES);
    assertThat(gradient(w.transposedMatVec(2, 2, u).plus(v), cotangent, w))
        .containsExactly(10 * LANES, 10 * LANES, 20 * LANES, 20 * LANES);
  }

  /** Once as a total, and again in each lane. */
  @Test
  void bothWaysOfCountingAddUp() {
    Expr square = g.square();
    Expr gradient =
        Derivatives.vjp(List.of(square, square.times(x)), List.of(one, one), List.of(g)).get(0);
    assertThat(value(gradient)).containsExactly(10 * (1 + 1 + 2 + 4));
    Expr sum = g.square().laneSum();
    assertThat(value(Derivatives.vjp(List.of(sum), List.of(x), List.of(g)).get(0)))
        .containsExactly(10 * LANES * (1 + 2 + 4));
  }

  @Test
  void aTangentOfTheMatrixIsSharedToo() {
    Expr perLane = graph.input("dw", 4);
    assertThatThrownBy(() -> Derivatives.jvp(List.of(w.matVec(2, 2, v)), Map.of(w, perLane)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("MatVec[rows=2, cols=2] needs a matrix that all lanes share");
  }

  private double[] gradient(Expr y, Expr cotangent, Expr wrt) {
    Expr gradient = Derivatives.vjp(List.of(y), List.of(cotangent), List.of(wrt)).get(0);
    assertThat(gradient.isShared()).as("gradient by a shared node").isTrue();
    return value(gradient);
  }

  private double[] value(Expr shared) {
    assertThat(shared.isShared()).isTrue();
    double[][] rows = lanes(shared);
    double[] value = new double[rows.length];
    for (int i = 0; i < value.length; i++) {
      value[i] = rows[i][0];
    }
    return value;
  }

  private double[][] lanes(Expr node) {
    return new Evaluation(List.of(node), point.keySet(), LANES).at(point);
  }
}

package ergode.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every identity once: both sides are one node. */
class SimplifierTest {
  private final GraphBuilder graph = new GraphBuilder();
  private final Expr a = graph.input("a");
  private final Expr b = graph.input("b");
  private final Expr v = graph.input("v", 3);
  private final Expr m = graph.parameter("m");
  private final Expr l = graph.parameter("l");
  private final Expr w = graph.parameter("w", 6);
  private final Expr zero = graph.constant(0);
  private final Expr one = graph.constant(1);
  private final Expr two = graph.constant(2);
  private final Expr zeros = graph.constant(0, 3);

  private final List<DynamicTest> identities = new ArrayList<>();

  private void same(String identity, Expr left, Expr right) {
    identities.add(dynamicTest(identity, () -> assertThat(left).isSameAs(right)));
  }

  @TestFactory
  Stream<DynamicTest> sums() {
    same("a + 0 = a", a.plus(zero), a);
    same("0 + a = a", zero.plus(a), a);
    same("v + 0 = v", v.plus(zero), v);
    same("a + a = 2 a", a.plus(a), two.times(a));
    same("a + b = b + a", a.plus(b), b.plus(a));
    same("a + -b = a - b", a.plus(b.negate()), a.minus(b));
    same("-a + b = b - a", a.negate().plus(b), b.minus(a));
    same("a - 0 = a", a.minus(zero), a);
    same("0 - a = -a", zero.minus(a), a.negate());
    same("a - a = 0", a.minus(a), zero);
    same("v - v = 0", v.minus(v), zeros);
    same("a - -b = a + b", a.minus(b.negate()), a.plus(b));
    same("-a - b = -(a + b)", a.negate().minus(b), a.plus(b).negate());
    same("--a = a", a.negate().negate(), a);
    same("-(a - b) = b - a", a.minus(b).negate(), b.minus(a));
    same("-(2 a) = -2 a", two.times(a).negate(), a.times(-2));
    same("-(2 v) = -2 v", two.times(v).negate(), v.times(-2));
    return identities.stream();
  }

  @TestFactory
  Stream<DynamicTest> products() {
    same("0 a = 0", zero.times(a), zero);
    same("a 0 = 0", a.times(zero), zero);
    same("0 v = 0", zero.times(v), zeros);
    same("1 a = a", one.times(a), a);
    same("a 1 = a", a.times(one), a);
    same("-1 a = -a", graph.constant(-1).times(a), a.negate());
    same("a -1 = -a", a.times(-1), a.negate());
    same("-a b = -(a b)", a.negate().times(b), a.times(b).negate());
    same("a -b = -(a b)", a.times(b.negate()), a.times(b).negate());
    same("a b = b a", a.times(b), b.times(a));
    same("a (2 b) = 2 (a b)", a.times(two.times(b)), two.times(a.times(b)));
    same("(2 a) b = 2 (a b)", two.times(a).times(b), two.times(a.times(b)));
    same("3 (2 a) = 6 a", two.times(a).times(3), a.times(6));
    same("(a m) l = (m l) a", a.times(m).times(l), m.times(l).times(a));
    same("(2 m) (3 l) = 6 (m l)", m.times(2).times(l.times(3)), m.times(l).times(6));
    same("(m a) (l b) = (m l) (a b)", m.times(a).times(l.times(b)), m.times(l).times(a.times(b)));
    same("a / 1 = a", a.over(one), a);
    same("0 / a = 0", zero.over(a), zero);
    same("-a / b = -(a / b)", a.negate().over(b), a.over(b).negate());
    same("a / -b = -(a / b)", a.over(b.negate()), a.over(b).negate());
    return identities.stream();
  }

  @TestFactory
  Stream<DynamicTest> functions() {
    same("sin -a = -sin a", a.negate().sin(), a.sin().negate());
    same("cos -a = cos a", a.negate().cos(), a.cos());
    same("tanh -a = -tanh a", a.negate().tanh(), a.tanh().negate());
    same("|-a| = |a|", a.negate().abs(), a.abs());
    same("min(a, a) = a", a.min(a), a);
    same("max(a, a) = a", a.max(a), a);
    same("min(a, b) = min(b, a)", a.min(b), b.min(a));
    same("max(a, b) = max(b, a)", a.max(b), b.max(a));
    same("a < b ? m : m = m", a.ifLess(b, m, m), m);
    same("a^0 = 1", a.pow(0), one);
    same("v^0 = 1", v.pow(0), graph.constant(1, 3));
    same("a^1 = a", a.pow(1), a);
    same("a^0.5 = sqrt a", a.pow(0.5), a.sqrt());
    same("a^2 = a a", a.pow(2), a.times(a));
    same("a^3 = (a a) a", a.pow(3), a.times(a).times(a));
    same("a^4 = (a^2)^2", a.pow(4), a.pow(2).pow(2));
    same("a^-1 = 1 / a", a.pow(-1), one.over(a));
    same("a^-2 = 1 / a^2", a.pow(-2), one.over(a.pow(2)));
    same("3^5 = 243", graph.constant(3).pow(5), graph.constant(243));
    same("(2, 2)^5 = (32, 32)", graph.constant(2, 2).pow(5), graph.constant(32, 2));
    return identities.stream();
  }

  @TestFactory
  Stream<DynamicTest> constants() {
    Expr three = graph.constant(3);
    same("2 + 3", two.plus(three), graph.constant(5));
    same("2 - 3", two.minus(three), graph.constant(-1));
    same("2 * 3", two.times(three), graph.constant(6));
    same("3 / 2", three.over(two), graph.constant(1.5));
    same("-2", two.negate(), graph.constant(-2));
    same("sqrt 4", graph.constant(4).sqrt(), two);
    same("exp 0", zero.exp(), one);
    same("log 1", one.log(), zero);
    same("sin 0", zero.sin(), zero);
    same("cos 0", zero.cos(), one);
    same("tanh 0", zero.tanh(), zero);
    same("sigmoid 0", zero.sigmoid(), graph.constant(0.5));
    same("|-2|", graph.constant(-2).abs(), two);
    same("min(2, 3)", two.min(three), two);
    same("max(2, 3)", two.max(three), three);
    same("2 < 3 ? 1 : 0", two.ifLess(three, one, zero), one);
    same("(2, 2, 2) + 3", graph.constant(2, 3).plus(three), graph.constant(5, 3));
    return identities.stream();
  }

  @TestFactory
  Stream<DynamicTest> vectors() {
    Expr pair = graph.input("pair", 2);
    Expr both = graph.concat(List.of(v, pair));
    same("all of v = v", v.slice(0, 3), v);
    same("slice of a slice", w.slice(1, 4).slice(1, 2), w.slice(2, 2));
    same("slice of repeated a", a.broadcast(4).slice(1, 2), a.broadcast(2));
    same("component of repeated a", a.broadcast(4).at(3), a);
    same("slice of the first part", both.slice(1, 2), v.slice(1, 2));
    same("slice of the second part", both.slice(3, 2), pair);
    same("concat of one", graph.concat(List.of(v)), v);
    same("concat of zeros", graph.concat(List.of(zero, zeros)), graph.constant(0, 4));
    same("a once", a.broadcast(1), a);
    same("sum of a scalar", a.sum(), a);
    same("sum of repeated a", a.broadcast(4).sum(), a.times(4));
    same("sum of zeros", zeros.sum(), zero);
    return identities.stream();
  }

  @TestFactory
  Stream<DynamicTest> linearAlgebra() {
    same("W 0 = 0", w.matVec(2, 3, zeros), graph.constant(0, 2));
    same("0 v = 0", graph.constant(0, 6).matVec(2, 3, v), graph.constant(0, 2));
    same("W^T 0 = 0", w.transposedMatVec(3, 2, zeros), graph.constant(0, 2));
    same("v 0^T = 0", v.outerLaneSum(zero), zeros);
    same("sum over lanes of 0", zeros.laneSum(), zeros);
    same("M^-1 0 = 0", graph.solve(graph.input("M", 9), zeros), zeros);
    same("a^-1 b = b / a", graph.solve(a, b), b.over(a));
    return identities.stream();
  }

  @Test
  void aSumOverLanesOfOnesIsNotAConstant() {
    assertThat(one.laneSum().op()).isInstanceOf(Linear.LaneSum.class);
  }

  @Test
  void twoUnknownsAreSolvedInArithmetic() {
    Expr x = graph.solve(graph.input("M", 4), graph.input("r", 2));
    Map<Object, Long> count =
        Derivatives.topological(List.of(x)).stream()
            .collect(Collectors.groupingBy(node -> OpCase.kind(node.op()), Collectors.counting()));
    assertThat(count).containsEntry(Elementwise.DIV, 1L).doesNotContainKey(Solve.class);
  }

  @Test
  void sharedFactorsAreMultipliedOnceForAllLanes() {
    Expr product = a.times(m).times(b).times(l).times(2).times(m);
    assertThat(
            Derivatives.topological(List.of(product)).stream()
                .filter(node -> node.op() == Elementwise.MUL && !node.isShared()))
        .as("products per lane in (2 m^2 l) (a b)")
        .hasSize(2);
  }

  @Test
  void signsOfZeroAreDifferentConstants() {
    assertThat(graph.constant(-0.0)).isNotSameAs(zero);
  }
}

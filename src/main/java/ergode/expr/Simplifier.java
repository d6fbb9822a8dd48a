package ergode.expr;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Algebraic identities of elementwise operations. Signs move outwards, shared factors to the front
 * (so that they are multiplied once per kernel call, not once per lane), and arguments of
 * commutative operations are ordered.
 */
final class Simplifier {
  private Simplifier() {}

  static @Nullable Expr elementwise(Elementwise op, GraphBuilder graph, List<Expr> x) {
    Expr folded = fold(op, graph, x);
    if (folded != null) {
      return folded;
    }
    Expr a = x.get(0);
    return switch (op) {
      case NEG -> negate(a);
      case ADD -> add(graph, a, x.get(1));
      case SUB -> subtract(graph, a, x.get(1));
      case MUL -> multiply(graph, a, x.get(1));
      case DIV -> divide(graph, a, x.get(1));
      case SIN -> isNegated(a) ? argument(a).sin().negate() : null;
      case COS -> isNegated(a) ? argument(a).cos() : null;
      case TANH -> isNegated(a) ? argument(a).tanh().negate() : null;
      case ABS -> isNegated(a) ? argument(a).abs() : null;
      case MIN, MAX -> a == x.get(1) ? a : ordered(op, graph, a, x.get(1));
      case FMA -> multiplyAdd(a, x.get(1), x.get(2));
      case IF_LESS -> x.get(2) == x.get(3) ? x.get(2) : null;
      default -> null;
    };
  }

  /**
   * The value when every argument is constant, a repeated constant, or the same for each component.
   */
  private static @Nullable Expr fold(Elementwise op, GraphBuilder graph, List<Expr> x) {
    double[] value = new double[4];
    for (int i = 0; i < x.size(); i++) {
      OptionalDouble constant = x.get(i).constant();
      if (constant.isEmpty()) {
        return null;
      }
      value[i] = constant.getAsDouble();
    }
    return graph.constant(op.evaluate(value[0], value[1], value[2], value[3]), x.get(0).size());
  }

  private static @Nullable Expr negate(Expr a) {
    if (isNegated(a)) {
      return argument(a);
    }
    if (a.op() == Elementwise.SUB) {
      return a.args().get(1).minus(argument(a));
    }
    if (a.op() == Elementwise.MUL && argument(a).constant().isPresent()) {
      return a.args().get(1).times(-argument(a).constant().getAsDouble());
    }
    return null;
  }

  private static @Nullable Expr add(GraphBuilder graph, Expr a, Expr b) {
    if (a.isConstant(0)) {
      return b;
    }
    if (b.isConstant(0)) {
      return a;
    }
    if (a == b && !Linear.isLaneSum(a)) {
      return a.times(2);
    }
    if (isNegated(b)) {
      return a.minus(argument(b));
    }
    if (isNegated(a)) {
      return b.minus(argument(a));
    }
    return ordered(Elementwise.ADD, graph, a, b);
  }

  private static @Nullable Expr subtract(GraphBuilder graph, Expr a, Expr b) {
    if (b.isConstant(0)) {
      return a;
    }
    if (a.isConstant(0)) {
      return b.negate();
    }
    if (a == b) {
      return graph.constant(0, a.size());
    }
    if (isNegated(b)) {
      return a.plus(argument(b));
    }
    return isNegated(a) ? argument(a).plus(b).negate() : null;
  }

  private static @Nullable Expr multiply(GraphBuilder graph, Expr a, Expr b) {
    if (a.isConstant(0) || b.isConstant(0)) {
      return graph.constant(0, a.size());
    }
    if (a.isConstant(1)) {
      return b;
    }
    if (b.isConstant(1)) {
      return a;
    }
    if (a.isConstant(-1)) {
      return b.negate();
    }
    if (b.isConstant(-1)) {
      return a.negate();
    }
    if (isNegated(a)) {
      return argument(a).times(b).negate();
    }
    if (isNegated(b)) {
      return a.times(argument(b)).negate();
    }
    boolean perLane = !(a.isShared() && b.isShared());
    if (hasCoefficient(b, perLane)) {
      return gather(a, b, perLane);
    }
    if (hasCoefficient(a, perLane)) {
      return gather(b, a, perLane);
    }
    return ordered(Elementwise.MUL, graph, a, b);
  }

  /** Whether {@code x = s y} with a coefficient s to be moved to the front. */
  private static boolean hasCoefficient(Expr x, boolean perLane) {
    return x.op() == Elementwise.MUL
        && isCoefficient(argument(x), perLane)
        && !isCoefficient(x.args().get(1), perLane);
  }

  /** In a product with lanes a coefficient is what is shared; in a shared product, a constant. */
  private static boolean isCoefficient(Expr x, boolean perLane) {
    return perLane ? x.isShared() : rank(x) == 0;
  }

  /** {@code x (s y)} as {@code (s x) y} if x is a coefficient too, else as {@code s (x y)}. */
  private static Expr gather(Expr x, Expr product, boolean perLane) {
    Expr s = argument(product);
    Expr y = product.args().get(1);
    return isCoefficient(x, perLane) ? s.times(x).times(y) : s.times(x.times(y));
  }

  /**
   * Constants before shared values before lane values: the order in which factors are collected.
   */
  private static int rank(Expr x) {
    return x.constant().isPresent() ? 0 : x.isShared() ? 1 : 2;
  }

  private static @Nullable Expr divide(GraphBuilder graph, Expr a, Expr b) {
    if (b.isConstant(1)) {
      return a;
    }
    if (a.isConstant(0)) {
      return graph.constant(0, a.size());
    }
    if (isNegated(a)) {
      return argument(a).over(b).negate();
    }
    return isNegated(b) ? a.over(argument(b)).negate() : null;
  }

  private static @Nullable Expr multiplyAdd(Expr a, Expr b, Expr c) {
    if (a.isConstant(0) || b.isConstant(0)) {
      return c;
    }
    if (c.isConstant(0)) {
      return a.times(b);
    }
    if (a.isConstant(1)) {
      return b.plus(c);
    }
    return b.isConstant(1) ? a.plus(c) : null;
  }

  private static @Nullable Expr ordered(Elementwise op, GraphBuilder graph, Expr a, Expr b) {
    boolean swap = rank(b) != rank(a) ? rank(b) < rank(a) : b.id() < a.id();
    return swap ? graph.make(op, List.of(b, a)) : null;
  }

  private static boolean isNegated(Expr x) {
    return x.op() == Elementwise.NEG;
  }

  private static Expr argument(Expr x) {
    return x.args().get(0);
  }
}

package ergode.expr;

import ergode.math.Exp;
import ergode.math.Log;
import ergode.math.Logistic;
import ergode.math.Tanh;
import ergode.math.Trig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operations that act on each component alone: a table of value and partial derivatives, one row
 * each.
 *
 * <p>The value function is the definition: constant folding and the reference backend call it,
 * other backends must give the same bits.
 */
@SuppressWarnings("ImmutableEnumChecker") // the rules are lambdas without state
public enum Elementwise implements Op {
  NEG(1, (a, b, c, d) -> -a, (y, x) -> constant(y, -1)),
  SQRT(1, (a, b, c, d) -> Math.sqrt(a), (y, x) -> constant(y, 0.5).over(y)),
  EXP(1, (a, b, c, d) -> Exp.exp(a), (y, x) -> y),
  LOG(1, (a, b, c, d) -> Log.log(a), (y, x) -> constant(y, 1).over(x.get(0))),
  SIN(1, (a, b, c, d) -> Trig.sin(a), (y, x) -> x.get(0).cos()),
  COS(1, (a, b, c, d) -> Trig.cos(a), (y, x) -> x.get(0).sin().negate()),
  TANH(1, (a, b, c, d) -> Tanh.tanh(a), (y, x) -> constant(y, 1).minus(y.square())),
  SIGMOID(1, (a, b, c, d) -> Logistic.sigmoid(a), (y, x) -> y.times(constant(y, 1).minus(y))),
  SOFTPLUS(1, (a, b, c, d) -> Logistic.softplus(a), (y, x) -> x.get(0).sigmoid()),
  ABS(
      1,
      (a, b, c, d) -> Math.abs(a),
      (y, x) -> x.get(0).ifLess(constant(y, 0), constant(y, -1), constant(y, 1))),
  ADD(2, (a, b, c, d) -> a + b, (y, x) -> constant(y, 1), (y, x) -> constant(y, 1)),
  SUB(2, (a, b, c, d) -> a - b, (y, x) -> constant(y, 1), (y, x) -> constant(y, -1)),
  MUL(2, (a, b, c, d) -> a * b, (y, x) -> x.get(1), (y, x) -> x.get(0)),
  DIV(
      2,
      (a, b, c, d) -> a / b,
      (y, x) -> constant(y, 1).over(x.get(1)),
      (y, x) -> y.over(x.get(1)).negate()),
  MIN(2, (a, b, c, d) -> Math.min(a, b), (y, x) -> less(x, 1, 0, 0), (y, x) -> less(x, 1, 0, 1)),
  MAX(2, (a, b, c, d) -> Math.max(a, b), (y, x) -> less(x, 0, 1, 0), (y, x) -> less(x, 0, 1, 1)),
  /** {@code a b + c}, rounded once. */
  FMA(
      3,
      (a, b, c, d) -> Math.fma(a, b, c),
      (y, x) -> x.get(1),
      (y, x) -> x.get(0),
      (y, x) -> constant(y, 1)),
  /** {@code a < b ? c : d}; its derivative lives on the chosen side only. */
  IF_LESS(
      4,
      (a, b, c, d) -> a < b ? c : d,
      (y, x) -> constant(y, 0),
      (y, x) -> constant(y, 0),
      (y, x) -> less(x, 0, 1, 1),
      (y, x) -> less(x, 0, 1, 0));

  /** Value of one component; operations of fewer arguments ignore the rest. */
  @FunctionalInterface
  private interface Value {
    double of(double a, double b, double c, double d);
  }

  /** Partial derivative by one argument, from the result y and the arguments x. */
  @FunctionalInterface
  private interface Partial {
    Expr of(Expr y, List<Expr> x);
  }

  private final int arity;
  private final Value value;
  private final Partial[] partials;

  Elementwise(int arity, Value value, Partial... partials) {
    this.arity = arity;
    this.value = value;
    this.partials = partials;
  }

  public int arity() {
    return arity;
  }

  /** The value of one component; operations of fewer than four arguments ignore the rest. */
  public double evaluate(double a, double b, double c, double d) {
    return value.of(a, b, c, d);
  }

  @Override
  public int size(List<Expr> args) {
    if (args.size() != arity) {
      throw new IllegalArgumentException(
          this + " takes " + arity + " arguments, got " + args.size());
    }
    int size = args.get(0).size();
    for (Expr arg : args) {
      if (arg.size() != size) {
        throw new IllegalArgumentException(
            this + " of vectors of " + size + " and " + arg.size() + " components");
      }
    }
    return size;
  }

  @Override
  public LinearMap derivative(Expr y, int arg) {
    return LinearMap.scale(partials[arg].of(y, y.args()));
  }

  @Override
  public @Nullable Expr simplify(GraphBuilder graph, List<Expr> args) {
    return Simplifier.elementwise(this, graph, args);
  }

  private static Expr constant(Expr like, double value) {
    return like.graph().constant(value);
  }

  /** 1 where {@code x[i] < x[j]} and 0 elsewhere if {@code where} is 1; the reverse if it is 0. */
  private static Expr less(List<Expr> x, int i, int j, int where) {
    GraphBuilder graph = x.get(i).graph();
    return x.get(i).ifLess(x.get(j), graph.constant(where), graph.constant(1.0 - where));
  }
}

package ergode.expr;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A node of an expression graph: a vector of {@link #size} components per lane, or one shared by
 * all lanes. Equal expressions of one {@link GraphBuilder} are the same object; compare with {@code
 * ==}.
 *
 * <p>Binary operations broadcast: of sizes 1 and n, the scalar is repeated n times.
 */
public final class Expr {
  private final GraphBuilder graph;
  private final int id;
  private final Op op;
  private final List<Expr> args;
  private final int size;
  private final boolean shared;

  Expr(GraphBuilder graph, int id, Op op, List<Expr> args) {
    this.graph = graph;
    this.id = id;
    this.op = op;
    this.args = args;
    this.size = op.size(args);
    this.shared = op.shared(args);
  }

  public GraphBuilder graph() {
    return graph;
  }

  /** Serial number in the graph; every argument has a smaller one. */
  public int id() {
    return id;
  }

  public Op op() {
    return op;
  }

  public List<Expr> args() {
    return args;
  }

  public int size() {
    return size;
  }

  /** Whether this is one value for all lanes, to be computed once per kernel call. */
  public boolean isShared() {
    return shared;
  }

  /** The number that every component equals, if the graph knows it. */
  public OptionalDouble constant() {
    if (op instanceof Structural.Broadcast) {
      return args.get(0).constant();
    }
    return op instanceof Leaf.Constant c ? OptionalDouble.of(c.value()) : OptionalDouble.empty();
  }

  boolean isConstant(double value) {
    OptionalDouble constant = constant();
    return constant.isPresent() && constant.getAsDouble() == value;
  }

  public Expr plus(Expr other) {
    return graph.elementwise(Elementwise.ADD, this, other);
  }

  public Expr minus(Expr other) {
    return graph.elementwise(Elementwise.SUB, this, other);
  }

  public Expr times(Expr other) {
    return graph.elementwise(Elementwise.MUL, this, other);
  }

  public Expr times(double factor) {
    return times(graph.constant(factor));
  }

  public Expr over(Expr other) {
    return graph.elementwise(Elementwise.DIV, this, other);
  }

  public Expr negate() {
    return graph.elementwise(Elementwise.NEG, this);
  }

  public Expr sqrt() {
    return graph.elementwise(Elementwise.SQRT, this);
  }

  public Expr exp() {
    return graph.elementwise(Elementwise.EXP, this);
  }

  /** Natural logarithm. */
  public Expr log() {
    return graph.elementwise(Elementwise.LOG, this);
  }

  public Expr sin() {
    return graph.elementwise(Elementwise.SIN, this);
  }

  public Expr cos() {
    return graph.elementwise(Elementwise.COS, this);
  }

  public Expr tanh() {
    return graph.elementwise(Elementwise.TANH, this);
  }

  /** 1 / (1 + e^-x). */
  public Expr sigmoid() {
    return graph.elementwise(Elementwise.SIGMOID, this);
  }

  /** log(1 + e^x). */
  public Expr softplus() {
    return graph.elementwise(Elementwise.SOFTPLUS, this);
  }

  public Expr abs() {
    return graph.elementwise(Elementwise.ABS, this);
  }

  public Expr min(Expr other) {
    return graph.elementwise(Elementwise.MIN, this, other);
  }

  public Expr max(Expr other) {
    return graph.elementwise(Elementwise.MAX, this, other);
  }

  /** Where {@code this < bound}: {@code then}, elsewhere (NaN included) {@code otherwise}. */
  public Expr ifLess(Expr bound, Expr then, Expr otherwise) {
    return graph.elementwise(Elementwise.IF_LESS, this, bound, then, otherwise);
  }

  /** {@code this * factor + term}, rounded once. */
  public Expr fma(Expr factor, Expr term) {
    return graph.elementwise(Elementwise.FMA, this, factor, term);
  }

  public Expr square() {
    return times(this);
  }

  /** This to a constant power. */
  public Expr pow(double exponent) {
    return graph.make(new Power(exponent), List.of(this));
  }

  /** Components {@code from} to {@code from + size - 1}. */
  public Expr slice(int from, int size) {
    return graph.make(new Structural.Slice(from, size), List.of(this));
  }

  /** One component, as a scalar. */
  public Expr at(int component) {
    return slice(component, 1);
  }

  /** The scalar repeated {@code size} times. */
  public Expr broadcast(int size) {
    return graph.make(new Structural.Broadcast(size), List.of(this));
  }

  /** The sum of all components. */
  public Expr sum() {
    return graph.make(new Structural.Sum(), List.of(this));
  }

  public Expr dot(Expr other) {
    return times(other).sum();
  }

  /** With {@code this} a row-major rows x cols matrix: the product with {@code x} (cols). */
  public Expr matVec(int rows, int cols, Expr x) {
    return graph.make(new Linear.MatVec(rows, cols), List.of(this, x));
  }

  /** With {@code this} a row-major rows x cols matrix: its transpose times {@code x} (rows). */
  public Expr transposedMatVec(int rows, int cols, Expr x) {
    return graph.make(new Linear.TransposedMatVec(rows, cols), List.of(this, x));
  }

  /** The row-major outer product {@code this x other^T}, summed over all lanes; shared. */
  public Expr outerLaneSum(Expr other) {
    return graph.make(new Linear.OuterLaneSum(), List.of(this, other));
  }

  /** The sum over all lanes, component by component; shared. */
  public Expr laneSum() {
    return graph.make(new Linear.LaneSum(), List.of(this));
  }

  @Override
  public String toString() {
    if (op instanceof Leaf.Constant c) {
      return Double.toString(c.value());
    }
    if (op instanceof Leaf.Input input) {
      return input.name();
    }
    if (op instanceof Leaf.Parameter parameter) {
      return parameter.name();
    }
    StringBuilder text = new StringBuilder(op.toString()).append('(');
    for (int i = 0; i < args.size(); i++) {
      text.append(i == 0 ? "" : ", ").append('#').append(args.get(i).id);
    }
    return text.append(')').toString();
  }
}

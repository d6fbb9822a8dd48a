package ergode.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Products of matrices and vectors, and sums over lanes. They are closed under differentiation: the
 * transpose of a matrix-vector product by its matrix is an outer product summed over lanes, and so
 * on.
 */
public sealed interface Linear extends Op {

  /** {@code W x}: arguments W (rows x cols, row-major) and x (cols). */
  record MatVec(int rows, int cols) implements Linear {
    @Override
    public int size(List<Expr> args) {
      requireFit(this, args, rows * cols, cols);
      return rows;
    }

    @Override
    public LinearMap derivative(Expr y, int arg) {
      Expr w = y.args().get(0);
      Expr x = y.args().get(1);
      return arg == 0
          ? new LinearMap(dw -> dw.matVec(rows, cols, x), dy -> outer(dy, x))
          : new LinearMap(dx -> w.matVec(rows, cols, dx), dy -> w.transposedMatVec(rows, cols, dy));
    }

    @Override
    public boolean transposeSumsLanes(Expr y, int arg, Expr dy) {
      return arg == 0 && !(dy.isShared() && y.isShared());
    }

    @Override
    public @Nullable Expr simplify(GraphBuilder graph, List<Expr> args) {
      return zeroIfAny(graph, args, rows);
    }
  }

  /** {@code W^T x}: arguments W (rows x cols, row-major) and x (rows). */
  record TransposedMatVec(int rows, int cols) implements Linear {
    @Override
    public int size(List<Expr> args) {
      requireFit(this, args, rows * cols, rows);
      return cols;
    }

    @Override
    public LinearMap derivative(Expr y, int arg) {
      Expr w = y.args().get(0);
      Expr x = y.args().get(1);
      return arg == 0
          ? new LinearMap(dw -> dw.transposedMatVec(rows, cols, x), dy -> outer(x, dy))
          : new LinearMap(dx -> w.transposedMatVec(rows, cols, dx), dy -> w.matVec(rows, cols, dy));
    }

    @Override
    public boolean transposeSumsLanes(Expr y, int arg, Expr dy) {
      return arg == 0 && !(dy.isShared() && y.isShared());
    }

    @Override
    public @Nullable Expr simplify(GraphBuilder graph, List<Expr> args) {
      return zeroIfAny(graph, args, cols);
    }
  }

  /** {@code sum over lanes of a b^T}, row-major: a shared matrix. */
  record OuterLaneSum() implements Linear {
    @Override
    public int size(List<Expr> args) {
      return args.get(0).size() * args.get(1).size();
    }

    @Override
    public boolean shared(List<Expr> args) {
      return true;
    }

    @Override
    public LinearMap derivative(Expr y, int arg) {
      Expr a = y.args().get(0);
      Expr b = y.args().get(1);
      int rows = a.size();
      int cols = b.size();
      return arg == 0
          ? new LinearMap(da -> da.outerLaneSum(b), dy -> dy.matVec(rows, cols, b))
          : new LinearMap(a::outerLaneSum, dy -> dy.transposedMatVec(rows, cols, a));
    }

    @Override
    public @Nullable Expr simplify(GraphBuilder graph, List<Expr> args) {
      return zeroIfAny(graph, args, size(args));
    }
  }

  /** The sum over lanes of each component: the transpose of sharing a value among lanes. */
  record LaneSum() implements Linear {
    @Override
    public int size(List<Expr> args) {
      return args.get(0).size();
    }

    @Override
    public boolean shared(List<Expr> args) {
      return true;
    }

    @Override
    public LinearMap derivative(Expr y, int arg) {
      return new LinearMap(Expr::laneSum, dy -> dy);
    }

    @Override
    public @Nullable Expr simplify(GraphBuilder graph, List<Expr> args) {
      return zeroIfAny(graph, args, size(args));
    }
  }

  /** Whether the node sums over lanes: its cotangent counts once and goes to every lane. */
  static boolean isLaneSum(Expr node) {
    return node.op() instanceof LaneSum || node.op() instanceof OuterLaneSum;
  }

  /** What a total of a {@link Graph} sums over lanes. */
  static Expr summand(Expr total) {
    Expr sum = total.graph().constant(0, total.size());
    for (Expr term : Graph.terms(total)) {
      if (!isLaneSum(term)) {
        throw new IllegalArgumentException(term + " is no sum over lanes");
      }
      List<Expr> args = term.args();
      sum = sum.plus(args.size() == 1 ? args.get(0) : Solve.outer(args.get(0), args.get(1)));
    }
    return sum;
  }

  /** The cotangent of a matrix from a product: of all lanes together unless both are shared. */
  private static Expr outer(Expr a, Expr b) {
    return a.isShared() && b.isShared() ? Solve.outer(a, b) : a.outerLaneSum(b);
  }

  private static void requireFit(Op op, List<Expr> args, int matrix, int vector) {
    if (args.get(0).size() != matrix || args.get(1).size() != vector) {
      throw new IllegalArgumentException(
          "%s of %d and %d elements, expected %d and %d"
              .formatted(op, args.get(0).size(), args.get(1).size(), matrix, vector));
    }
    if (!args.get(0).isShared()) {
      throw new IllegalArgumentException(op + " needs a matrix that all lanes share");
    }
  }

  private static @Nullable Expr zeroIfAny(GraphBuilder graph, List<Expr> args, int size) {
    return args.stream().anyMatch(arg -> arg.isConstant(0)) ? graph.constant(0, size) : null;
  }
}

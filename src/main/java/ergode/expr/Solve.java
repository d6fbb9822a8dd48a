package ergode.expr;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code x = M^-1 b} in each lane: arguments M (n x n, row-major, n^2 components) and b (n).
 *
 * <p>Up to n = 2 it is written out in arithmetic (Cramer's rule: one division, and a mass matrix
 * that appears in several solves shares its determinant); larger systems are eliminated with
 * partial pivoting when the kernel runs. Its derivative is the implicit one, {@code dx = M^-1 (db -
 * dM x)}.
 */
public record Solve() implements Op {

  @Override
  public int size(List<Expr> args) {
    int n = args.get(1).size();
    if (args.get(0).size() != n * n) {
      throw new IllegalArgumentException(
          "a right-hand side of %d components needs a matrix of %d elements, got %d"
              .formatted(n, n * n, args.get(0).size()));
    }
    return n;
  }

  @Override
  public LinearMap derivative(Expr y, int arg) {
    GraphBuilder graph = y.graph();
    Expr matrix = y.args().get(0);
    if (arg == 1) {
      return new LinearMap(
          db -> graph.solve(matrix, db), dy -> graph.solve(transpose(matrix, y.size()), dy));
    }
    return new LinearMap(
        dm -> graph.solve(matrix, product(dm, y)).negate(),
        dy -> outer(graph.solve(transpose(matrix, y.size()), dy), y).negate());
  }

  @Override
  public @Nullable Expr simplify(GraphBuilder graph, List<Expr> args) {
    Expr m = args.get(0);
    Expr b = args.get(1);
    if (b.isConstant(0)) {
      return b;
    }
    return switch (b.size()) {
      case 1 -> b.over(m);
      case 2 -> {
        Expr determinant = m.at(0).times(m.at(3)).minus(m.at(1).times(m.at(2)));
        Expr inverse = graph.constant(1).over(determinant);
        Expr x0 = m.at(3).times(b.at(0)).minus(m.at(1).times(b.at(1)));
        Expr x1 = m.at(0).times(b.at(1)).minus(m.at(2).times(b.at(0)));
        yield graph.concat(List.of(x0.times(inverse), x1.times(inverse)));
      }
      default -> null;
    };
  }

  private static Expr transpose(Expr matrix, int n) {
    List<Expr> elements = new ArrayList<>(n * n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        elements.add(matrix.at(j * n + i));
      }
    }
    return matrix.graph().concat(elements);
  }

  private static Expr product(Expr matrix, Expr x) {
    int n = x.size();
    List<Expr> rows = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      rows.add(matrix.slice(i * n, n).dot(x));
    }
    return matrix.graph().concat(rows);
  }

  /** The row-major outer product a b^T in each lane. */
  static Expr outer(Expr a, Expr b) {
    List<Expr> rows = new ArrayList<>(a.size());
    for (int i = 0; i < a.size(); i++) {
      rows.add(a.at(i).times(b));
    }
    return a.graph().concat(rows);
  }
}

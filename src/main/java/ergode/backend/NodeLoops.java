package ergode.backend;

import ergode.expr.Elementwise;
import ergode.expr.Expr;
import ergode.expr.Leaf;
import ergode.expr.Linear;
import ergode.expr.Power;
import ergode.expr.Solve;
import ergode.expr.Structural;
import ergode.math.Trig;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The loops of the reference backend: what each operation computes, component by component. */
final class NodeLoops {

  /** The sine of each angle whose sine and cosine are both needed, and likewise the cosine. */
  private final Map<Expr, Expr> sines = new HashMap<>();

  private final Map<Expr, Expr> cosines = new HashMap<>();

  NodeLoops(List<Expr> nodes) {
    for (Expr node : nodes) {
      if (node.op() == Elementwise.SIN) {
        sines.put(node.args().get(0), node);
      } else if (node.op() == Elementwise.COS) {
        cosines.put(node.args().get(0), node);
      }
    }
    sines.keySet().retainAll(cosines.keySet());
    cosines.keySet().retainAll(sines.keySet());
  }

  /**
   * Computes one node.
   *
   * @param x rows of the arguments, [argument][component][lane]
   * @param y rows of the result, [component][lane]
   * @param rowsOf rows of any node
   * @param n lanes to compute: 1 for a shared node
   * @param lanes lanes of the block
   */
  void run(
      Expr node,
      double[][][] x,
      double[][] y,
      Function<Expr, double[][]> rowsOf,
      int n,
      int lanes) {
    if (node.op() instanceof Elementwise op) {
      elementwise(op, node, x, y, rowsOf, n);
    } else if (node.op() instanceof Power power) {
      for (int i = 0; i < y.length; i++) {
        for (int lane = 0; lane < n; lane++) {
          y[i][lane] = power.evaluate(x[0][i][lane]);
        }
      }
    } else if (node.op() instanceof Leaf.Constant constant) {
      Arrays.fill(y[0], 0, n, constant.value());
    } else if (node.op() instanceof Structural op) {
      structural(op, x, y, n);
    } else if (node.op() instanceof Linear op) {
      linear(op, x, y, n, lanes);
    } else if (node.op() instanceof Solve) {
      for (int lane = 0; lane < n; lane++) {
        Elimination.solve(x[0], x[1], y, lane);
      }
    } else {
      throw new IllegalStateException("no loop for " + node);
    }
  }

  private void elementwise(
      Elementwise op,
      Expr node,
      double[][][] x,
      double[][] y,
      Function<Expr, double[][]> rowsOf,
      int n) {
    if (op == Elementwise.SIN || op == Elementwise.COS) {
      Expr angle = node.args().get(0);
      Expr sine = sines.get(angle);
      Expr cosine = cosines.get(angle);
      if (sine != null && cosine != null) {
        if (node.id() == Math.min(sine.id(), cosine.id())) {
          double[][] sin = rowsOf.apply(sine);
          double[][] cos = rowsOf.apply(cosine);
          for (int i = 0; i < y.length; i++) {
            Trig.sinCos(x[0][i], sin[i], cos[i], n);
          }
        }
        return;
      }
    }
    double[][] b = x[Math.min(1, x.length - 1)];
    double[][] c = x[Math.min(2, x.length - 1)];
    double[][] d = x[Math.min(3, x.length - 1)];
    for (int i = 0; i < y.length; i++) {
      for (int lane = 0; lane < n; lane++) {
        y[i][lane] = op.evaluate(x[0][i][lane], b[i][lane], c[i][lane], d[i][lane]);
      }
    }
  }

  private static void structural(Structural op, double[][][] x, double[][] y, int n) {
    if (op instanceof Structural.Slice slice) {
      for (int i = 0; i < y.length; i++) {
        System.arraycopy(x[0][slice.from() + i], 0, y[i], 0, n);
      }
    } else if (op instanceof Structural.Concat) {
      int i = 0;
      for (double[][] part : x) {
        for (double[] row : part) {
          System.arraycopy(row, 0, y[i++], 0, n);
        }
      }
    } else if (op instanceof Structural.Broadcast) {
      for (double[] row : y) {
        System.arraycopy(x[0][0], 0, row, 0, n);
      }
    } else {
      System.arraycopy(x[0][0], 0, y[0], 0, n);
      for (int i = 1; i < x[0].length; i++) {
        for (int lane = 0; lane < n; lane++) {
          y[0][lane] += x[0][i][lane];
        }
      }
    }
  }

  private static void linear(Linear op, double[][][] x, double[][] y, int n, int lanes) {
    if (op instanceof Linear.LaneSum) {
      for (int i = 0; i < y.length; i++) {
        y[i][0] = 0;
        for (int lane = 0; lane < lanes; lane++) {
          y[i][0] += x[0][i][lane];
        }
      }
    } else if (op instanceof Linear.OuterLaneSum) {
      int cols = x[1].length;
      for (int i = 0; i < y.length; i++) {
        y[i][0] = 0;
        for (int lane = 0; lane < lanes; lane++) {
          y[i][0] = Math.fma(x[0][i / cols][lane], x[1][i % cols][lane], y[i][0]);
        }
      }
    } else {
      int cols = op instanceof Linear.MatVec product ? product.cols() : y.length;
      boolean transposed = op instanceof Linear.TransposedMatVec;
      for (int i = 0; i < y.length; i++) {
        Arrays.fill(y[i], 0, n, 0.0);
        for (int j = 0; j < x[1].length; j++) {
          double w = x[0][transposed ? j * cols + i : i * cols + j][0];
          for (int lane = 0; lane < n; lane++) {
            y[i][lane] = Math.fma(w, x[1][j][lane], y[i][lane]);
          }
        }
      }
    }
  }
}

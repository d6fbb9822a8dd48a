package ergode.expr;

import ergode.backend.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleFunction;

/**
 * The graph of an {@link OpCase} at a random point of {@value #LANES} lanes. The arguments' values
 * are all different, between 0.5 and 2 in size and at least {@value #GAP} apart, so neither a pole
 * at 0 nor a kink at 0 or between equal arguments is near.
 */
final class Specimen {
  static final int LANES = 3;
  private static final double GAP = 0.01;

  /** Of the five-point difference formula: its error, h^4 f'''''/30, is far below 1e-8. */
  private static final double H = 1e-3;

  private final Random random;
  private final GraphBuilder graph = new GraphBuilder();
  private final Map<Expr, double[][]> point = new LinkedHashMap<>();
  private final List<Expr> x = new ArrayList<>();
  private final Expr y;

  Specimen(OpCase op, long seed) {
    random = new Random(seed);
    int count = 0;
    for (OpCase.Argument argument : op.arguments()) {
      String name = "x" + x.size();
      int size = argument.size();
      x.add(argument.shared() ? graph.parameter(name, size) : graph.input(name, size));
      count += size * LANES;
    }
    List<Double> sizes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double spacing = 1.5 / count;
      sizes.add(0.5 + spacing * (i + random.nextDouble() * (1 - GAP / spacing)));
    }
    Collections.shuffle(sizes, random);
    for (Expr leaf : x) {
      point.put(leaf, new double[leaf.size()][LANES]);
      for (double[] row : point.get(leaf)) {
        for (int lane = 0; lane < LANES; lane++) {
          double size = sizes.remove(0);
          row[lane] = op.positive() || random.nextBoolean() ? size : -size;
        }
      }
    }
    y = op.expression().apply(x);
  }

  List<Expr> x() {
    return x;
  }

  Expr y() {
    return y;
  }

  /** A tangent or cotangent of the node: a new leaf of its shape, with random values. */
  Expr leafLike(Expr node, String name) {
    Expr leaf =
        node.isShared() ? graph.parameter(name, node.size()) : graph.input(name, node.size());
    double[][] rows = new double[node.size()][LANES];
    for (double[] row : rows) {
      for (int lane = 0; lane < LANES; lane++) {
        row[lane] = 2 * random.nextDouble() - 1;
      }
    }
    point.put(leaf, rows);
    return leaf;
  }

  List<Expr> leavesLikeX(String name) {
    List<Expr> leaves = new ArrayList<>();
    for (Expr leaf : x) {
      leaves.add(leafLike(leaf, name + leaves.size()));
    }
    return leaves;
  }

  /** Values of all components of all nodes, [row][lane]. */
  double[][] values(List<Expr> nodes) {
    return new Evaluation(nodes, point.keySet(), LANES).at(point);
  }

  /** The derivative of the nodes when x moves along {@code direction}, by differences. */
  double[][] differences(List<Expr> nodes, List<Expr> direction) {
    Evaluation evaluation = new Evaluation(nodes, point.keySet(), LANES);
    return fivePoints(
        step -> {
          Map<Expr, double[][]> moved = new HashMap<>(point);
          for (int i = 0; i < x.size(); i++) {
            moved.put(x.get(i), sum(point.get(x.get(i)), point.get(direction.get(i)), step));
          }
          return evaluation.at(moved);
        });
  }

  /**
   * The gradient of {@code sum over lanes of cotangent . node} (a shared node counts once), by
   * differences in each component: rows as {@link #values} gives them for the gradient's nodes.
   */
  double[][] gradientByDifferences(Expr node, Expr cotangent) {
    Evaluation evaluation = new Evaluation(List.of(node), point.keySet(), LANES);
    List<double[]> gradient = new ArrayList<>();
    for (Expr leaf : x) {
      for (double[] row : point.get(leaf)) {
        double[] component = new double[LANES];
        for (int lane = 0; lane < (leaf.isShared() ? 1 : LANES); lane++) {
          int k = lane;
          double value = row[k];
          double[][] derivative =
              fivePoints(
                  step -> {
                    row[k] = value + step;
                    return evaluation.at(point);
                  });
          row[k] = value;
          component[k] = total(derivative, point.get(cotangent), node.isShared());
        }
        if (leaf.isShared()) {
          Arrays.fill(component, component[0]);
        }
        gradient.add(component);
      }
    }
    return gradient.toArray(new double[0][]);
  }

  private static double total(double[][] rows, double[][] cotangent, boolean shared) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int lane = 0; lane < (shared ? 1 : LANES); lane++) {
        sum += cotangent[i][lane] * rows[i][lane];
      }
    }
    return sum;
  }

  /** a + factor b. */
  private static double[][] sum(double[][] a, double[][] b, double factor) {
    double[][] sum = new double[a.length][LANES];
    for (int i = 0; i < a.length; i++) {
      for (int lane = 0; lane < LANES; lane++) {
        sum[i][lane] = a[i][lane] + factor * b[i][lane];
      }
    }
    return sum;
  }

  /** f'(0) = (8 (f(H) - f(-H)) - (f(2 H) - f(-2 H))) / (12 H). */
  private static double[][] fivePoints(DoubleFunction<double[][]> f) {
    double[][] near = sum(f.apply(H), f.apply(-H), -1);
    double[][] far = sum(f.apply(2 * H), f.apply(-2 * H), -1);
    double[][] zero = new double[near.length][LANES];
    return sum(sum(zero, near, 8 / (12 * H)), far, -1 / (12 * H));
  }
}

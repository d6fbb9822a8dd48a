package ergode.backend;

import ergode.expr.Expr;
import ergode.expr.Graph;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The definition of every total: in each run of lanes ({@link LaneGroups}) the terms from left to
 * right, and in each term the lanes in ascending order, products with one fused multiply-add each.
 */
final class LaneTotals {
  private static final double[][] NONE = {};

  private final List<Expr> totals;
  private final List<List<Expr>> terms;

  LaneTotals(Graph graph) {
    totals = graph.totals();
    terms = totals.stream().map(Graph::terms).toList();
  }

  /** What is summed over lanes. */
  Stream<Expr> summands() {
    return terms.stream().flatMap(List::stream).flatMap(term -> term.args().stream());
  }

  /**
   * Adds lanes to the totals.
   *
   * @param rowsOf rows of a summand, [component][lane]
   * @param sums [group][total]
   */
  void add(Function<Expr, double[][]> rowsOf, double[] sums, int lanes) {
    int count = Graph.components(totals);
    if (count == 0) {
      return;
    }
    int groups = LaneGroups.in(sums, count);
    int element = 0;
    for (int total = 0; total < terms.size(); total++) {
      double[][][] a = rows(terms.get(total), 0, rowsOf);
      double[][][] b = rows(terms.get(total), 1, rowsOf);
      for (int i = 0; i < totals.get(total).size(); i++) {
        for (int from = 0; from < lanes; from += LaneGroups.run(groups)) {
          int at = LaneGroups.of(from, groups) * count + element;
          int to = Math.min(lanes, from + LaneGroups.run(groups));
          for (int term = 0; term < a.length; term++) {
            sums[at] = sum(i, a[term], b[term], from, to, sums[at]);
          }
        }
        element++;
      }
    }
  }

  /** Rows of an argument of each term; none if a term has no such argument. */
  private static double[][][] rows(List<Expr> terms, int arg, Function<Expr, double[][]> rowsOf) {
    return terms.stream()
        .map(term -> arg < term.args().size() ? rowsOf.apply(term.args().get(arg)) : NONE)
        .toArray(double[][][]::new);
  }

  private static double sum(int i, double[][] a, double[][] b, int from, int to, double before) {
    double sum = before;
    int columns = b.length;
    for (int lane = from; lane < to; lane++) {
      sum =
          columns == 0
              ? sum + a[i][lane]
              : Math.fma(a[i / columns][lane], b[i % columns][lane], sum);
    }
    return sum;
  }
}

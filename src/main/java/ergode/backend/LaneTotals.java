package ergode.backend;

import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.Linear;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The definition of every total: in each strand the lanes in ascending order, and in each lane the
 * terms from left to right, products with one fused multiply-add each.
 */
final class LaneTotals {
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
   * @param sums [total][strand]
   */
  void add(Function<Expr, double[][]> rowsOf, double[] sums, int lanes) {
    int count = Graph.components(totals);
    if (count == 0) {
      return;
    }
    int strands = Strands.in(sums, count);
    int start = 0;
    for (int total = 0; total < terms.size(); total++) {
      for (int i = 0; i < totals.get(total).size(); i++) {
        for (int lane = 0; lane < lanes; lane++) {
          int strand = start + lane % strands;
          for (Expr term : terms.get(total)) {
            sums[strand] = plus(sums[strand], term, i, rowsOf, lane);
          }
        }
        start += strands;
      }
    }
  }

  private static double plus(
      double sum, Expr term, int i, Function<Expr, double[][]> rowsOf, int lane) {
    double[][] a = rowsOf.apply(term.args().get(0));
    if (term.op() instanceof Linear.LaneSum) {
      return sum + a[i][lane];
    }
    double[][] b = rowsOf.apply(term.args().get(1));
    return Math.fma(a[i / b.length][lane], b[i % b.length][lane], sum);
  }
}

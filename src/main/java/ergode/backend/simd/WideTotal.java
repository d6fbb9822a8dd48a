package ergode.backend.simd;

import ergode.expr.Expr;
import ergode.expr.Linear;
import java.util.ArrayList;
import java.util.List;

/**
 * A total: a matrix of sums over lanes of products {@code a_i b_j}, several for each lane. A plain
 * sum is a product with 1, which gives the same bits.
 *
 * @param element its first element among the totals
 * @param rows number of the first factors
 * @param columns number of the second factors
 * @param terms in the order in which a lane adds them
 */
record WideTotal(int element, int rows, int columns, List<Term> terms) {

  /** Products of the components of two values in memory. */
  record Term(Value a, Value b) {}

  /** The total of some sums over lanes. */
  static WideTotal of(int element, List<Expr> sums, WideValues values) {
    List<Term> terms = new ArrayList<>();
    for (Expr sum : sums) {
      Value a = values.whole(sum.args().get(0));
      Value b = isOuter(sum) ? values.whole(sum.args().get(1)) : values.ones();
      terms.add(columns(sum) == b.size() ? new Term(a, b) : new Term(b, a));
    }
    int columns = columns(sums.get(0));
    return new WideTotal(element, sums.get(0).size() / columns, columns, terms);
  }

  /** Whether the sums of a total are matrices of one shape. */
  static boolean canTake(List<Expr> sums) {
    return sums.stream().map(WideTotal::columns).distinct().count() <= 1;
  }

  /** Of a matrix with a single row its elements are rows, as in a plain sum. */
  private static int columns(Expr sum) {
    return isOuter(sum) && sum.args().get(0).size() > 1 ? sum.args().get(1).size() : 1;
  }

  private static boolean isOuter(Expr sum) {
    return sum.op() instanceof Linear.OuterLaneSum;
  }
}

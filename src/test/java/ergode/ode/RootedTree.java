package ergode.ode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A rooted tree of Butcher's theory: one order condition. Hairer, Norsett, Wanner, Solving Ordinary
 * Differential Equations I, 2nd ed., section II.2.
 */
record RootedTree(List<RootedTree> branches) {

  /** All trees with {@code order} nodes. */
  static List<RootedTree> ofOrder(int order) {
    List<List<RootedTree>> smaller = new ArrayList<>();
    for (int n = 1; n < order; n++) {
      smaller.add(ofOrder(n));
    }
    List<RootedTree> found = new ArrayList<>();
    grow(smaller.stream().flatMap(List::stream).toList(), 0, order - 1, List.of(), found);
    return found;
  }

  /** Adds branches out of {@code choices}, from index {@code from} on, until no node is left. */
  private static void grow(
      List<RootedTree> choices,
      int from,
      int left,
      List<RootedTree> branches,
      List<RootedTree> found) {
    if (left == 0) {
      found.add(new RootedTree(branches));
      return;
    }
    for (int i = from; i < choices.size(); i++) {
      if (choices.get(i).order() <= left) {
        List<RootedTree> more = new ArrayList<>(branches);
        more.add(choices.get(i));
        grow(choices, i, left - choices.get(i).order(), more, found);
      }
    }
  }

  int order() {
    return 1 + branches.stream().mapToInt(RootedTree::order).sum();
  }

  /** The density gamma: weights satisfy the condition if they sum the stage values to 1/gamma. */
  double density() {
    return branches.stream().mapToDouble(RootedTree::density).reduce(order(), (x, y) -> x * y);
  }

  /** The elementary weight of each stage, for the full matrix a. */
  double[] stageValues(double[][] a) {
    double[] values = new double[a.length];
    Arrays.fill(values, 1);
    for (RootedTree branch : branches) {
      double[] inner = branch.stageValues(a);
      for (int i = 0; i < a.length; i++) {
        values[i] *= dot(a[i], inner);
      }
    }
    return values;
  }

  static double dot(double[] weights, double[] values) {
    double sum = 0;
    for (int j = 0; j < weights.length; j++) {
      sum += weights[j] * values[j];
    }
    return sum;
  }
}

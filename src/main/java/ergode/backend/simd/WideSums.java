package ergode.backend.simd;

import ergode.backend.LaneGroups;
import java.util.Arrays;
import java.util.List;

/**
 * Adds a block of lanes to the totals. A total is a matrix, and what lanes add to it is a sum of
 * outer products, one for each term and lane.
 */
final class WideSums {
  /**
   * A factor of each term.
   *
   * @param isOnes whether it is 1 in all terms
   * @param size components
   * @param stride components with padding to whole vectors
   */
  private record Factor(
      List<WidePlace> terms, boolean isPanel, boolean isOnes, int size, int stride) {
    static Factor of(List<Value> values, WideMemory memory) {
      Value first = values.get(0);
      return new Factor(
          values.stream().map(value -> WidePlace.of(value, 0, memory)).toList(),
          first.isPanel(),
          values.stream().allMatch(WideValues::isOnes),
          first.size(),
          memory.stride(first.size()));
    }

    /** Where a lane of a panel begins. */
    int start(int term, int lane, int b) {
      return terms.get(term).start(b) + lane * stride;
    }

    /** Copies some lanes to a panel. */
    void gather(int term, double[] memory, int lane, int lanes, int b, double[] panel, int to) {
      if (isPanel) {
        System.arraycopy(memory, start(term, lane, b), panel, to, lanes * stride);
        return;
      }
      int from = terms.get(term).start(b) + lane;
      for (int l = 0; l < lanes; l++) {
        for (int i = 0; i < size; i++) {
          panel[to + l * stride + i] = memory[from + i * b + l];
        }
      }
    }
  }

  /** A total, or its transpose if that has longer rows. */
  static final class Matrix {
    private final int element;
    private final int method;

    /** The factors that go down its columns. */
    private final Factor down;

    /** The factors that go along its rows. */
    private final Factor across;

    private final int terms;
    private final boolean transposed;

    /** The matrix of a total. */
    Matrix(WideTotal total, WideMemory memory, WideOuters outers) {
      element = total.element();
      terms = total.terms().size();
      transposed = total.columns() < total.rows();
      List<Value> a = total.terms().stream().map(WideTotal.Term::a).toList();
      List<Value> b = total.terms().stream().map(WideTotal.Term::b).toList();
      down = Factor.of(transposed ? b : a, memory);
      across = Factor.of(transposed ? a : b, memory);
      method = outers.number(new WideOuters.Shape(down.stride(), across.stride()));
    }

    /** Whether its rows lie in the totals as the loops need them. */
    private boolean isInPlace() {
      return !transposed && across.size() == across.stride();
    }

    /** Where an element is among a group's totals. */
    private int place(int i, int j) {
      return element + (transposed ? j * down.size() + i : i * across.size() + j);
    }
  }

  private final List<Matrix> matrices;
  private final int count;

  /** Where factors are gathered. */
  private final double[] down;

  private final double[] across;
  private final double[] ones;
  private final double[] copy;

  WideSums(WideProgram program) {
    count = program.totalCount();
    matrices = program.totals();
    int stride = 0;
    int size = 0;
    for (Matrix matrix : matrices) {
      stride = Math.max(stride, Math.max(matrix.down.stride(), matrix.across.stride()));
      size = Math.max(size, matrix.down.size() * matrix.across.stride());
    }
    down = new double[stride * LaneGroups.LONGEST_RUN];
    across = new double[stride * LaneGroups.LONGEST_RUN];
    ones = new double[stride * LaneGroups.LONGEST_RUN];
    Arrays.fill(ones, 1);
    copy = new double[size];
  }

  /**
   * Adds {@code n} lanes, at most a longest run.
   *
   * @param loops of the products
   * @param totals [group][total]
   * @param from the number of the first lane, at which a run begins
   * @param b lanes of a row in memory
   */
  void add(WideKernel loops, double[] memory, double[] totals, int from, int n, int b) {
    int groups = LaneGroups.in(totals, count);
    int run = LaneGroups.run(groups);
    for (Matrix matrix : matrices) {
      for (int lane = 0; lane < n; lane += run) {
        int lanes = Math.min(run, n - lane);
        int group = LaneGroups.of(from + lane, groups) * count;
        if (matrix.isInPlace()) {
          add(loops, matrix, memory, totals, group + matrix.element, lane, lanes, b);
        } else {
          copyIn(matrix, totals, group);
          add(loops, matrix, memory, copy, 0, lane, lanes, b);
          copyOut(matrix, totals, group);
        }
      }
    }
  }

  /** Adds a run of lanes to a matrix that begins at {@code sums[first]}. */
  private void add(
      WideKernel loops,
      Matrix matrix,
      double[] memory,
      double[] sums,
      int first,
      int lane,
      int lanes,
      int b) {
    // a tile of the matrix should stay in registers for many lanes
    int together = LaneGroups.LONGEST_RUN / lanes;
    for (int term = 0; term < matrix.terms; term += together) {
      int terms = Math.min(together, matrix.terms - term);
      double[] d = panel(matrix.down, term, terms, memory, lane, lanes, b, down);
      double[] a = panel(matrix.across, term, terms, memory, lane, lanes, b, across);
      int atDown = d == memory ? matrix.down.start(term, lane, b) : 0;
      int atAcross = a == memory ? matrix.across.start(term, lane, b) : 0;
      int count = terms * lanes;
      loops.outer(matrix.method, d, atDown, a, atAcross, sums, count, first, matrix.down.size());
    }
  }

  /** The array that holds a factor's terms as one panel: the memory, or one to gather them in. */
  private double[] panel(
      Factor factor,
      int term,
      int terms,
      double[] memory,
      int lane,
      int lanes,
      int b,
      double[] gathered) {
    if (factor.isOnes()) {
      return ones;
    }
    if (factor.isPanel() && terms == 1) {
      return memory;
    }
    for (int i = 0; i < terms; i++) {
      factor.gather(term + i, memory, lane, lanes, b, gathered, i * lanes * factor.stride());
    }
    return gathered;
  }

  private void copyIn(Matrix matrix, double[] totals, int group) {
    for (int i = 0; i < matrix.down.size(); i++) {
      for (int j = 0; j < matrix.across.size(); j++) {
        copy[i * matrix.across.stride() + j] = totals[group + matrix.place(i, j)];
      }
    }
  }

  private void copyOut(Matrix matrix, double[] totals, int group) {
    for (int i = 0; i < matrix.down.size(); i++) {
      for (int j = 0; j < matrix.across.size(); j++) {
        totals[group + matrix.place(i, j)] = copy[i * matrix.across.stride() + j];
      }
    }
  }
}

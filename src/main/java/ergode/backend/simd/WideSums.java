package ergode.backend.simd;

import ergode.backend.LaneGroups;
import java.util.Arrays;
import java.util.List;

/**
 * Adds a block of lanes to the totals. A total is a matrix, and what some lanes add to it is a
 * product of two matrices: one factor is packed, lane by lane, so that its columns are vectors.
 * Lanes are taken in order, hence each sum has its one order.
 */
final class WideSums {
  /** Numbers in a packed factor: few enough that it stays in the first cache. */
  private static final int PACKED = 3_584;

  /**
   * A total, or its transpose, such that its rows are long.
   *
   * @param element its first element among the totals
   * @param packed rows of memory of the factors to be packed, [term]
   * @param others rows of memory of the other factors, [term]
   * @param down number of rows of the matrix
   * @param across number of its columns, components of a packed factor
   * @param stride number of columns rounded up to whole vectors
   */
  private record Matrix(
      int element,
      int[] packed,
      int[] others,
      int down,
      int across,
      int stride,
      boolean transposed) {

    static Matrix of(int[] code, int at, int width) {
      int rows = code[at + 1];
      int columns = code[at + 2];
      int[] a = new int[code[at + 3]];
      int[] b = new int[a.length];
      for (int term = 0; term < a.length; term++) {
        a[term] = code[at + 4 + 2 * term];
        b[term] = code[at + 5 + 2 * term];
      }
      boolean transposed = columns < rows;
      int across = Math.max(rows, columns);
      int stride = (across + width - 1) / width * width;
      return transposed
          ? new Matrix(code[at], a, b, columns, across, stride, true)
          : new Matrix(code[at], b, a, rows, across, stride, false);
    }

    int terms() {
      return packed.length;
    }

    /** Whether its rows lie in the totals as the loops need them. */
    boolean isInPlace() {
      return !transposed && across == stride;
    }

    /** Where an element is among a group's totals. */
    int place(int i, int j) {
      return element + (transposed ? j * down + i : i * across + j);
    }

    /** Lanes to be taken at once. */
    int lanes(int groups) {
      int most = groups > 1 ? 1 : PACKED / (terms() * stride * LaneGroups.SIZE);
      return Math.max(1, most) * LaneGroups.SIZE;
    }
  }

  private final List<Matrix> matrices;
  private final int count;
  private double[] packed = {};
  private int[] places = {};
  private double[] copy = {};

  WideSums(WideProgram program) {
    count = program.totalCount();
    matrices =
        Arrays.stream(program.totals())
            .mapToObj(at -> Matrix.of(program.code(), at, program.width()))
            .toList();
  }

  /**
   * Adds {@code n} lanes.
   *
   * @param loops of the product
   * @param totals [group][total]
   * @param from the number of the first lane, at which a group begins
   * @param b lanes of a row in memory
   */
  void add(WideKernel loops, double[] memory, double[] totals, int from, int n, int b) {
    int groups = LaneGroups.in(totals, count);
    for (Matrix matrix : matrices) {
      int lanes = matrix.lanes(groups);
      for (int lane = 0; lane < n; lane += lanes) {
        int group = LaneGroups.of(from + lane, groups) * count;
        int some = Math.min(lanes, n - lane);
        gather(matrix, memory, lane, some, b);
        int size = some * matrix.terms();
        if (matrix.isInPlace()) {
          int first = group + matrix.element();
          loops.outer(
              memory, totals, packed, places, size, first, matrix.stride(), matrix.down(), b);
        } else {
          reserveCopy(matrix);
          copyIn(matrix, totals, group);
          loops.outer(memory, copy, packed, places, size, 0, matrix.stride(), matrix.down(), b);
          copyOut(matrix, totals, group);
        }
      }
    }
  }

  /** Packs one factor of some lanes, and lists where the other is. */
  private void gather(Matrix matrix, double[] memory, int first, int lanes, int b) {
    int terms = matrix.terms();
    int laneStride = terms * matrix.stride();
    if (packed.length < lanes * laneStride) {
      packed = new double[lanes * laneStride];
    }
    if (places.length < lanes * terms) {
      places = new int[lanes * terms];
    }
    for (int term = 0; term < terms; term++) {
      int other = matrix.others()[term] * b + WideKernel.BASE + first;
      for (int lane = 0; lane < lanes; lane++) {
        places[lane * terms + term] = other + lane;
      }
      int from = matrix.packed()[term] * b + WideKernel.BASE + first;
      for (int lane = 0; lane < lanes; lane += LaneGroups.SIZE) {
        int to = lane * laneStride + term * matrix.stride();
        if (lanes - lane >= LaneGroups.SIZE) {
          packGroup(memory, from + lane, b, matrix.across(), to, laneStride);
        } else {
          pack(memory, from + lane, b, matrix.across(), to, laneStride, lanes - lane);
        }
      }
    }
  }

  /** As {@link #pack}, for a whole group of lanes in one go, which is faster. */
  private void packGroup(double[] memory, int from, int b, int across, int to, int laneStride) {
    int source = from;
    for (int target = to; target < to + across; target++, source += b) {
      packed[target] = memory[source];
      packed[target + laneStride] = memory[source + 1];
      packed[target + 2 * laneStride] = memory[source + 2];
      packed[target + 3 * laneStride] = memory[source + 3];
      packed[target + 4 * laneStride] = memory[source + 4];
      packed[target + 5 * laneStride] = memory[source + 5];
      packed[target + 6 * laneStride] = memory[source + 6];
      packed[target + 7 * laneStride] = memory[source + 7];
    }
  }

  private void pack(
      double[] memory, int from, int b, int across, int to, int laneStride, int lanes) {
    for (int lane = 0; lane < lanes; lane++) {
      for (int j = 0; j < across; j++) {
        packed[to + lane * laneStride + j] = memory[from + j * b + lane];
      }
    }
  }

  private void reserveCopy(Matrix matrix) {
    if (copy.length < matrix.down() * matrix.stride()) {
      copy = new double[matrix.down() * matrix.stride()];
    }
  }

  private void copyIn(Matrix matrix, double[] totals, int group) {
    for (int i = 0; i < matrix.down(); i++) {
      for (int j = 0; j < matrix.across(); j++) {
        copy[i * matrix.stride() + j] = totals[group + matrix.place(i, j)];
      }
    }
  }

  private void copyOut(Matrix matrix, double[] totals, int group) {
    for (int i = 0; i < matrix.down(); i++) {
      for (int j = 0; j < matrix.across(); j++) {
        totals[group + matrix.place(i, j)] = copy[i * matrix.stride() + j];
      }
    }
  }
}

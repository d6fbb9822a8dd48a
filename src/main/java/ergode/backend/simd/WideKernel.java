package ergode.backend.simd;

import ergode.backend.Kernel;
import ergode.backend.LaneGroups;
import java.util.Arrays;

/**
 * A kernel of wide values, whose loops are generated; see {@link WideSource}. All values are in one
 * array, row by row, and lanes are taken in blocks that leave it near the processor.
 */
public abstract class WideKernel implements Kernel {
  private static final int MOST_LANES = LaneGroups.LONGEST_RUN;

  /**
   * Where the first row begins in the memory, so that rows begin at cache lines: behind the 16
   * bytes of an array's header, in an array so large that the collector gives it a region of its
   * own.
   */
  public static final int BASE = 6;

  private static final int LEAST_MEMORY = 1 << 17;

  private WideProgram program;
  private WideSums sums;
  private WideShared shared;
  private double[] memory = {};

  /** For generated classes; {@link #bind} comes next. */
  @SuppressWarnings("NullAway.Init")
  protected WideKernel() {}

  void bind(WideProgram made, Kernel forShared) {
    program = made;
    sums = new WideSums(made);
    shared = new WideShared(forShared, made.packed(), made.width());
  }

  /** Runs all instructions on {@code b} lanes, a multiple of the vector width. */
  public abstract void lanes(double[] m, double[] s, int[] c, int b);

  /**
   * Adds outer products to a matrix, one after the other: {@code t[first + i n + j] += d[down + k
   * ... + i] a[across + k n + j]} for k below {@code count}, all i below {@code rows} and all j
   * below n, the length of a row; see {@link WideOuters}.
   *
   * @param number of the method for a shape of factors
   */
  public abstract void outer(
      int number,
      double[] d,
      int down,
      double[] a,
      int across,
      double[] t,
      int count,
      int first,
      int rows);

  @Override
  public int inputRows() {
    return program.inputs().size();
  }

  @Override
  public int parameterCount() {
    return program.parameterCount();
  }

  @Override
  public int outputRows() {
    return program.outputs().size();
  }

  @Override
  public int totalCount() {
    return program.totalCount();
  }

  @Override
  public void run(
      double[][] inputs, double[] parameters, double[][] outputs, double[] totals, int lanes) {
    requireLengths(inputs, parameters, outputs, totals);
    double[] elements = shared.elements(parameters);
    for (int from = 0; from < lanes; from += MOST_LANES) {
      int n = Math.min(MOST_LANES, lanes - from);
      int b = (n + program.width() - 1) / program.width() * program.width();
      reserve(b);
      copyIn(inputs, from, n, b);
      lanes(memory, elements, program.code(), b);
      if (totalCount() > 0) {
        sums.add(this, memory, totals, from, n, b);
      }
      copyOut(outputs, from, n, b);
    }
  }

  private void reserve(int b) {
    int size = Math.multiplyExact(program.memoryRows(), b);
    if (memory.length < size + BASE) {
      memory = new double[Math.max(size + BASE, LEAST_MEMORY)];
    }
  }

  /** What follows the lanes repeats the last, lest it be slower than they are. */
  private void copyIn(double[][] inputs, int from, int n, int b) {
    for (int i = 0; i < inputRows(); i++) {
      WidePlace place = program.inputs().get(i);
      if (place == null) {
        continue;
      }
      int to = place.start(b);
      int stride = place.laneStride();
      if (stride == 1) {
        System.arraycopy(inputs[i], from, memory, to, n);
        Arrays.fill(memory, to + n, to + b, inputs[i][from + n - 1]);
      } else {
        for (int lane = 0; lane < b; lane++) {
          memory[to + lane * stride] = inputs[i][from + Math.min(lane, n - 1)];
        }
      }
    }
  }

  private void copyOut(double[][] outputs, int from, int n, int b) {
    for (int i = 0; i < outputRows(); i++) {
      WidePlace place = program.outputs().get(i);
      int at = place.start(b);
      int stride = place.laneStride();
      if (stride == 1) {
        System.arraycopy(memory, at, outputs[i], from, n);
      } else {
        for (int lane = 0; lane < n; lane++) {
          outputs[i][from + lane] = memory[at + lane * stride];
        }
      }
    }
  }

  /**
   * Copies components of all lanes.
   *
   * @param fromNext from one component to the next
   * @param fromLane from one lane to the next
   */
  public static void move(
      double[] m,
      int from,
      int fromNext,
      int fromLane,
      int to,
      int toNext,
      int toLane,
      int size,
      int b) {
    for (int i = 0; i < size; i++) {
      int source = from + i * fromNext;
      int target = to + i * toNext;
      for (int lane = 0; lane < b; lane++, source += fromLane, target += toLane) {
        m[target] = m[source];
      }
    }
  }

  /** Writes the sums of a panel's components, from the first to the last, to a row. */
  public static void sum(double[] m, int x, int laneStride, int size, int y, int b) {
    for (int lane = 0; lane < b; lane++) {
      int first = x + lane * laneStride;
      double sum = m[first];
      for (int i = first + 1; i < first + size; i++) {
        sum += m[i];
      }
      m[y + lane] = sum;
    }
  }

  /** Rows of {@code y = W x}, x having few rows as well. */
  public static void product(
      double[] m,
      double[] s,
      int w,
      int rowStride,
      int columnStride,
      int x,
      int columns,
      int y,
      int rows,
      int b) {
    for (int i = 0; i < rows; i++) {
      int row = y + i * b;
      Arrays.fill(m, row, row + b, 0);
      for (int k = 0; k < columns; k++) {
        double factor = s[w + i * rowStride + k * columnStride];
        int column = x + k * b;
        for (int lane = 0; lane < b; lane++) {
          m[row + lane] = Math.fma(factor, m[column + lane], m[row + lane]);
        }
      }
    }
  }
}

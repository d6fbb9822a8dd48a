package ergode.backend.simd;

import ergode.backend.Kernel;
import java.util.Arrays;

/**
 * A kernel of wide values, whose loops are generated; see {@link WideSource}. All values are in one
 * array, row by row, and lanes are taken in blocks that leave it near the processor.
 */
public abstract class WideKernel implements Kernel {
  private static final int MOST_LANES = 64;

  /**
   * Where the first row begins in the memory, so that rows begin at cache lines: behind the 16
   * bytes of an array's header, in an array so large that the collector gives it a region of its
   * own.
   */
  public static final int BASE = 6;

  private static final int LEAST_MEMORY = 1 << 17;

  private WideProgram program;
  private WideSums sums;
  private Kernel sharedValues;
  private double[] knownParameters;
  private double[][] shared;
  private double[] elements;
  private double[] memory = {};

  /** For generated classes; {@link #bind} comes next. */
  @SuppressWarnings("NullAway.Init")
  protected WideKernel() {}

  void bind(WideProgram made, Kernel forShared) {
    program = made;
    sums = new WideSums(made);
    sharedValues = forShared;
    shared = new double[forShared.outputRows()][1];
    elements = new double[shared.length];
    share(new double[made.parameterCount()]);
  }

  /** Runs all instructions on {@code b} lanes, a multiple of the vector width. */
  public abstract void lanes(double[] m, double[] s, int[] c, int b);

  /**
   * Adds products to a matrix: {@code t[first + i n + j] += m[o[k] + i b] p[k n + j]} for k from 0
   * to {@code size - 1} in this order, all i below {@code rows} and all j below n, which is a
   * multiple of the vector width; see {@link WideSums}.
   */
  public abstract void outer(
      double[] m, double[] t, double[] p, int[] o, int size, int first, int n, int rows, int b);

  @Override
  public int inputRows() {
    return program.inputRows().length;
  }

  @Override
  public int parameterCount() {
    return program.parameterCount();
  }

  @Override
  public int outputRows() {
    return program.outputRows().length;
  }

  @Override
  public int totalCount() {
    return program.totalCount();
  }

  @Override
  public void run(
      double[][] inputs, double[] parameters, double[][] outputs, double[] totals, int lanes) {
    requireLengths(inputs, parameters, outputs, totals);
    if (!Arrays.equals(parameters, knownParameters)) {
      share(parameters);
    }
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

  private void share(double[] parameters) {
    sharedValues.run(new double[0][], parameters, shared, 1);
    for (int i = 0; i < elements.length; i++) {
      elements[i] = shared[i][0];
    }
    knownParameters = parameters.clone();
  }

  private void reserve(int b) {
    int size = Math.multiplyExact(program.memoryRows(), b);
    if (memory.length < size + BASE) {
      memory = new double[Math.max(size + BASE, LEAST_MEMORY)];
    }
  }

  /** What follows the lanes repeats the last, lest it be slower than they are. */
  private void copyIn(double[][] inputs, int from, int n, int b) {
    int[] rows = program.inputRows();
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] >= 0) {
        int start = rows[i] * b + BASE;
        System.arraycopy(inputs[i], from, memory, start, n);
        Arrays.fill(memory, start + n, start + b, inputs[i][from + n - 1]);
      }
    }
  }

  private void copyOut(double[][] outputs, int from, int n, int b) {
    int[] rows = program.outputRows();
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(memory, rows[i] * b + BASE, outputs[i], from, n);
    }
  }
}

package ergode.backend.simd;

import ergode.backend.Kernel;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * What all lanes of a {@link WideKernel} share: elements computed from the parameters, then what
 * products without an addend add, then matrices packed for the products, in the order in which
 * those read them.
 */
final class WideShared {
  /**
   * A matrix, for a product whose result is a panel.
   *
   * @param element its first element
   * @param rowStride from one row of the matrix to the next, in elements
   * @param columnStride from one column to the next
   * @param rows components of the result
   * @param columns components of the factor
   */
  record Matrix(int element, int rowStride, int columnStride, int rows, int columns) {

    /** Numbers that it takes when packed. */
    int packedSize(int width) {
      return (rows + width - 1) / width * width * columns;
    }
  }

  /** Adding it changes no number, not even a zero with a sign. */
  private static final double NEUTRAL = -0.0;

  private final Kernel kernel;
  private final List<Matrix> matrices;
  private final int packedFrom;
  private final int width;
  private final double[][] raw;
  private final double[] elements;
  private double[] knownParameters;

  /**
   * The shared values of a kernel; all parameters are 0 at first.
   *
   * @param kernel computes the elements
   * @param matrices in the order in which they are packed
   * @param width lanes of a vector
   */
  WideShared(Kernel kernel, List<Matrix> matrices, int width) {
    this.kernel = kernel;
    this.matrices = matrices;
    this.width = width;
    raw = new double[kernel.outputRows()][1];
    packedFrom = packedFrom(raw.length, matrices, width);
    int size = matrices.stream().mapToInt(matrix -> matrix.packedSize(width)).sum();
    elements = new double[packedFrom + size];
    Arrays.fill(elements, neutralFrom(raw.length, width), packedFrom, NEUTRAL);
    knownParameters = new double[kernel.parameterCount()];
    compute();
  }

  /** Where the neutral addend begins: loops may read whole vectors of the elements before. */
  static int neutralFrom(int count, int width) {
    return count + width;
  }

  /** Where the packed matrices begin. */
  static int packedFrom(int count, Collection<Matrix> matrices, int width) {
    int longest = matrices.stream().mapToInt(Matrix::rows).max().orElse(0);
    return neutralFrom(count, width) + longest + width;
  }

  /** The values for some parameters. */
  double[] elements(double[] parameters) {
    if (!Arrays.equals(parameters, knownParameters)) {
      knownParameters = parameters.clone();
      compute();
    }
    return elements;
  }

  private void compute() {
    kernel.run(new double[0][], knownParameters, raw, 1);
    for (int i = 0; i < raw.length; i++) {
      elements[i] = raw[i][0];
    }
    int to = packedFrom;
    for (Matrix matrix : matrices) {
      pack(matrix, to);
      to += matrix.packedSize(width);
    }
  }

  /** Tile after tile of rows, in each column after column; see {@link WideProducts}. */
  private void pack(Matrix matrix, int start) {
    int to = start;
    int row = 0;
    for (int tile : WideProducts.tiles(matrix.rows(), width)) {
      for (int column = 0; column < matrix.columns(); column++) {
        for (int i = row; i < row + tile; i++) {
          int from = matrix.element() + i * matrix.rowStride() + column * matrix.columnStride();
          elements[to++] = i < matrix.rows() ? elements[from] : 0;
        }
      }
      row += tile;
    }
  }
}

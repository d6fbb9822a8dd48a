package ergode.backend.simd;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.backend.Kernel;
import ergode.backend.ReferenceBackend;
import ergode.expr.Graph;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A graph on the reference backend and on vectors of several widths, which must agree bit for bit.
 *
 * <p>Any NaN counts as any other: Java says nothing about the bits of a NaN that an operation
 * returns, and HotSpot's interpreter and compilers already differ in them. No data set has a NaN
 * from a kernel: failed trajectories are filled up with {@link Double#NaN}.
 */
final class BothBackends {

  /** Lanes of the vectors, from 64 bits to 512; this machine may have to emulate some. */
  static final int[] WIDTHS = {1, 2, 4, 8};

  /**
   * Where functions change their ways, and what trajectories that fail run into. A prime number of
   * values, so that they meet each other, and every place in a vector, at equal strides.
   */
  private static final double[] SPECIAL =
      DoubleStream.concat(
              DoubleStream.of(
                      0.0,
                      Double.MIN_VALUE,
                      3e-320,
                      Double.MIN_NORMAL,
                      Math.nextDown(Double.MIN_NORMAL),
                      1e-300,
                      1e-20,
                      0.1,
                      Math.nextDown(1.0),
                      1.0,
                      Math.PI / 2,
                      3.7,
                      22.5,
                      709.7,
                      745.3,
                      Math.nextDown(1e5),
                      1e5,
                      1e15,
                      1e22,
                      1e200,
                      Double.MAX_VALUE,
                      Double.POSITIVE_INFINITY)
                  .flatMap(x -> DoubleStream.of(x, -x)),
              DoubleStream.of(Double.NaN, Double.longBitsToDouble(0xfff8_0000_0000_0abcL), -1.5))
          .toArray();

  /** In the lanes behind those of a block. */
  private static final double UNTOUCHED = -7.25;

  private static final int ROOM = 40;

  private final Graph graph;
  private final Kernel reference;
  private final Map<Integer, Kernel> vectors = new LinkedHashMap<>();

  BothBackends(Graph graph, int... widths) {
    this.graph = graph;
    reference = new ReferenceBackend().compile(graph);
    for (int width : widths) {
      vectors.put(width, new SimdBackend(width).compile(graph));
    }
  }

  int inputRows() {
    return reference.inputRows();
  }

  int parameterCount() {
    return reference.parameterCount();
  }

  /** The values that any operation may meet. */
  static double[] special() {
    return SPECIAL.clone();
  }

  /** The number of strides that {@link #agreeAtSpecialValues} takes. */
  static int strides() {
    return SPECIAL.length;
  }

  /**
   * Compares at special values: with all strides together each row meets every other in all pairs
   * of values, in each place of a vector.
   */
  void agreeAtSpecialValues(int stride) {
    int n = SPECIAL.length;
    double[][] inputs = new double[inputRows()][n];
    for (int row = 0; row < inputs.length; row++) {
      for (int lane = 0; lane < n; lane++) {
        inputs[row][lane] = SPECIAL[(lane + (row + 1) * stride) % n];
      }
    }
    double[] parameters =
        IntStream.range(0, parameterCount())
            .mapToDouble(i -> SPECIAL[((i + 3) * stride + 7 * i) % n])
            .toArray();
    agree(inputs, parameters, n);
  }

  /** Compares in rows that end with the block, and in rows that are longer. */
  void agree(double[][] inputs, double[] parameters, int lanes) {
    agree(inputs, parameters, lanes, 1);
  }

  /** As above, with totals of a number of groups. */
  void agree(double[][] inputs, double[] parameters, int lanes, int groups) {
    double[][] expected = new double[reference.outputRows()][lanes];
    double[] totals = begun(groups);
    double[][] tight = rows(inputs, lanes, lanes);
    reference.run(tight, parameters, expected, totals, lanes);
    vectors.forEach(
        (width, kernel) -> {
          agree(width, kernel, tight, parameters, expected, totals, lanes);
          double[][] roomy = rows(inputs, lanes, lanes + ROOM);
          agree(width, kernel, roomy, parameters, expected, totals, lanes);
        });
  }

  /** Totals to which something has been added before. */
  private double[] begun(int groups) {
    return IntStream.range(0, reference.totalCount() * groups).mapToDouble(i -> 0.1 * i).toArray();
  }

  private void agree(
      int width,
      Kernel kernel,
      double[][] inputs,
      double[] parameters,
      double[][] expected,
      double[] expectedTotals,
      int lanes) {
    String what = "%d lanes in vectors of %d, of %s".formatted(lanes, width, graph.outputs());
    int length = inputs.length == 0 ? lanes : inputs[0].length;
    double[][] before = rows(inputs, length, length);
    double[][] outputs = new double[expected.length][length];
    Arrays.stream(outputs).forEach(row -> Arrays.fill(row, UNTOUCHED));
    double[] totals = begun(expectedTotals.length / Math.max(1, reference.totalCount()));
    kernel.run(inputs, parameters, outputs, totals, lanes);
    int padded = (lanes + width - 1) / width * width;
    for (int row = 0; row < outputs.length; row++) {
      assertThat(bits(outputs[row], 0, lanes))
          .as("output row %d, %s", row, what)
          .isEqualTo(bits(expected[row], 0, lanes));
      assertThat(Arrays.copyOfRange(outputs[row], Math.min(padded, length), length))
          .as("behind the block in output row %d, %s", row, what)
          .containsOnly(filled(length - Math.min(padded, length)));
    }
    assertThat(bits(totals, 0, totals.length))
        .as("totals, %s", what)
        .isEqualTo(bits(expectedTotals, 0, totals.length));
    for (int row = 0; row < inputs.length; row++) {
      assertThat(bits(inputs[row], 0, length))
          .as("input row %d, %s", row, what)
          .isEqualTo(bits(before[row], 0, length));
    }
  }

  private static double[] filled(int length) {
    return DoubleStream.generate(() -> UNTOUCHED).limit(Math.min(1, length)).toArray();
  }

  /** Copies of rows, with NaN behind the lanes of the block. */
  private static double[][] rows(double[][] rows, int lanes, int length) {
    double[][] copies = new double[rows.length][length];
    for (int row = 0; row < rows.length; row++) {
      Arrays.fill(copies[row], Double.NaN);
      System.arraycopy(rows[row], 0, copies[row], 0, lanes);
    }
    return copies;
  }

  static long[] bits(double[] values, int from, int to) {
    return Arrays.stream(values, from, to).mapToLong(Double::doubleToLongBits).toArray();
  }
}

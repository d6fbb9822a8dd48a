package ergode.backend.simd;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes the loops of products, in tiles whose results stay in registers: every load then serves
 * several multiply-adds, and several chains of them hide their latency.
 */
final class WideTiles {
  /** Rows of a tile and vectors of each. */
  private static final int[][] PRODUCT_TILES = {{8, 2}, {8, 1}, {4, 2}, {4, 1}, {1, 2}, {1, 1}};

  private static final int[][] OUTER_TILES = {{4, 4}, {4, 1}, {1, 4}, {1, 1}};

  /** Two vectors for every load of a weight where there are two, else as many rows as possible. */
  private static final String PRODUCT =
      """
      void product(double[] m, double[] s, int[] c, int at, int b) {
        int w = c[at]; int p = c[at + 1]; int q = c[at + 2];
        int x = c[at + 3] * b + BASE; int n = c[at + 4]; int y = c[at + 5] * b + BASE; int rows = c[at + 6];
        int two = b / (2 * WIDTH) * (2 * WIDTH); int four = rows / 4 * 4; int eight = rows / 8 * 8;
        if (two > 0) {
          product8x2(m, s, w, p, q, x, n, y, eight, 0, two, b);
          product4x2(m, s, w + eight * p, p, q, x, n, y + eight * b, four - eight, 0, two, b);
          product1x2(m, s, w + four * p, p, q, x, n, y + four * b, rows - four, 0, two, b);
        }
        if (two < b) {
          product8x1(m, s, w, p, q, x, n, y, eight, two, b, b);
          product4x1(m, s, w + eight * p, p, q, x, n, y + eight * b, four - eight, two, b, b);
          product1x1(m, s, w + four * p, p, q, x, n, y + four * b, rows - four, two, b, b);
        }
      }\
      """;

  private static final String OUTER =
      """
      int[] o = new int[0];
      public void outer(double[] m, double[] t, int[] c, int at, int strands, int shift, int full,
          int b) {
        int rows = c[at + 1]; int i = rows / 4 * 4; int n = c[at + 2]; int j = n / 4 * 4;
        int end = at + 4 + 2 * c[at + 3];
        for (int v = 0; v < strands && v < full; v += WIDTH) {
          int size = (full - v + strands - 1) / strands * (end - at - 4);
          if (o.length < size) {
            o = new int[size];
          }
          int k = 0;
          for (int l = v; l < full; l += strands) {
            for (int a = at + 4; a < end; a++) {
              o[k++] = c[a] * b + BASE + l;
            }
          }
          int e = c[at] * strands + shift + v; int stride = n * strands;
          outer4x4(m, t, o, size, e, stride, 0, i, 0, j, strands, b);
          outer4x1(m, t, o, size, e, stride, 0, i, j, n, strands, b);
          outer1x4(m, t, o, size, e, stride, i, rows, 0, j, strands, b);
          outer1x1(m, t, o, size, e, stride, i, rows, j, n, strands, b);
        }
      }\
      """;

  private WideTiles() {}

  static void write(SourceWriter out) {
    out.line(PRODUCT);
    out.line(OUTER);
    for (int[] tile : PRODUCT_TILES) {
      product(out, tile[0], tile[1]);
    }
    for (int[] tile : OUTER_TILES) {
      outer(out, tile[0], tile[1]);
    }
    sum(out);
  }

  /** Rows 0 to {@code rows} of {@code y = W x}, lanes {@code from} to {@code to}. */
  private static void product(SourceWriter out, int rows, int vectors) {
    out.line(
        ("void product%dx%d(double[] m, double[] s, int w, int rowStride, int columnStride,"
                + " int x, int columns, int y, int rows, int from, int to, int b) {")
            .formatted(rows, vectors));
    out.line("  for (int i = 0; i < rows; i += " + rows + ") {");
    out.line("  for (int l = from; l < to; l += " + vectors + " * WIDTH) {");
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < vectors; v++) {
        out.define("a" + r + "_" + v, "DoubleVector.zero(S)");
      }
    }
    out.line("  int k = w + i * rowStride; int q = x + l;");
    out.line("  for (int j = 0; j < columns; j++, k += columnStride, q += b) {");
    for (int v = 0; v < vectors; v++) {
      out.define("x" + v, "DoubleVector.fromArray(S, m, q + " + v + " * WIDTH)");
    }
    for (int r = 0; r < rows; r++) {
      out.define("w" + r, "DoubleVector.broadcast(S, s[k + " + r + " * rowStride])");
      for (int v = 0; v < vectors; v++) {
        String sum = "a" + r + "_" + v;
        out.line("  " + sum + " = w" + r + ".fma(x" + v + ", " + sum + ");");
      }
    }
    out.line("  }");
    out.line("  int o = y + i * b + l;");
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < vectors; v++) {
        out.line("  a%d_%d.intoArray(m, o + %d * b + %d * WIDTH);".formatted(r, v, r, v));
      }
    }
    out.line("  } } }");
  }

  /**
   * Some elements of a total, for the strands of one vector. The places of all terms in memory come
   * in a list, lane after lane, because C2 keeps no vectors in registers around two loops.
   */
  private static void outer(SourceWriter out, int rows, int columns) {
    out.line(
        ("void outer%dx%d(double[] m, double[] t, int[] o, int size, int first, int stride,"
                + " int fromRow, int toRow, int fromColumn, int toColumn, int strands, int b) {")
            .formatted(rows, columns));
    out.line("  for (int i = fromRow; i < toRow; i += " + rows + ") {");
    out.line("  for (int j = fromColumn; j < toColumn; j += " + columns + ") {");
    out.line("  int e = first + i * stride + j * strands;");
    List<String> sums = new ArrayList<>();
    List<String> elements = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      for (int q = 0; q < columns; q++) {
        sums.add("s" + r + "_" + q);
        elements.add("e + %d * stride + %d * strands".formatted(r, q));
      }
    }
    for (int i = 0; i < sums.size(); i++) {
      out.define(sums.get(i), "DoubleVector.fromArray(S, t, " + elements.get(i) + ")");
    }
    out.line("  int ib = i * b; int jb = j * b;");
    out.line("  for (int k = 0; k < size; k += 2) {");
    out.line("  int oa = o[k] + ib; int ob = o[k + 1] + jb;");
    for (int q = 0; q < columns; q++) {
      out.define("b" + q, "DoubleVector.fromArray(S, m, ob + " + q + " * b)");
    }
    for (int r = 0; r < rows; r++) {
      out.define("a" + r, "DoubleVector.fromArray(S, m, oa + " + r + " * b)");
      for (int q = 0; q < columns; q++) {
        String sum = sums.get(r * columns + q);
        out.line("  " + sum + " = a" + r + ".fma(b" + q + ", " + sum + ");");
      }
    }
    out.line("  }");
    for (int i = 0; i < sums.size(); i++) {
      out.line("  " + sums.get(i) + ".intoArray(t, " + elements.get(i) + ");");
    }
    out.line("  } } }");
  }

  private static void sum(SourceWriter out) {
    out.line("void sum(double[] m, int x, int rows, int y, int b) {");
    out.line("  for (int l = 0; l < b; l += WIDTH) {");
    out.define("sum", "DoubleVector.fromArray(S, m, x + l)");
    out.line("  for (int i = 1, q = x + b + l; i < rows; i++, q += b) {");
    out.line("    sum = sum.add(DoubleVector.fromArray(S, m, q));");
    out.line("  }");
    out.line("  sum.intoArray(m, y + l);");
    out.line("  } }");
  }
}

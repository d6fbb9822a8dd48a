package ergode.backend.simd;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes the loops of products, in tiles whose results stay in registers: every load then serves
 * several multiply-adds, and several chains of them hide their latency.
 *
 * <p>Only vectors of 512 bits come with 32 registers on every processor, so tiles for others need
 * no more than 16.
 */
final class WideTiles {
  /**
   * A tile, and what covers the rest of the rows beside it.
   *
   * @param vectors of each row
   * @param rows of tiles, descending to 1
   */
  private record Tile(int vectors, int... rows) {}

  /** Lanes of a vector of 512 bits. */
  private static final int LONG = 8;

  private final List<Tile> products;
  private final List<Tile> outers;

  /**
   * Tiles, the widest first.
   *
   * @param width lanes of a vector
   */
  WideTiles(int width) {
    products =
        width < LONG
            ? List.of(new Tile(4, 2, 1), new Tile(2, 4, 1), new Tile(1, 8, 4, 1))
            : List.of(new Tile(2, 8, 4, 1), new Tile(1, 8, 4, 1));
    outers =
        width < LONG
            ? List.of(new Tile(4, 2, 1), new Tile(2, 4, 1), new Tile(1, 8, 1))
            : List.of(new Tile(4, 4, 1), new Tile(1, 8, 1));
  }

  void write(SourceWriter out) {
    out.line("void product(double[] m, double[] s, int[] c, int at, int b) {");
    out.line(
        "  int w = c[at]; int p = c[at + 1]; int q = c[at + 2]; int x = c[at + 3] * b + BASE;");
    out.line("  int columns = c[at + 4]; int y = c[at + 5] * b + BASE; int rows = c[at + 6];");
    tiles(out, products, "b", "product%s(m, s, w, p, q, x, columns, y, i, end, from, to, b);");
    out.line("}");
    out.line("public void outer(double[] m, double[] t, double[] p, int[] o, int size, int first,");
    out.line("    int n, int rows, int b) {");
    tiles(out, outers, "n", "outer%s(m, t, p, o, size, first, n, i, end, from, to, b);");
    out.line("}");
    products.forEach(
        tile -> IntStream.of(tile.rows()).forEach(r -> product(out, r, tile.vectors())));
    outers.forEach(tile -> IntStream.of(tile.rows()).forEach(r -> outer(out, r, tile.vectors())));
    sum(out);
  }

  /** Covers {@code rows} rows of {@code length} numbers with calls for each tile. */
  private static void tiles(SourceWriter out, List<Tile> tiles, String length, String call) {
    out.line("  int from = 0; int to = 0; int i = 0; int end = 0;");
    for (Tile tile : tiles) {
      out.line(
          "  to = from + (%s - from) / (%d * WIDTH) * (%d * WIDTH);"
              .formatted(length, tile.vectors(), tile.vectors()));
      out.line("  if (from < to) {");
      out.line("    end = 0;");
      for (int rows : tile.rows()) {
        out.line("    i = end; end = i + (rows - i) / %d * %d;".formatted(rows, rows));
        out.line("    " + call.formatted(rows + "x" + tile.vectors()));
      }
      out.line("    from = to;");
      out.line("  }");
    }
  }

  /** Rows of {@code y = W x}, lanes {@code from} to {@code to}. */
  private static void product(SourceWriter out, int rows, int vectors) {
    out.line(
        ("void product%dx%d(double[] m, double[] s, int w, int rowStride, int columnStride,"
                + " int x, int columns, int y, int row, int end, int from, int to, int b) {")
            .formatted(rows, vectors));
    out.line("  for (int i = row; i < end; i += " + rows + ") {");
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

  /** Elements of a matrix to which products are added. */
  private static void outer(SourceWriter out, int rows, int vectors) {
    out.line(
        ("void outer%dx%d(double[] m, double[] t, double[] p, int[] o, int size, int first, int n,"
                + " int row, int end, int from, int to, int b) {")
            .formatted(rows, vectors));
    out.line("  for (int j = from; j < to; j += " + vectors + " * WIDTH) {");
    out.line("  for (int i = row; i < end; i += " + rows + ") {");
    out.line("  int e = first + i * n + j;");
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < vectors; v++) {
        out.define("s" + r + "_" + v, "DoubleVector.fromArray(S, t, " + element(r, v) + ")");
      }
    }
    out.line("  int ib = i * b; int q = j;");
    out.line("  for (int k = 0; k < size; k++, q += n) {");
    out.line("  int a = o[k] + ib;");
    for (int v = 0; v < vectors; v++) {
      out.define("x" + v, "DoubleVector.fromArray(S, p, q + " + v + " * WIDTH)");
    }
    for (int r = 0; r < rows; r++) {
      out.define("w" + r, "DoubleVector.broadcast(S, m[a + " + r + " * b])");
      for (int v = 0; v < vectors; v++) {
        String sum = "s" + r + "_" + v;
        out.line("  " + sum + " = w" + r + ".fma(x" + v + ", " + sum + ");");
      }
    }
    out.line("  }");
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < vectors; v++) {
        out.line("  s" + r + "_" + v + ".intoArray(t, " + element(r, v) + ");");
      }
    }
    out.line("  } } }");
  }

  private static String element(int row, int vector) {
    return "e + %d * n + %d * WIDTH".formatted(row, vector);
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

package ergode.backend.simd;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes the methods of products whose results are panels, in tiles whose sums stay in registers:
 * every load then serves several multiply-adds, and enough chains of them hide their latency.
 *
 * <p>The sizes are literals, so that the compiler can tell indices to be in range before a loop;
 * and what a tile reads takes registers as well: only vectors of 512 bits come with 32 of them on
 * every processor, others with 16.
 */
final class WideProducts {
  /** Lanes of a vector of 512 bits. */
  private static final int LONG = 8;

  /**
   * What products have in common that one method computes.
   *
   * @param panel numbers of a lane of the factor if it is a panel; 0 if it has rows
   * @param columns components of the factor
   * @param rows components of the result
   */
  record Shape(int panel, int columns, int rows) {}

  private WideProducts() {}

  /**
   * Components of each tile of a result, whole vectors.
   *
   * @param rows components of the result
   */
  static List<Integer> tiles(int rows, int width) {
    List<Integer> tiles = new ArrayList<>();
    int vectors = width < LONG ? 2 : 4;
    for (int left = (rows + width - 1) / width; left > 0; left -= vectors) {
      while (vectors > left) {
        vectors /= 2;
      }
      tiles.add(vectors * width);
    }
    return tiles;
  }

  /** The statement that computes a product; {@code at} is of w, z, x and y in the code. */
  static String call(int number, int at) {
    return "product%d(m, s, c[%d], c[%d], c[%d] * b + BASE, c[%d] * b + BASE, b);"
        .formatted(number, at, at + 1, at + 2, at + 3);
  }

  /** Writes the method: y = W x + z in all lanes, W being packed; see {@link WideShared}. */
  static void write(SourceWriter out, Shape shape, int number, int width) {
    out.line(
        "void product%d(double[] m, double[] s, int w, int z, int x, int y, int b) {"
            .formatted(number));
    if (width < LONG) {
      // few lanes are slow: 16 and every even number from 20 on is sixes and fives
      out.line("  int fives = (6 - b % 6) % 6 * 5;");
      out.line("  int five = fives <= b ? b : 0;");
      out.line("  int six = five - Math.min(five, fives);");
      tile(out, number, 6, "0", "six");
      tile(out, number, 5, "six", "five");
      out.line("  int four = five + (b - five) / 4 * 4;");
      tile(out, number, 4, "five", "four");
    } else {
      out.line("  int four = b / 4 * 4;");
      tile(out, number, 4, "0", "four");
    }
    tile(out, number, 1, "four", "b");
    out.line("}");
    for (int lanes : width < LONG ? new int[] {6, 5, 4, 1} : new int[] {4, 1}) {
      write(out, shape, number, lanes, width);
    }
  }

  private static void tile(SourceWriter out, int number, int lanes, String from, String to) {
    out.line(
        "  if (%s < %s) { product%dof%d(m, s, w, z, x, y, %s, %s, b); }"
            .formatted(from, to, number, lanes, from, to));
  }

  private static void write(SourceWriter out, Shape shape, int number, int lanes, int width) {
    out.line(
        ("void product%dof%d(double[] m, double[] s, int w, int z, int x, int y, int from, int to,"
                + " int b) {")
            .formatted(number, lanes));
    int stride = (shape.rows() + width - 1) / width * width;
    out.line("  for (int l = from; l < to; l += " + lanes + ") {");
    List<Integer> tiles = tiles(shape.rows(), width);
    int done = 0;
    for (int first = 0; first < tiles.size(); ) {
      int size = tiles.get(first);
      int count = (int) tiles.stream().filter(tile -> tile == size).count();
      out.line("  for (int i = %d; i < %d; i += %d) {".formatted(done, done + count * size, size));
      tile(out, shape, lanes, size / width, stride, width);
      out.line("  }");
      done += count * size;
      first += count;
    }
    out.line("  } }");
  }

  private static void tile(
      SourceWriter out, Shape shape, int lanes, int vectors, int stride, int width) {
    for (int r = 0; r < lanes; r++) {
      for (int v = 0; v < vectors; v++) {
        out.define("a" + r + "_" + v, "DoubleVector.zero(S)");
      }
    }
    out.line(
        "  int p = w + i * %d; int q = x + l%s;"
            .formatted(shape.columns(), shape.panel() > 0 ? " * " + shape.panel() : ""));
    out.line("  for (int k = 0; k < " + shape.columns() + "; k++) {");
    for (int v = 0; v < vectors; v++) {
      out.define(
          "w" + v,
          "DoubleVector.fromArray(S, s, p + k * %d + %d)".formatted(vectors * width, v * width));
    }
    for (int r = 0; r < lanes; r++) {
      out.define(
          "x" + r,
          shape.panel() > 0
              ? "DoubleVector.broadcast(S, m[q + k + %d])".formatted(r * shape.panel())
              : "DoubleVector.broadcast(S, m[q + k * b + %d])".formatted(r));
      for (int v = 0; v < vectors; v++) {
        String sum = "a" + r + "_" + v;
        out.line("  " + sum + " = x" + r + ".fma(w" + v + ", " + sum + ");");
      }
    }
    out.line("  }");
    out.line("  int o = y + l * " + stride + " + i;");
    for (int v = 0; v < vectors; v++) {
      out.define("z" + v, "DoubleVector.fromArray(S, s, z + i + %d)".formatted(v * width));
    }
    for (int r = 0; r < lanes; r++) {
      for (int v = 0; v < vectors; v++) {
        out.line(
            "  a%d_%d.add(z%d).intoArray(m, o + %d);".formatted(r, v, v, r * stride + v * width));
      }
    }
  }
}

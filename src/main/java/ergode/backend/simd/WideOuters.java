package ergode.backend.simd;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes the methods that add outer products to a matrix, in tiles of it that stay in registers;
 * see {@link WideProducts}.
 */
final class WideOuters {
  private static final String ARGUMENTS = "d, down, a, across, t, count, first, rows";
  private static final String PARAMETERS =
      "double[] d, int down, double[] a, int across, double[] t, int count, int first, int rows";

  /**
   * What outer products have in common that one method adds.
   *
   * @param down numbers from one vector to the next that goes down the columns of the matrix
   * @param across numbers of a row of the matrix, and of a vector along it: whole vectors
   */
  record Shape(int down, int across) {}

  private final List<Shape> shapes = new ArrayList<>();

  /** The number of the method for a shape. */
  int number(Shape shape) {
    if (!shapes.contains(shape)) {
      shapes.add(shape);
    }
    return shapes.indexOf(shape);
  }

  /** Writes all methods. */
  void write(SourceWriter out, int width) {
    out.line("public void outer(int number, " + PARAMETERS + ") {");
    out.line("  switch (number) {");
    for (int i = 0; i < shapes.size(); i++) {
      out.line("  case " + i + ": outer" + i + "(" + ARGUMENTS + "); return;");
    }
    out.line("  default: throw new IllegalArgumentException(\"no method \" + number);");
    out.line("  } }");
    for (int i = 0; i < shapes.size(); i++) {
      out.line("void outer" + i + "(" + PARAMETERS + ") {");
      out.line("  int four = rows / 4 * 4;");
      out.line("  if (four > 0) { outer" + i + "of4(" + ARGUMENTS + ", 0, four); }");
      out.line("  if (four < rows) { outer" + i + "of1(" + ARGUMENTS + ", four, rows); }");
      out.line("}");
      write(out, shapes.get(i), i, 4, width);
      write(out, shapes.get(i), i, 1, width);
    }
  }

  private static void write(SourceWriter out, Shape shape, int number, int rows, int width) {
    out.line("void outer%dof%d(%s, int from, int to) {".formatted(number, rows, PARAMETERS));
    int done = 0;
    for (int vectors : rows > 1 ? new int[] {2, 1} : new int[] {4, 1}) {
      int size = vectors * width;
      int end = done + (shape.across() - done) / size * size;
      if (done < end) {
        out.line("  for (int i = from; i < to; i += " + rows + ") {");
        out.line("  for (int j = %d; j < %d; j += %d) {".formatted(done, end, size));
        tile(out, shape, rows, vectors, width);
        out.line("  } }");
      }
      done = end;
    }
    out.line("}");
  }

  private static void tile(SourceWriter out, Shape shape, int rows, int vectors, int width) {
    out.line("  int e = first + i * " + shape.across() + " + j;");
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < vectors; v++) {
        String element = "e + " + (r * shape.across() + v * width);
        out.define("s" + r + "_" + v, "DoubleVector.fromArray(S, t, " + element + ")");
      }
    }
    out.line("  int p = down + i; int q = across + j;");
    out.line("  for (int k = 0; k < count; k++) {");
    for (int v = 0; v < vectors; v++) {
      out.define(
          "x" + v,
          "DoubleVector.fromArray(S, a, q + k * %d + %d)".formatted(shape.across(), v * width));
    }
    for (int r = 0; r < rows; r++) {
      out.define(
          "w" + r, "DoubleVector.broadcast(S, d[p + k * %d + %d])".formatted(shape.down(), r));
      for (int v = 0; v < vectors; v++) {
        String sum = "s" + r + "_" + v;
        out.line("  " + sum + " = w" + r + ".fma(x" + v + ", " + sum + ");");
      }
    }
    out.line("  }");
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < vectors; v++) {
        String element = "e + " + (r * shape.across() + v * width);
        out.line("  s" + r + "_" + v + ".intoArray(t, " + element + ");");
      }
    }
  }
}

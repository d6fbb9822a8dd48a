package ergode.backend.simd;

import ergode.backend.simd.WideLoop.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the method of a loop over the components of all lanes. Its places in memory come from
 * {@code c[at]}: the number of rows, then a row or element of each operand, then a row of each
 * result.
 */
final class WideLoopSource {
  private static final String MEMORY = "(double[] m, double[] s, int[] c, int at, int b";

  private final WideLoop.Shape shape;
  private final int number;
  private final List<Value> steps = new ArrayList<>();

  WideLoopSource(WideLoop.Shape shape, int number) {
    this.shape = shape;
    this.number = number;
    for (WideLoop.Step step : shape.steps()) {
      List<Value> args = step.args().stream().map(steps::get).toList();
      steps.add(new Value(steps.size(), step.op(), args, 1, 0, false));
    }
  }

  /** The statement that runs the loop. */
  static String call(int number, int at) {
    return "loop" + number + "(m, s, c, " + at + ", b);";
  }

  /** Writes the method, and that for rare arguments if there are any. */
  void write(SourceWriter members) {
    if (write(members.version(false), false)) {
      write(members.version(true), true);
    }
  }

  private boolean write(SourceWriter out, boolean careful) {
    out.line(
        careful
            ? "void careful" + number + MEMORY + ", int lane, int j, int l) {"
            : "void loop" + number + MEMORY + ") {");
    int next = operands(out);
    for (int i = 0; i < steps.size(); i++) {
      if (shape.steps().get(i).isStored()) {
        out.line("  int w" + i + " = c[at + " + next++ + "] * b + BASE;");
      }
    }
    if (!careful) {
      // one loop over all lanes, since a loop over the components of each would be too short
      out.line("  int lane = 0; int j = 0; int end = c[at] * b;");
      out.line("  for (int l = 0; l < end; l += WIDTH) {");
    }
    String rare = body(out);
    if (!rare.isEmpty()) {
      out.line("  if (" + rare + ") {");
      out.line("    careful" + number + "(m, s, c, at, b, lane, j, l);");
      out.line("  } else {");
    }
    for (int i = 0; i < steps.size(); i++) {
      if (shape.steps().get(i).isStored()) {
        out.line("  v" + i + ".intoArray(m, w" + i + " + l);");
      }
    }
    if (!rare.isEmpty()) {
      out.line("  }");
    }
    if (!careful) {
      if (!shape.isFlat()) {
        out.line("  j += WIDTH; if (j == " + shape.stride() + ") { j = 0; lane++; }");
      }
      out.line("  }");
    }
    out.line("}");
    return !rare.isEmpty();
  }

  private Place place(int step) {
    return shape.steps().get(step).place();
  }

  /** Writes what stands before all loops; returns the place after those of the operands. */
  private int operands(SourceWriter out) {
    int next = 1;
    for (int i = 0; i < steps.size(); i++) {
      switch (place(i)) {
        case LITERAL -> {
          double value = ((Operation.Constant) steps.get(i).op()).value();
          out.define("v" + i, VectorText.constant(value));
        }
        case ELEMENT -> out.define("v" + i, "DoubleVector.broadcast(S, s[c[at + " + next++ + "]])");
        case ELEMENTS -> out.line("  int o" + i + " = c[at + " + next++ + "];");
        case ROW, PANEL -> out.line("  int o" + i + " = c[at + " + next++ + "] * b + BASE;");
        case COMPUTED -> {}
      }
    }
    return next;
  }

  /** Writes one vector of every step; returns when it has rare arguments. */
  private String body(SourceWriter out) {
    VectorOperations operations = new VectorOperations(out, new Sines(steps));
    for (int i = 0; i < steps.size(); i++) {
      switch (place(i)) {
        case ELEMENTS -> out.define("v" + i, "DoubleVector.fromArray(S, s, o" + i + " + j)");
        case ROW -> out.define("v" + i, "DoubleVector.broadcast(S, m[o" + i + " + lane])");
        case PANEL -> out.define("v" + i, "DoubleVector.fromArray(S, m, o" + i + " + l)");
        case COMPUTED -> operations.write(steps.get(i));
        case LITERAL, ELEMENT -> {}
      }
    }
    return out.anyRare();
  }
}

package ergode.backend.simd;

import ergode.expr.Elementwise;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes the Java source of a kernel. */
final class KernelSource {
  /** Lanes of the longest vector whose species has a name of its own. */
  private static final int LONGEST_NAMED = 8;

  /** Of a method: C2 gives up on more than 8,000 bytecodes, the JVM on more than 65,535. */
  private static final int MOST_STATEMENTS = 70;

  private final KernelPlan plan;
  private final int width;

  /**
   * The source of a kernel.
   *
   * @param width lanes of a vector
   */
  KernelSource(KernelPlan plan, int width) {
    this.plan = plan;
    this.width = width;
  }

  /** The members of the class. */
  String members() {
    SourceWriter out = new SourceWriter();
    fields(out, width);
    shared(out);
    for (int i = 0; i < plan.loops().size(); i++) {
      if (loop(out, i, false)) {
        loop(out, i, true);
      }
    }
    List<String> lanes = new ArrayList<>();
    for (int i = 0; i < plan.loops().size(); i++) {
      lanes.add("loop" + i + "(in, s, scratch, out, n);");
    }
    lanes.addAll(constantOutputs());
    method(
        out,
        "lanes",
        "double[][] in, double[] s, double[][] scratch, double[][] out, int n",
        "in, s, scratch, out, n",
        lanes);
    return out.text();
  }

  /** What every generated class has: the kinds of vectors, and room to take one apart. */
  static void fields(SourceWriter out, int width) {
    String species =
        "SPECIES_" + (width > LONGEST_NAMED ? "MAX" : String.valueOf(width * Double.SIZE));
    out.line("static final VectorSpecies S = DoubleVector." + species + ";");
    out.line("static final int WIDTH = S.length();");
    out.line("static final VectorSpecies S_LONG = LongVector." + species + ";");
    out.line("final double[] rare = new double[WIDTH];");
  }

  /** A method of any number of statements; one of too many calls others that share them. */
  static void method(
      SourceWriter out, String name, String parameters, String arguments, List<String> statements) {
    List<String> body = statements;
    if (statements.size() > MOST_STATEMENTS) {
      body = new ArrayList<>();
      for (int from = 0; from < statements.size(); from += MOST_STATEMENTS) {
        int to = Math.min(from + MOST_STATEMENTS, statements.size());
        String part = name + from;
        method(out, part, parameters, arguments, statements.subList(from, to));
        body.add(part + "(" + arguments + ");");
      }
    }
    out.line("public void " + name + "(" + parameters + ") {");
    body.forEach(statement -> out.line("  " + statement));
    out.line("}");
  }

  private void shared(SourceWriter out) {
    List<String> statements =
        plan.shared().stream()
            .map(value -> "s[" + plan.slot(value) + "] = " + scalar(value) + ";")
            .toList();
    method(out, "shared", "double[] p, double[] s", "p, s", statements);
  }

  private String scalar(Value value) {
    List<String> x =
        value.args().stream()
            .map(
                arg ->
                    arg.op() instanceof Operation.Constant constant
                        ? "(" + VectorText.literal(constant.value()) + ")"
                        : "s[" + plan.slot(arg) + "]")
            .toList();
    if (value.op() instanceof Operation.Parameter) {
      return "p[" + value.element() + "]";
    }
    if (value.op() instanceof Operation.ToPower power) {
      return "ergode.math.Pow.pow(" + x.get(0) + ", " + power.exponent() + ")";
    }
    if (value.op() instanceof Operation.MultiplyAdd) {
      return "Math.fma(" + String.join(", ", x) + ")";
    }
    Elementwise op = ((Operation.Map1) value.op()).op();
    List<String> padded = new ArrayList<>(x);
    while (padded.size() < 4) {
      padded.add("0.0");
    }
    return "ergode.expr.Elementwise." + op.name() + ".evaluate(" + String.join(", ", padded) + ")";
  }

  /**
   * One version of a loop; see {@link SourceWriter}. The careful one takes a single vector.
   *
   * @return whether a careful version is needed
   */
  private boolean loop(SourceWriter members, int number, boolean careful) {
    SourceWriter out = members.version(careful);
    List<Value> body = plan.loops().get(number);
    Set<Integer> defined = new LinkedHashSet<>();
    Set<Value> loaded = new LinkedHashSet<>();
    for (Value value : body) {
      defined.add(value.id());
    }
    for (Value value : body) {
      for (Value arg : value.args()) {
        if (!defined.contains(arg.id())) {
          loaded.add(arg);
        }
      }
    }
    out.line(
        (careful ? "void careful" : "void loop")
            + number
            + "(double[][] in, double[] s, double[][] scratch, double[][] out, int "
            + (careful ? "l" : "n")
            + ") {");
    for (Value value : loaded) {
      if (value.op() instanceof Operation.Constant constant) {
        out.define("v" + value.id(), VectorText.constant(constant.value()));
      } else if (value.shared()) {
        out.define("v" + value.id(), "DoubleVector.broadcast(S, s[" + plan.slot(value) + "])");
      } else if (value.op() instanceof Operation.Input) {
        out.line("  double[] r" + value.id() + " = in[" + value.element() + "];");
      } else if (plan.scratchRow(value) >= 0) {
        out.line("  double[] r" + value.id() + " = scratch[" + plan.scratchRow(value) + "];");
      } else {
        out.line("  double[] r" + value.id() + " = out[" + plan.outputs().indexOf(value) + "];");
      }
    }
    List<String> stores = new ArrayList<>();
    for (int row = 0; row < plan.outputs().size(); row++) {
      if (defined.contains(plan.outputs().get(row).id())) {
        out.line("  double[] o" + row + " = out[" + row + "];");
        stores.add("  v" + plan.outputs().get(row).id() + ".intoArray(o" + row + ", l);");
      }
    }
    for (Value value : body) {
      if (plan.scratchRow(value) >= 0) {
        out.line("  double[] w" + value.id() + " = scratch[" + plan.scratchRow(value) + "];");
      }
    }
    if (!careful) {
      out.line("  for (int l = 0; l < n; l += WIDTH) {");
    }
    for (Value value : loaded) {
      if (!value.shared()) {
        out.define("v" + value.id(), "DoubleVector.fromArray(S, r" + value.id() + ", l)");
      }
    }
    VectorOperations operations = new VectorOperations(out, plan.sines());
    for (Value value : body) {
      operations.write(value);
      if (plan.scratchRow(value) >= 0) {
        out.line("  v" + value.id() + ".intoArray(w" + value.id() + ", l);");
      }
    }
    String rare = out.anyRare();
    if (!rare.isEmpty()) {
      // before the first store: an output row may be an input row
      out.line("  if (" + rare + ") {");
      out.line("    careful" + number + "(in, s, scratch, out, l);");
      out.line("    continue;");
      out.line("  }");
    }
    stores.forEach(out::line);
    if (!careful) {
      out.line("  }");
    }
    out.line("}");
    return !rare.isEmpty();
  }

  /** Outputs that no loop computes but inputs handed through: shared values and constants. */
  private List<String> constantOutputs() {
    List<String> statements = new ArrayList<>();
    for (int row = 0; row < plan.outputs().size(); row++) {
      Value value = plan.outputs().get(row);
      if (value.shared()) {
        String filled =
            value.op() instanceof Operation.Constant constant
                ? VectorText.literal(constant.value())
                : "s[" + plan.slot(value) + "]";
        statements.add("java.util.Arrays.fill(out[" + row + "], 0, n, " + filled + ");");
      }
    }
    return statements;
  }
}

package ergode.backend.simd;

import ergode.expr.Elementwise;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes the Java source of a kernel. */
final class KernelSource {
  private final KernelPlan plan;

  KernelSource(KernelPlan plan) {
    this.plan = plan;
  }

  /** The members of the class. */
  String members() {
    SourceWriter out = new SourceWriter();
    out.line("static final VectorSpecies S = DoubleVector.SPECIES_PREFERRED;");
    out.line("static final int WIDTH = S.length();");
    out.line("static final VectorSpecies S_LONG = LongVector.SPECIES_PREFERRED;");
    out.line("final double[] rare = new double[WIDTH];");
    shared(out);
    for (int i = 0; i < plan.loops().size(); i++) {
      if (loop(out, i, false)) {
        loop(out, i, true);
      }
    }
    constantOutputs(out);
    out.line(
        "public void lanes(double[][] in, double[] s, double[][] scratch, double[][] out, int n)"
            + " {");
    for (int i = 0; i < plan.loops().size(); i++) {
      out.line("  loop" + i + "(in, s, scratch, out, n);");
    }
    out.line("  constants(s, out, n);");
    out.line("}");
    return out.text();
  }

  private void shared(SourceWriter out) {
    out.line("public void shared(double[] p, double[] s) {");
    for (Scalars.Value value : plan.shared()) {
      out.line("  double v" + value.id() + " = " + scalar(value) + ";");
      if (plan.slot(value) >= 0) {
        out.line("  s[" + plan.slot(value) + "] = v" + value.id() + ";");
      }
    }
    out.line("}");
  }

  private static String scalar(Scalars.Value value) {
    List<String> x =
        value.args().stream()
            .map(
                arg ->
                    arg.op() instanceof Scalars.Operation.Constant constant
                        ? "(" + VectorText.literal(constant.value()) + ")"
                        : "v" + arg.id())
            .toList();
    if (value.op() instanceof Scalars.Operation.Parameter) {
      return "p[" + value.element() + "]";
    }
    if (value.op() instanceof Scalars.Operation.ToPower power) {
      return "ergode.math.Pow.pow(" + x.get(0) + ", " + power.exponent() + ")";
    }
    if (value.op() instanceof Scalars.Operation.MultiplyAdd) {
      return "Math.fma(" + String.join(", ", x) + ")";
    }
    Elementwise op = ((Scalars.Operation.Map1) value.op()).op();
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
    List<Scalars.Value> body = plan.loops().get(number);
    Set<Integer> defined = new LinkedHashSet<>();
    Set<Scalars.Value> loaded = new LinkedHashSet<>();
    for (Scalars.Value value : body) {
      defined.add(value.id());
    }
    for (Scalars.Value value : body) {
      for (Scalars.Value arg : value.args()) {
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
    for (Scalars.Value value : loaded) {
      if (value.op() instanceof Scalars.Operation.Constant constant) {
        out.define("v" + value.id(), VectorText.constant(constant.value()));
      } else if (value.shared()) {
        out.define("v" + value.id(), "DoubleVector.broadcast(S, s[" + plan.slot(value) + "])");
      } else if (value.op() instanceof Scalars.Operation.Input) {
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
    for (Scalars.Value value : body) {
      if (plan.scratchRow(value) >= 0) {
        out.line("  double[] w" + value.id() + " = scratch[" + plan.scratchRow(value) + "];");
      }
    }
    if (!careful) {
      out.line("  for (int l = 0; l < n; l += WIDTH) {");
    }
    for (Scalars.Value value : loaded) {
      if (!value.shared()) {
        out.define("v" + value.id(), "DoubleVector.fromArray(S, r" + value.id() + ", l)");
      }
    }
    VectorOperations operations = new VectorOperations(out, plan.sines());
    for (Scalars.Value value : body) {
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

  /** Outputs that no loop computes: shared values, constants, and inputs handed through. */
  private void constantOutputs(SourceWriter out) {
    out.line("void constants(double[] s, double[][] out, int n) {");
    for (int row = 0; row < plan.outputs().size(); row++) {
      Scalars.Value value = plan.outputs().get(row);
      if (value.op() instanceof Scalars.Operation.Constant constant) {
        out.line(
            "  java.util.Arrays.fill(out["
                + row
                + "], 0, n, "
                + VectorText.literal(constant.value())
                + ");");
      } else if (value.shared()) {
        out.line("  java.util.Arrays.fill(out[" + row + "], 0, n, s[" + plan.slot(value) + "]);");
      }
    }
    out.line("}");
  }
}

package ergode.backend.simd;

import ergode.expr.Elementwise;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the operations of a loop over vectors: each value becomes a variable. */
final class VectorOperations {
  private final SourceWriter out;
  private final Sines sines;
  private final VectorFunctions functions;
  private final VectorLogarithms logarithms;

  VectorOperations(SourceWriter out, Sines sines) {
    this.out = out;
    this.sines = sines;
    this.functions = new VectorFunctions(out);
    this.logarithms = new VectorLogarithms(out);
  }

  /** The number of vector operations that a value takes: the calls in its source. */
  static int count(Value value, Sines sines) {
    SourceWriter out = new SourceWriter();
    new VectorOperations(out, sines).write(value);
    return (int) out.text().chars().filter(c -> c == '.').count();
  }

  /** The variable of a value; empty for none. */
  static String name(@Nullable Value value) {
    return value == null ? "" : "v" + value.id();
  }

  /** Defines the variable of a value from those of its arguments. */
  void write(Value value) {
    String name = name(value);
    List<String> x = value.args().stream().map(VectorOperations::name).toList();
    if (value.op() instanceof Operation.ToPower power) {
      out.define(name, logarithms.pow(x.get(0), power.exponent()));
      return;
    }
    if (value.op() instanceof Operation.MultiplyAdd) {
      out.define(name, x.get(0) + ".fma(" + x.get(1) + ", " + x.get(2) + ")");
      return;
    }
    if (value.op() instanceof Operation.Copy) {
      out.define(name, x.get(0));
      return;
    }
    Elementwise op = ((Operation.Map1) value.op()).op();
    switch (op) {
      case SIN, COS -> {
        Value angle = value.args().get(0);
        if (!sines.isSecond(value)) {
          functions.sinCos(x.get(0), name(sines.sine(angle)), name(sines.cosine(angle)));
        }
      }
      case NEG -> out.define(name, x.get(0) + ".mul(-1.0)");
      case SQRT -> out.define(name, x.get(0) + ".sqrt()");
      case ABS -> out.define(name, VectorText.magnitude(x.get(0)));
      case EXP -> out.define(name, functions.exp(x.get(0)));
      case LOG -> out.define(name, logarithms.log(x.get(0)));
      case TANH -> out.define(name, functions.tanh(x.get(0)));
      case SIGMOID -> out.define(name, functions.sigmoid(x.get(0)));
      case SOFTPLUS -> out.define(name, functions.softplus(x.get(0)));
      case ADD -> out.define(name, x.get(0) + ".add(" + x.get(1) + ")");
      case SUB -> out.define(name, x.get(0) + ".sub(" + x.get(1) + ")");
      case MUL -> out.define(name, x.get(0) + ".mul(" + x.get(1) + ")");
      case DIV -> out.define(name, x.get(0) + ".div(" + x.get(1) + ")");
      case MIN -> out.define(name, x.get(0) + ".min(" + x.get(1) + ")");
      case MAX -> out.define(name, x.get(0) + ".max(" + x.get(1) + ")");
      case FMA -> out.define(name, x.get(0) + ".fma(" + x.get(1) + ", " + x.get(2) + ")");
      case IF_LESS ->
          out.define(
              name, VectorText.blend(x.get(3), x.get(2), x.get(0) + ".lt(" + x.get(1) + ")"));
    }
  }
}

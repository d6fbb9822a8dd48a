package ergode.backend.simd;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Lines of a generated method, and names for its locals. Functions off their straight line are rare
 * enough for two versions of every loop: a fast one that only notices them, once for all functions
 * together, and a careful one that then takes the same vector again.
 */
final class SourceWriter {
  private final StringBuilder text;
  private final boolean careful;
  private final Set<String> signs = new LinkedHashSet<>();
  private int locals;

  SourceWriter() {
    this(new StringBuilder(), false);
  }

  private SourceWriter(StringBuilder text, boolean careful) {
    this.text = text;
    this.careful = careful;
  }

  /** A writer into the same text, for one version of a loop. */
  SourceWriter version(boolean carefully) {
    return new SourceWriter(text, carefully);
  }

  /** Adds a line. */
  void line(String line) {
    text.append(line).append('\n');
  }

  /** A new local variable with a value. */
  String local(String type, String value) {
    String name = "t" + locals++;
    line("  " + type + " " + name + " = " + value + ";");
    return name;
  }

  /** A vector variable of a given name. */
  void define(String name, String value) {
    line("  DoubleVector " + name + " = " + value + ";");
  }

  /** Lanes in which {@code sign} (a vector of longs) is negative are off the straight line. */
  void notice(String sign) {
    if (!careful) {
      signs.add(sign);
    }
  }

  /** A condition: whether any lane is off the straight line; empty if none can be. */
  String anyRare() {
    String any = "";
    for (String sign : signs) {
      any =
          any.isEmpty()
              ? sign
              : "((LongVector) " + any + ".lanewise(VectorOperators.OR, " + sign + "))";
    }
    return any.isEmpty() ? "" : any + ".compare(VectorOperators.LT, 0L).anyTrue()";
  }

  /**
   * Where {@code lanes} (a mask) holds for any lane, replaces the whole vector by the scalar
   * function, which agrees with it in the other lanes.
   *
   * @param call the scalar function, with %s for its argument
   */
  void patch(String lanes, String variable, String argument, String call) {
    if (!careful) {
      return;
    }
    line("  if (" + lanes + ".anyTrue()) {");
    line("    " + argument + ".intoArray(rare, 0);");
    line("    for (int i = 0; i < WIDTH; i++) {");
    line("      rare[i] = " + call.formatted("rare[i]") + ";");
    line("    }");
    line("    " + variable + " = DoubleVector.fromArray(S, rare, 0);");
    line("  }");
  }

  String text() {
    return text.toString();
  }
}

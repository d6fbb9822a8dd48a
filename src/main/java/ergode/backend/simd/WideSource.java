package ergode.backend.simd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the Java source of a kernel of wide values: a method for every kind of loop, and a list of
 * calls with places in {@link #code}, where each instruction finds its sizes, rows and elements.
 */
final class WideSource {
  private static final String ARGUMENTS = "m, s, c, b";

  private final WidePlan plan;
  private final List<Integer> code = new ArrayList<>();
  private final List<Integer> totals = new ArrayList<>();
  private final String members;

  /**
   * The source of a kernel.
   *
   * @param width lanes of a vector
   */
  WideSource(WidePlan plan, int width) {
    this.plan = plan;
    SourceWriter out = new SourceWriter();
    KernelSource.fields(out, width);
    new WideTiles(width).write(out);
    Map<WideLoop.Shape, Integer> shapes = new LinkedHashMap<>();
    List<String> calls = new ArrayList<>();
    for (WideInstruction instruction : plan.instructions()) {
      calls.add(call(instruction, shapes));
    }
    shapes.forEach((shape, number) -> new WideLoopSource(shape, number).write(out));
    String parameters = "double[] m, double[] s, int[] c, int b";
    KernelSource.method(out, "lanes", parameters, ARGUMENTS, calls);
    plan.values().totals().forEach(this::add);
    members = out.text();
  }

  /** The members of the class. */
  String members() {
    return members;
  }

  /** Sizes, rows and elements of all instructions. */
  int[] code() {
    return code.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Where each total begins in {@link #code}. */
  int[] totals() {
    return totals.stream().mapToInt(Integer::intValue).toArray();
  }

  private String call(WideInstruction instruction, Map<WideLoop.Shape, Integer> shapes) {
    int at = code.size();
    if (instruction instanceof WideInstruction.Loop loop) {
      Integer number = shapes.get(loop.loop().shape());
      if (number == null) {
        number = shapes.size();
        shapes.put(loop.loop().shape(), number);
      }
      code.add(loop.loop().size());
      for (Value operand : loop.loop().operands()) {
        code.add(operand.shared() ? operand.element() : row(operand));
      }
      loop.loop().stored().forEach(value -> code.add(row(value)));
      return WideLoopSource.call(number, at);
    }
    if (instruction instanceof WideInstruction.Product product) {
      Value matrix = product.value().args().get(0);
      Value x = product.value().args().get(1);
      Operation.Product op = (Operation.Product) product.value().op();
      code.addAll(List.of(matrix.element(), op.rowStride(), op.columnStride()));
      code.addAll(List.of(row(x), x.size(), row(product.value()), product.value().size()));
      return "product(m, s, c, " + at + ", b);";
    }
    if (instruction instanceof WideInstruction.Sum sum) {
      Value x = sum.value().args().get(0);
      return "sum(m, %d * b + BASE, %d, %d * b + BASE, b);"
          .formatted(row(x), x.size(), row(sum.value()));
    }
    WideInstruction.Move move = (WideInstruction.Move) instruction;
    return "System.arraycopy(m, %d * b + BASE, m, %d * b + BASE, %d * b);"
        .formatted(row(move.part()), row(move.whole()) + move.offset(), move.part().size());
  }

  private void add(WideTotal total) {
    totals.add(code.size());
    code.addAll(List.of(total.element(), total.rows(), total.columns(), total.terms().size()));
    for (WideTotal.Term term : total.terms()) {
      code.addAll(List.of(row(term.a()), row(term.b())));
    }
  }

  private int row(Value value) {
    return plan.memory().row(value);
  }
}

package ergode.backend.simd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes the Java source of a kernel of wide values: a method for every kind of loop, and a list of
 * calls with places in {@link #code}, where each instruction finds its sizes, rows and elements.
 */
final class WideSource {
  private static final String ARGUMENTS = "m, s, c, b";

  private final WidePlan plan;
  private final int width;
  private final List<Integer> code = new ArrayList<>();
  private final Map<WideShared.Matrix, Integer> packed = new LinkedHashMap<>();
  private final Map<WideLoop.Shape, Integer> loops = new LinkedHashMap<>();
  private final Map<WideProducts.Shape, Integer> products = new LinkedHashMap<>();
  private final List<WideSums.Matrix> totals;
  private final String members;

  /**
   * The source of a kernel.
   *
   * @param width lanes of a vector
   */
  WideSource(WidePlan plan, int width) {
    this.plan = plan;
    this.width = width;
    pack();
    SourceWriter out = new SourceWriter();
    KernelSource.fields(out, width);
    List<String> calls = plan.instructions().stream().map(this::call).toList();
    products.forEach((shape, number) -> WideProducts.write(out, shape, number, width));
    loops.forEach((shape, number) -> new WideLoopSource(shape, number).write(out));
    String parameters = "double[] m, double[] s, int[] c, int b";
    KernelSource.method(out, "lanes", parameters, ARGUMENTS, calls);
    WideOuters outers = new WideOuters();
    totals =
        plan.values().totals().stream()
            .map(total -> new WideSums.Matrix(total, plan.memory(), outers))
            .toList();
    outers.write(out, width);
    members = out.text();
  }

  /** Gives every matrix that products need its place. */
  private void pack() {
    List<WideShared.Matrix> matrices = new ArrayList<>();
    for (WideInstruction instruction : plan.instructions()) {
      if (instruction instanceof WideInstruction.Product product && product.value().isPanel()) {
        matrices.add(matrix(product.value()));
      }
    }
    int next = WideShared.packedFrom(plan.values().sharedElements(), matrices, width);
    for (WideShared.Matrix matrix : matrices) {
      if (packed.putIfAbsent(matrix, next) == null) {
        next += matrix.packedSize(width);
      }
    }
  }

  private static WideShared.Matrix matrix(Value product) {
    Operation.Product op = (Operation.Product) product.op();
    return new WideShared.Matrix(
        product.args().get(0).element(),
        op.rowStride(),
        op.columnStride(),
        product.size(),
        product.args().get(1).size());
  }

  /** The members of the class. */
  String members() {
    return members;
  }

  /** Sizes, rows and elements of all instructions. */
  int[] code() {
    return code.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The matrices that products need packed, in order. */
  List<WideShared.Matrix> packed() {
    return List.copyOf(packed.keySet());
  }

  List<WideSums.Matrix> totals() {
    return totals;
  }

  private String call(WideInstruction instruction) {
    if (instruction instanceof WideInstruction.Loop loop) {
      return call(loop.loop());
    }
    if (instruction instanceof WideInstruction.Product product) {
      return product(product.value());
    }
    if (instruction instanceof WideInstruction.Sum sum) {
      Value x = sum.value().args().get(0);
      return "sum(m, %d * b + BASE, %d, %d, %d * b + BASE, b);"
          .formatted(row(x), plan.memory().laneStride(x), x.size(), row(sum.value()));
    }
    return move((WideInstruction.Move) instruction);
  }

  private String call(WideLoop loop) {
    int at = code.size();
    code.add(loop.rows());
    for (Value operand : loop.operands()) {
      code.add(operand.shared() ? operand.element() : row(operand));
    }
    loop.stored().forEach(value -> code.add(row(value)));
    return WideLoopSource.call(number(loops, loop.shape()), at);
  }

  private String product(Value value) {
    Value matrix = value.args().get(0);
    Value x = value.args().get(1);
    Operation.Product op = (Operation.Product) value.op();
    if (!value.isPanel()) {
      return "product(m, s, %d, %d, %d, %d * b + BASE, %d, %d * b + BASE, %d, b);"
          .formatted(
              matrix.element(),
              op.rowStride(),
              op.columnStride(),
              row(x),
              x.size(),
              row(value),
              value.size());
    }
    int panel = x.isPanel() ? plan.memory().laneStride(x) : 0;
    int at = code.size();
    int addend =
        value.args().size() > 2
            ? value.args().get(2).element()
            : WideShared.neutralFrom(plan.values().sharedElements(), width);
    int start = Objects.requireNonNull(packed.get(matrix(value)));
    code.addAll(List.of(start, addend, row(x), row(value)));
    return WideProducts.call(
        number(products, new WideProducts.Shape(panel, x.size(), value.size())), at);
  }

  private String move(WideInstruction.Move move) {
    WidePlace from = WidePlace.of(move.from(), move.fromFirst(), plan.memory());
    WidePlace to = WidePlace.of(move.to(), move.toFirst(), plan.memory());
    return "move(m, %d * b + %d, %s, %d, %d * b + %d, %s, %d, %d, b);"
        .formatted(
            from.row(),
            from.component() + WideKernel.BASE,
            move.from().isPanel() ? "1" : "b",
            from.laneStride(),
            to.row(),
            to.component() + WideKernel.BASE,
            move.to().isPanel() ? "1" : "b",
            to.laneStride(),
            move.size());
  }

  private static <S> int number(Map<S, Integer> numbers, S shape) {
    Integer number = numbers.putIfAbsent(shape, numbers.size());
    return number == null ? numbers.size() - 1 : number;
  }

  private int row(Value value) {
    return plan.memory().row(value);
  }
}

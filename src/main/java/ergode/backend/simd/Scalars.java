package ergode.backend.simd;

import ergode.expr.Elementwise;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.Leaf;
import ergode.expr.Linear;
import ergode.expr.Power;
import ergode.expr.Structural;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph taken apart into scalar operations: what a kernel computes per lane, component by
 * component. Slices, concatenations and broadcasts vanish; sums and small products are written out
 * in the order of the reference backend.
 */
final class Scalars {

  private record Key(Operation op, List<Integer> args, int element) {}

  private final List<Value> values = new ArrayList<>();
  private final Map<Key, Value> known = new HashMap<>();
  private final Map<Expr, List<Value>> components = new HashMap<>();

  private int inputRows;

  private Scalars() {}

  int inputRows() {
    return inputRows;
  }

  /** All values, arguments before what uses them. */
  List<Value> values() {
    return values;
  }

  /** The components of a node. */
  List<Value> of(Expr node) {
    return components.getOrDefault(node, List.of());
  }

  /** Whether all operations of a graph have a vector form. */
  static boolean canTake(Graph graph) {
    return graph.totals().isEmpty()
        && graph.nodes().stream()
            .allMatch(
                node ->
                    node.op() instanceof Leaf
                        || node.op() instanceof Elementwise
                        || node.op() instanceof Power
                        || node.op() instanceof Structural
                        || node.op() instanceof Linear.MatVec
                        || node.op() instanceof Linear.TransposedMatVec);
  }

  /** Takes a graph apart that {@link #canTake} accepts. */
  static Scalars of(Graph graph) {
    Scalars scalars = new Scalars();
    int row = 0;
    for (Expr input : graph.inputs()) {
      List<Value> parts = new ArrayList<>();
      for (int i = 0; i < input.size(); i++) {
        parts.add(scalars.make(new Operation.Input(), List.of(), row++, false));
      }
      scalars.components.put(input, parts);
    }
    scalars.inputRows = row;
    int element = 0;
    for (Expr parameter : graph.parameters()) {
      List<Value> parts = new ArrayList<>();
      for (int i = 0; i < parameter.size(); i++) {
        parts.add(scalars.make(new Operation.Parameter(), List.of(), element++, true));
      }
      scalars.components.put(parameter, parts);
    }
    for (Expr node : graph.nodes()) {
      scalars.components.computeIfAbsent(node, scalars::take);
    }
    return scalars;
  }

  private Value make(Operation op, List<Value> args, int element, boolean shared) {
    Key key = new Key(op, args.stream().map(Value::id).toList(), element);
    Value found = known.get(key);
    if (found == null) {
      found = new Value(values.size(), op, List.copyOf(args), 1, element, shared);
      values.add(found);
      known.put(key, found);
    }
    return found;
  }

  private Value apply(Operation op, Value... args) {
    boolean shared = true;
    for (Value arg : args) {
      shared &= arg.shared();
    }
    return make(op, List.of(args), 0, shared);
  }

  private List<Value> take(Expr node) {
    if (node.op() instanceof Leaf.Constant constant) {
      return List.of(make(new Operation.Constant(constant.value()), List.of(), 0, true));
    }
    if (node.op() instanceof Elementwise op) {
      return map(node, new Operation.Map1(op));
    }
    if (node.op() instanceof Power power) {
      return map(node, new Operation.ToPower(power.exponent()));
    }
    if (node.op() instanceof Structural op) {
      return structural(op, node);
    }
    if (node.op() instanceof Linear.MatVec op) {
      return product(node, op.rows(), op.cols(), false);
    }
    if (node.op() instanceof Linear.TransposedMatVec op) {
      return product(node, op.cols(), op.rows(), true);
    }
    throw new UnsupportedOperationException(node.op() + " has no vector form");
  }

  private List<Value> map(Expr node, Operation op) {
    List<Value> results = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      int component = i;
      results.add(
          apply(op, node.args().stream().map(a -> of(a).get(component)).toArray(Value[]::new)));
    }
    return results;
  }

  private List<Value> structural(Structural op, Expr node) {
    List<Value> first = of(node.args().get(0));
    if (op instanceof Structural.Slice slice) {
      return first.subList(slice.from(), slice.from() + slice.size());
    }
    if (op instanceof Structural.Broadcast broadcast) {
      return java.util.Collections.nCopies(broadcast.size(), first.get(0));
    }
    if (op instanceof Structural.Concat) {
      return node.args().stream().flatMap(part -> of(part).stream()).toList();
    }
    Value sum = first.get(0);
    for (Value next : first.subList(1, first.size())) {
      sum = apply(new Operation.Map1(Elementwise.ADD), sum, next);
    }
    return List.of(sum);
  }

  private List<Value> product(Expr node, int rows, int cols, boolean transposed) {
    List<Value> matrix = of(node.args().get(0));
    List<Value> x = of(node.args().get(1));
    List<Value> results = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      Value sum = make(new Operation.Constant(0.0), List.of(), 0, true);
      for (int j = 0; j < cols; j++) {
        Value w = matrix.get(transposed ? j * rows + i : i * cols + j);
        sum = apply(new Operation.MultiplyAdd(), w, x.get(j), sum);
      }
      results.add(sum);
    }
    return results;
  }
}

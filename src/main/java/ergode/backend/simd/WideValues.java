package ergode.backend.simd;

import ergode.expr.Elementwise;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.Leaf;
import ergode.expr.Linear;
import ergode.expr.Power;
import ergode.expr.Structural;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A graph as vectors per lane. Small vectors are taken apart into their components, as {@link
 * Scalars} does with all; products and operations on long vectors stay whole. What all lanes share
 * is left to a graph of its own.
 */
final class WideValues {

  /** Components of the longest vector that is taken apart. */
  static final int LONGEST_SMALL = 8;

  /** Elements of the largest matrix that {@link Scalars} takes apart. */
  private static final int LARGEST_WRITTEN_OUT = 32;

  private record Key(Operation op, List<Integer> args, int size, int element) {}

  private final List<Value> values = new ArrayList<>();
  private final Map<Key, Value> known = new HashMap<>();

  /** The vectors that make up a node, one after the other. */
  private final Map<Expr, List<Value>> parts = new HashMap<>();

  /** How many nodes use a node. */
  private final Map<Expr, Integer> uses = new HashMap<>();

  /** The first element of each shared node that lanes read. */
  private final Map<Expr, Integer> shared = new LinkedHashMap<>();

  private int sharedElements;
  private final List<Value> outputs = new ArrayList<>();
  private final List<WideTotal> totals = new ArrayList<>();

  private WideValues() {}

  /** Takes a graph apart. */
  static WideValues of(Graph graph) {
    WideValues wide = new WideValues();
    int row = 0;
    for (Expr input : graph.inputs()) {
      Value value = wide.make(new Operation.Input(), List.of(), input.size(), row, false);
      wide.parts.put(input, List.of(value));
      row += input.size();
    }
    List<Expr> nodes = nodes(graph);
    nodes.forEach(node -> node.args().forEach(arg -> wide.uses.merge(arg, 1, Integer::sum)));
    for (Expr node : nodes) {
      if (!node.isShared() && !wide.parts.containsKey(node)) {
        wide.parts.put(node, wide.lower(node));
      }
    }
    for (Expr output : graph.outputs()) {
      wide.parts(output).forEach(part -> wide.outputs.add(wide.perLane(part)));
    }
    int element = 0;
    for (Expr total : graph.totals()) {
      List<Expr> terms = Graph.terms(total);
      if (!terms.isEmpty()) {
        wide.totals.add(WideTotal.of(element, terms, wide));
      }
      element += total.size();
    }
    return wide;
  }

  /** What outputs and totals need, arguments first, without the sums over lanes themselves. */
  private static List<Expr> nodes(Graph graph) {
    List<Expr> ends =
        Stream.concat(
                graph.outputs().stream(),
                graph.totals().stream()
                    .flatMap(total -> Graph.terms(total).stream())
                    .flatMap(term -> term.args().stream()))
            .toList();
    return new Graph(graph.inputs(), graph.parameters(), ends).nodes();
  }

  /** Whether a graph has totals, or products too large to be written out. */
  static boolean isFor(Graph graph) {
    return !graph.totals().isEmpty()
        || graph.nodes().stream()
            .anyMatch(
                node ->
                    node.op() instanceof Linear
                        && !node.isShared()
                        && node.args().get(0).size() > LARGEST_WRITTEN_OUT);
  }

  /** Whether all operations of a graph have a vector form here. */
  static boolean canTake(Graph graph) {
    return graph.totals().stream().map(Graph::terms).allMatch(WideTotal::canTake)
        && nodes(graph).stream()
            .allMatch(
                node ->
                    !Linear.isLaneSum(node)
                        && (node.isShared()
                            || node.op() instanceof Leaf
                            || node.op() instanceof Elementwise
                            || node.op() instanceof Power
                            || node.op() instanceof Structural
                            || node.op() instanceof Linear));
  }

  /** The shared nodes that lanes read, as a graph of parameters alone. */
  Graph sharedGraph(Graph graph) {
    return new Graph(List.of(), graph.parameters(), List.copyOf(shared.keySet()));
  }

  /** The number of elements of all shared nodes that lanes read. */
  int sharedElements() {
    return sharedElements;
  }

  /** What is to be written to the output rows, in their order. */
  List<Value> outputs() {
    return outputs;
  }

  /** The totals that are not 0. */
  List<WideTotal> totals() {
    return totals;
  }

  /** All values, arguments before what uses them, needed or not. */
  List<Value> values() {
    return values;
  }

  private Value make(Operation op, List<Value> args, int size, int element, boolean isShared) {
    Key key = new Key(op, args.stream().map(Value::id).toList(), size, element);
    Value found = known.get(key);
    if (found == null) {
      found = new Value(values.size(), op, List.copyOf(args), size, element, isShared);
      values.add(found);
      known.put(key, found);
    }
    return found;
  }

  private Value make(Operation op, List<Value> args, int size) {
    return make(op, args, size, 0, false);
  }

  /** A value whose rows are in memory. */
  private Value perLane(Value value) {
    if (!value.shared()) {
      return value;
    }
    if (value.size() == 1 || value.size() > LONGEST_SMALL) {
      return make(new Operation.Copy(), List.of(value), value.size());
    }
    List<Value> rows =
        IntStream.range(0, value.size()).mapToObj(i -> perLane(slice(value, i, 1))).toList();
    return make(new Operation.Gather(), rows, value.size());
  }

  /** The ones that a sum over lanes is an outer product with. */
  Value ones() {
    return perLane(make(new Operation.Constant(1), List.of(), 1, 0, true));
  }

  /** Whether a value is what {@link #ones} returns. */
  static boolean isOnes(Value value) {
    return value.op() instanceof Operation.Copy
        && value.size() == 1
        && value.args().get(0).op().equals(new Operation.Constant(1));
  }

  /** A node as one value whose rows are in memory. */
  Value whole(Expr node) {
    List<Value> list = parts(node);
    if (list.size() == 1) {
      return perLane(list.get(0));
    }
    return make(new Operation.Gather(), list.stream().map(this::perLane).toList(), node.size());
  }

  private List<Value> parts(Expr node) {
    if (!node.isShared()) {
      return parts.getOrDefault(node, List.of());
    }
    return List.of(
        node.constant().isPresent()
            ? make(
                new Operation.Constant(node.constant().getAsDouble()),
                List.of(),
                node.size(),
                0,
                true)
            : shared(node));
  }

  private Value shared(Expr node) {
    Integer first = shared.get(node);
    if (first == null) {
      first = sharedElements;
      shared.put(node, first);
      sharedElements += node.size();
    }
    return make(new Operation.Shared(), List.of(), node.size(), first, true);
  }

  private List<Value> components(Expr node) {
    return parts(node).stream()
        .flatMap(part -> IntStream.range(0, part.size()).mapToObj(i -> slice(part, i, 1)))
        .toList();
  }

  private Value slice(Value part, int from, int size) {
    if (size == part.size()) {
      return part;
    }
    if (part.op() instanceof Operation.Shared) {
      return make(part.op(), List.of(), size, part.element() + from, true);
    }
    if (part.op() instanceof Operation.Constant) {
      return make(part.op(), List.of(), size, 0, true);
    }
    if (part.op() instanceof Operation.Copy && size == 1) {
      return part.args().get(0);
    }
    if (part.op() instanceof Operation.Slice outer) {
      Operation inner = new Operation.Slice(outer.from() + from);
      return make(inner, part.args(), size);
    }
    return make(new Operation.Slice(from), List.of(part), size);
  }

  private List<Value> lower(Expr node) {
    if (node.op() instanceof Elementwise op) {
      return elementwise(node, new Operation.Map1(op));
    }
    if (node.op() instanceof Power power) {
      return elementwise(node, new Operation.ToPower(power.exponent()));
    }
    if (node.op() instanceof Structural op) {
      return structural(op, node);
    }
    Value matrix = shared(node.args().get(0));
    Value x = whole(node.args().get(1));
    Operation op =
        node.op() instanceof Linear.MatVec product
            ? new Operation.Product(product.cols(), 1)
            : new Operation.Product(1, node.size());
    Value product = make(op, List.of(matrix, x), node.size());
    return product.isPanel() && node.size() <= LONGEST_SMALL
        ? IntStream.range(0, node.size())
            .mapToObj(i -> make(new Operation.Slice(i), List.of(product), 1))
            .toList()
        : List.of(product);
  }

  private List<Value> elementwise(Expr node, Operation op) {
    if (node.size() > LONGEST_SMALL) {
      List<Value> args = node.args().stream().map(this::operand).toList();
      Optional<Value> product = productWithAddend(node, args);
      return List.of(product.orElseGet(() -> make(op, args, node.size())));
    }
    List<List<Value>> args = node.args().stream().map(this::components).toList();
    return IntStream.range(0, node.size())
        .mapToObj(i -> make(op, args.stream().map(arg -> arg.get(i)).toList(), 1))
        .toList();
  }

  /** The sum of a product that nothing else needs and a shared vector. */
  private Optional<Value> productWithAddend(Expr node, List<Value> args) {
    for (int i = 0; i < args.size() && node.op() == Elementwise.ADD; i++) {
      Value product = args.get(i);
      Value addend = args.get(1 - i);
      if (product.op() instanceof Operation.Product
          && product.args().size() == 2
          && addend.op() instanceof Operation.Shared
          && addend.size() == product.size()
          && uses.getOrDefault(node.args().get(i), 0) == 1) {
        List<Value> all = List.of(product.args().get(0), product.args().get(1), addend);
        return Optional.of(make(product.op(), all, node.size()));
      }
    }
    return Optional.empty();
  }

  /** An argument of an operation on long vectors, which reads copies where they are made from. */
  private Value operand(Expr arg) {
    List<Value> list = parts(arg);
    Value value = list.size() == 1 ? list.get(0) : whole(arg);
    return value.op() instanceof Operation.Copy ? value.args().get(0) : value;
  }

  private List<Value> structural(Structural op, Expr node) {
    Expr x = node.args().get(0);
    if (op instanceof Structural.Slice slice) {
      return slice(parts(x), slice.from(), slice.size());
    }
    if (op instanceof Structural.Concat) {
      return node.args().stream().flatMap(part -> parts(part).stream()).toList();
    }
    if (op instanceof Structural.Broadcast broadcast) {
      Value scalar = parts(x).get(0);
      return broadcast.size() > LONGEST_SMALL
          ? List.of(make(new Operation.Copy(), List.of(scalar), broadcast.size()))
          : Collections.nCopies(broadcast.size(), scalar);
    }
    if (x.size() > LONGEST_SMALL) {
      return List.of(make(new Operation.Sum(), List.of(whole(x)), 1));
    }
    Operation add = new Operation.Map1(Elementwise.ADD);
    return List.of(
        components(x).stream().reduce((sum, next) -> make(add, List.of(sum, next), 1)).get());
  }

  private List<Value> slice(List<Value> list, int from, int size) {
    List<Value> found = new ArrayList<>();
    int start = 0;
    for (Value part : list) {
      int first = Math.max(from, start);
      int end = Math.min(from + size, start + part.size());
      if (first < end) {
        found.add(slice(part, first - start, end - first));
      }
      start += part.size();
    }
    return found;
  }
}

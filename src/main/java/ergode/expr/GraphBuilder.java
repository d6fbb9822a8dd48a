package ergode.expr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the nodes of one graph. Equal expressions become one node (hash-consing), and every node is
 * simplified as it is made, so a derivative's zeros and ones never reach a kernel.
 *
 * <p>Simplification treats values as finite reals: {@code 0 * x} is 0 and {@code x - x} is 0 even
 * where x would be infinite. It depends only on the order in which nodes are made, so the same code
 * always gives the same graph.
 */
public final class GraphBuilder {
  private record Key(Op op, List<Expr> args) {}

  private final Map<Key, Expr> nodes = new HashMap<>();
  private final Map<String, Leaf> leaves = new HashMap<>();

  public Expr constant(double value) {
    return make(new Leaf.Constant(value), List.of());
  }

  /** A vector of {@code size} components, each equal to {@code value}. */
  public Expr constant(double value, int size) {
    return constant(value).broadcast(size);
  }

  /** A scalar that every lane brings along. */
  public Expr input(String name) {
    return input(name, 1);
  }

  /** A vector that every lane brings along. */
  public Expr input(String name, int size) {
    return named(name, new Leaf.Input(name, size));
  }

  /** Scalars that every lane brings along, called {@code name} with their number behind it. */
  public List<Expr> inputs(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> input(name + i)).toList();
  }

  /** A scalar shared by all lanes. */
  public Expr parameter(String name) {
    return parameter(name, 1);
  }

  /** A tensor shared by all lanes, of {@code size} elements. */
  public Expr parameter(String name, int size) {
    return named(name, new Leaf.Parameter(name, size));
  }

  /** The parameter of that name, whatever its size; a scalar if the graph has none yet. */
  public Expr parameterNamed(String name) {
    return leaves.get(name) instanceof Leaf.Parameter known
        ? parameter(name, known.size())
        : parameter(name);
  }

  /** A name stands for one leaf: two of one name could not be told apart in a message. */
  private Expr named(String name, Leaf leaf) {
    Leaf known = leaves.putIfAbsent(name, leaf);
    if (known != null && !known.equals(leaf)) {
      throw new IllegalArgumentException(leaf + " has the name of " + known);
    }
    return make(leaf, List.of());
  }

  /** The components of all parts, one after the other. */
  public Expr concat(List<Expr> parts) {
    return make(new Structural.Concat(), parts);
  }

  /**
   * The solution x of {@code M x = b} for each lane.
   *
   * @param matrix n x n, row-major, n^2 components
   * @param rhs n components
   */
  public Expr solve(Expr matrix, Expr rhs) {
    return make(new Solve(), List.of(matrix, rhs));
  }

  Expr elementwise(Elementwise op, Expr... args) {
    int size = 1;
    for (Expr arg : args) {
      if (arg.size() != 1) {
        size = arg.size();
      }
    }
    List<Expr> fitted = new ArrayList<>(args.length);
    for (Expr arg : args) {
      fitted.add(arg.size() == 1 && size > 1 ? arg.broadcast(size) : arg);
    }
    return make(op, fitted);
  }

  /** The node for {@code op(args)}, simplified and shared. */
  Expr make(Op op, List<Expr> args) {
    for (Expr arg : args) {
      if (arg.graph() != this) {
        throw new IllegalArgumentException(arg + " belongs to another GraphBuilder");
      }
    }
    Key key = new Key(op, List.copyOf(args));
    Expr known = nodes.get(key);
    if (known != null) {
      return known;
    }
    op.size(args);
    @Nullable Expr simpler = op.simplify(this, args);
    Expr node = simpler != null ? simpler : new Expr(this, nodes.size(), op, key.args());
    nodes.put(key, node);
    return node;
  }
}

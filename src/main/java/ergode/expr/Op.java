package ergode.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the graph: its shape rule and its derivative rule in one place.
 *
 * <p>Operations compare by value (records, enums), which is what makes equal expressions one node.
 */
public sealed interface Op permits Leaf, Elementwise, Power, Structural, Linear, Solve {

  /**
   * The number of components of the result.
   *
   * @throws IllegalArgumentException if the arguments do not fit, naming both sizes
   */
  int size(List<Expr> args);

  /** Whether the result is one value for all lanes; by default when every argument is. */
  default boolean shared(List<Expr> args) {
    return args.stream().allMatch(Expr::isShared);
  }

  /**
   * The derivative of {@code y = op(args)} with respect to argument {@code arg}, as a linear map.
   * Leaves have no arguments and are never asked.
   */
  LinearMap derivative(Expr y, int arg);

  /**
   * Whether the transpose of {@link #derivative} by argument {@code arg} sums over lanes when it is
   * applied to the cotangent {@code dy}, one of those that {@code y} has in each lane.
   */
  default boolean transposeSumsLanes(Expr y, int arg, Expr dy) {
    return false;
  }

  /** An equivalent simpler node if there is one, else {@code null}; {@code args} fit the op. */
  default @Nullable Expr simplify(GraphBuilder graph, List<Expr> args) {
    return null;
  }
}

package ergode.expr;

import java.util.List;
import java.util.function.Function;

/**
 * One use of an operation whose derivatives are to be checked.
 *
 * @param covers the operation: a constant of {@link Elementwise}, else the class of the {@link Op}
 * @param positive whether the arguments must be positive
 */
public record OpCase(
    String name,
    Object covers,
    List<Argument> arguments,
    boolean positive,
    Function<List<Expr>, Expr> expression) {

  /** An independent variable: a parameter if {@code shared}, else an input. */
  public record Argument(int size, boolean shared) {
    static Argument lane(int size) {
      return new Argument(size, false);
    }

    static Argument shared(int size) {
      return new Argument(size, true);
    }
  }

  static OpCase of(
      String name,
      Class<? extends Op> covers,
      List<Argument> arguments,
      Function<List<Expr>, Expr> expression) {
    return new OpCase(name, covers, arguments, false, expression);
  }

  @Override
  public String toString() {
    return name;
  }

  static Object kind(Op op) {
    return op instanceof Elementwise ? op : op.getClass();
  }
}

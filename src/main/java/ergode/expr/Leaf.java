package ergode.expr;

import java.util.List;

/** A node without arguments. */
public sealed interface Leaf extends Op {

  @Override
  default LinearMap derivative(Expr y, int arg) {
    throw new IllegalStateException(y + " has no arguments to differentiate by");
  }

  /** A scalar known when the graph is built. Distinguishes 0.0 from -0.0, as bits do. */
  record Constant(double value) implements Leaf {
    @Override
    public int size(List<Expr> args) {
      return 1;
    }

    @Override
    public boolean shared(List<Expr> args) {
      return true;
    }
  }

  /** A vector that every lane brings along: a state, a time, a tangent. */
  record Input(String name, int size) implements Leaf {
    public Input {
      requirePositive(name, size);
    }

    @Override
    public int size(List<Expr> args) {
      return size;
    }

    @Override
    public boolean shared(List<Expr> args) {
      return false;
    }
  }

  /** A tensor shared by all lanes, row-major: a mass, a length, the weights of a layer. */
  record Parameter(String name, int size) implements Leaf {
    public Parameter {
      requirePositive(name, size);
    }

    @Override
    public int size(List<Expr> args) {
      return size;
    }

    @Override
    public boolean shared(List<Expr> args) {
      return true;
    }
  }

  private static void requirePositive(String name, int size) {
    if (size < 1) {
      throw new IllegalArgumentException(
          name + " has " + size + " components, expected at least 1");
    }
  }
}

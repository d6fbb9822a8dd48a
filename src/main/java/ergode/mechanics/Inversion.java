package ergode.mechanics;

import ergode.expr.Expr;
import ergode.expr.GraphBuilder;
import java.util.List;

/** How accelerations follow from {@code M a = f}. */
public enum Inversion {
  /** {@code a = M^-1 f}; not finite where M is singular. */
  SOLVE {
    @Override
    Expr apply(Expr mass, Expr force) {
      return force.graph().solve(mass, force);
    }
  },

  /**
   * {@code a = M^+ f}, the shortest of the accelerations with the least residual; for one and two
   * coordinates. An eigenvalue of less than {@link #CUTOFF} times the other counts as zero.
   *
   * <p>Both eigenvalues then follow from {@code det M} and the sum F of the squared elements: their
   * ratio is about {@code |det M| / F}, and if one of them is zero, {@code M^+ = M / F}. Neither
   * needs a root, whose derivative would be infinite where the eigenvalues agree.
   */
  PSEUDO_INVERSE {
    @Override
    Expr apply(Expr mass, Expr force) {
      return switch (force.size()) {
        case 1 -> ofScalar(mass, force);
        case 2 -> ofPair(mass, force);
        default ->
            throw new IllegalArgumentException(
                "a pseudo-inverse of the mass matrix of "
                    + force.size()
                    + " coordinates, expected at most 2");
      };
    }
  };

  /** 10 n epsilon for n = 2, the default of {@code jax.numpy.linalg.pinv}. */
  static final double CUTOFF = 20 * 0x1p-52;

  abstract Expr apply(Expr mass, Expr force);

  private static Expr ofScalar(Expr mass, Expr force) {
    GraphBuilder graph = force.graph();
    Expr zero = graph.constant(0);
    Expr one = graph.constant(1);
    Expr regular = zero.ifLess(mass.abs(), mass, one);
    return zero.ifLess(mass.abs(), force.over(regular), zero);
  }

  private static Expr ofPair(Expr mass, Expr force) {
    GraphBuilder graph = force.graph();
    Expr zero = graph.constant(0);
    Expr one = graph.constant(1);
    Expr squares = mass.dot(mass);
    Expr determinant = mass.at(0).times(mass.at(3)).minus(mass.at(1).times(mass.at(2)));
    Expr threshold = squares.times(CUTOFF);
    Expr size = determinant.abs();

    // A division by zero on the side that is not chosen would still spoil the derivative.
    Expr regular = threshold.ifLess(size, determinant, one);
    Expr nonzero = zero.ifLess(squares, squares, one);
    Expr[] components = new Expr[2];
    for (int i = 0; i < 2; i++) {
      int j = 1 - i;
      Expr full =
          mass.at(3 * j)
              .times(force.at(i))
              .minus(mass.at(2 * i + j).times(force.at(j)))
              .over(regular);
      Expr single = mass.slice(2 * i, 2).dot(force).over(nonzero);
      components[i] = threshold.ifLess(size, full, single);
    }
    return graph.concat(List.of(components));
  }
}

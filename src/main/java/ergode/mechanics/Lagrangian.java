package ergode.mechanics;

import ergode.expr.Expr;
import java.util.List;

/**
 * {@code L(q, v)} of a system with any number of coordinates, as an expression. Masses, lengths and
 * weights are parameters of the graph, taken by name from {@link Expr#graph()}.
 */
@FunctionalInterface
public interface Lagrangian {

  /**
   * The Lagrangian as a scalar.
   *
   * @param q generalised coordinates, scalars
   * @param v their velocities dq/dt, scalars
   */
  Expr value(List<Expr> q, List<Expr> v);
}

package ergode.expr;

import java.util.function.UnaryOperator;

/**
 * A linear map between node values, with its transpose: the one rule from which both {@code jvp}
 * (apply) and {@code vjp} (transpose) of an operation follow.
 */
public record LinearMap(UnaryOperator<Expr> apply, UnaryOperator<Expr> transpose) {

  /** The diagonal map {@code dx -> factor * dx}, its own transpose. */
  static LinearMap scale(Expr factor) {
    return new LinearMap(factor::times, factor::times);
  }
}

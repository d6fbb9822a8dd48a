package ergode.backend.simd;

import ergode.expr.Elementwise;

/** What computes a {@link Value}. */
sealed interface Operation {
  /** Components of the inputs. */
  record Input() implements Operation {}

  /** An element of the parameters. */
  record Parameter() implements Operation {}

  record Constant(double value) implements Operation {}

  record Map1(Elementwise op) implements Operation {}

  record ToPower(double exponent) implements Operation {}

  /** a b + c, rounded once. */
  record MultiplyAdd() implements Operation {}

  /** Elements of the shared values, which are computed before the lanes. */
  record Shared() implements Operation {}

  /** A shared value in each lane, or a scalar in each component. */
  record Copy() implements Operation {}

  /** Components of a value from one on. */
  record Slice(int from) implements Operation {}

  /** The components of all arguments, one after the other. */
  record Gather() implements Operation {}

  /** The sum of all components, from the first to the last. */
  record Sum() implements Operation {}

  /**
   * A shared matrix times a vector, plus a shared vector if there is a third argument.
   *
   * @param rowStride from one row of the matrix to the next, in elements
   * @param columnStride from one column to the next
   */
  record Product(int rowStride, int columnStride) implements Operation {}

  /** Whether it acts on each component alone. */
  default boolean isElementwise() {
    return this instanceof Map1
        || this instanceof ToPower
        || this instanceof MultiplyAdd
        || this instanceof Copy;
  }
}

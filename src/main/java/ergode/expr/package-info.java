/**
 * Expressions over the values of one trajectory, and their derivatives.
 *
 * <p>A node is a small vector per trajectory (a <em>lane</em>) or a tensor shared by all lanes.
 * Nodes are hash-consed and simplified as they are made ({@link ergode.expr.GraphBuilder}); {@link
 * ergode.expr.Derivatives} differentiates forwards ({@code jvp}) and backwards ({@code vjp}) from
 * one rule per operation, and every derivative is again made of operations, so any order works.
 */
@NullMarked
package ergode.expr;

import org.jspecify.annotations.NullMarked;

/**
 * Neural networks as expressions, and Lagrangians made of them.
 *
 * <p>A {@link ergode.network.NeuralLagrangian} is an ordinary {@link ergode.mechanics.Lagrangian}
 * whose parameters are the tensors of a network ({@link ergode.network.ParameterLayout}), so
 * equations of motion, energy and derivatives are those of any Lagrangian.
 */
@NullMarked
package ergode.network;

import org.jspecify.annotations.NullMarked;

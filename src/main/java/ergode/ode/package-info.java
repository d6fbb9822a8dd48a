/**
 * Explicit Runge-Kutta methods over ensembles of trajectories.
 *
 * <p>A method is a table of numbers ({@link ergode.ode.Tableau}); its step is one loop over that
 * table ({@link ergode.ode.RungeKuttaStep}). {@link ergode.ode.EnsembleSolver} keeps a block of
 * lanes busy, each with its own step size, and refills a lane as soon as its trajectory ends. The
 * bits of a trajectory depend on the problem and the settings alone: never on its lane, the block
 * size or its neighbours. {@link ergode.ode.AdjointSolver} goes back over recorded steps and gives
 * gradients.
 */
@NullMarked
package ergode.ode;

import org.jspecify.annotations.NullMarked;

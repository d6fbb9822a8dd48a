/**
 * Sampling designs: which initial condition trajectory {@code simId} starts from.
 *
 * <p>A {@link ergode.data.design.Design} is a pure function of its parameters and {@code simId}, so
 * any task on any machine computes any trajectory's start without knowing the others.
 */
@NullMarked
package ergode.data.design;

import org.jspecify.annotations.NullMarked;

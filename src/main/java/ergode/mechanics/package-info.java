/**
 * Lagrangian mechanics: a system is its Lagrangian, written as the textbook writes it; equations of
 * motion, momenta and energy follow from it ({@link ergode.mechanics.EulerLagrange}).
 */
@NullMarked
package ergode.mechanics;

import org.jspecify.annotations.NullMarked;

package ergode.ode;

import ergode.expr.Graph;
import org.jspecify.annotations.Nullable;

/**
 * What to integrate.
 *
 * @param parameters values of the shared parameters, in the order of both graphs
 * @param invariant one output that an exact solution keeps constant, such as the energy, as a
 *     function of y; its drift is reported per trajectory
 */
public record InitialValueProblem(
    VectorField field, double[] parameters, @Nullable Graph invariant) {}

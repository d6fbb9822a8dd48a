package ergode.ode;

import ergode.backend.Backend;
import ergode.backend.Kernel;
import org.jspecify.annotations.Nullable;

/** Evaluates a problem's invariant, if it has one, over a block of lanes. */
final class InvariantWatch {
  private final @Nullable Kernel kernel;
  private final double[] parameters;
  private final double[][] value;

  InvariantWatch(Backend backend, InitialValueProblem problem, int capacity) {
    kernel = problem.invariant() == null ? null : backend.compile(problem.invariant());
    parameters = problem.parameters();
    value = new double[1][capacity];
  }

  /** Evaluates at states {@code y}, [component][lane]. */
  void evaluate(double[][] y, int active) {
    if (kernel != null) {
      kernel.run(y, parameters, value, active);
    }
  }

  /** The value in one lane at the last evaluation; 0 without an invariant. */
  double value(int lane) {
    return value[0][lane];
  }
}

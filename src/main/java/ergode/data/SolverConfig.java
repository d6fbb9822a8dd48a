package ergode.data;

import ergode.ode.Methods;
import ergode.ode.SaveAt;
import ergode.ode.SolverSettings;
import ergode.ode.StepControl;
import ergode.ode.Tableau;
import ergode.ode.Tolerances;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The {@code solver} section.
 *
 * @param method name of a Runge-Kutta method
 * @param rtol relative tolerance
 * @param atol absolute tolerance
 * @param dt0 first step, and every step of a constant controller; null for the spacing of save
 *     points
 * @param maxSteps attempted steps per trajectory
 */
public record SolverConfig(
    String method,
    double rtol,
    double atol,
    @Nullable Double dt0,
    long maxSteps,
    ControllerConfig controller)
    implements Serializable {

  public SolverConfig {
    Tableau tableau =
        Methods.byName(method)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "solver.method", method, "one of " + String.join(", ", Methods.names())));
    requirePositive("solver.rtol", rtol);
    requirePositive("solver.atol", atol);
    if (dt0 != null) {
      requirePositive("solver.dt0", dt0);
    }
    if (maxSteps < 1 || maxSteps > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          "solver.max-steps",
          Long.toString(maxSteps),
          "a whole number from 1 to " + Integer.MAX_VALUE);
    }
    if (controller.kind() == ControllerConfig.Kind.PID && !tableau.isAdaptive()) {
      throw new InvalidInputException(
          "solver.controller.kind",
          "pid",
          "constant or auto, because the method " + method + " has no error estimate");
    }
  }

  /**
   * The solver that {@link #canonical} keys describe, whatever other keys there are.
   *
   * @throws InvalidInputException naming the first key that is missing or will not do
   */
  public static SolverConfig of(Map<String, Object> config) {
    return new CanonicalKeys(config).solver();
  }

  private Tableau tableau() {
    return Methods.byName(method).orElseThrow();
  }

  private boolean isConstantStep() {
    return controller.kind() == ControllerConfig.Kind.CONSTANT || !tableau().isAdaptive();
  }

  /** What the solver takes. */
  public SolverSettings settings(SaveAt saveAt) {
    double first = dt0 == null ? saveAt.spacing() : dt0;
    StepControl control =
        isConstantStep() ? new StepControl.Constant() : controller.pid(new Tolerances(rtol, atol));
    return new SolverSettings(tableau(), control, first, maxSteps);
  }

  /** The keys that decide the result, with their values. */
  public Map<String, Object> canonical(SaveAt saveAt) {
    Map<String, Object> keys = new TreeMap<>();
    keys.put("solver.method", method);
    keys.put("solver.max-steps", maxSteps);
    keys.put("solver.dt0", dt0 == null ? saveAt.spacing() : dt0);
    if (isConstantStep()) {
      keys.put("solver.controller.kind", "constant");
    } else {
      keys.put("solver.rtol", rtol);
      keys.put("solver.atol", atol);
      keys.putAll(controller.canonical());
    }
    return keys;
  }

  private static void requirePositive(String key, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new InvalidInputException(key, Double.toString(value), "a positive finite number");
    }
  }
}

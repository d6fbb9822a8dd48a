package ergode.data;

import ergode.ode.StepControl;
import ergode.ode.Tolerances;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * The {@code solver.controller} section; see {@link StepControl.Pid} for the formula.
 *
 * @param p proportional coefficient
 * @param i integral coefficient
 * @param d derivative coefficient
 */
public record ControllerConfig(
    Kind kind, double p, double i, double d, double safety, double factorMin, double factorMax)
    implements Serializable {

  /** How step sizes are chosen. */
  public enum Kind {
    /** From the error estimate if the method has one, else constant. */
    AUTO,
    PID,
    CONSTANT
  }

  public ControllerConfig {
    require("safety", safety, safety > 0 && safety < 1, "a number between 0 and 1, exclusive");
    require(
        "factor-min",
        factorMin,
        factorMin > 0 && factorMin < safety,
        "a positive number below solver.controller.safety = " + safety);
    require(
        "factor-max",
        factorMax,
        factorMax > 1 && Double.isFinite(factorMax),
        "a finite number above 1");
    require("p", p, Double.isFinite(p), "a finite number");
    require("d", d, Double.isFinite(d), "a finite number");
    require(
        "i",
        i,
        Double.isFinite(i) && p + i + d > 0,
        "a finite number with p + i + d > 0, because a larger error must mean a smaller step");
  }

  StepControl pid(Tolerances tolerances) {
    return new StepControl.Pid(tolerances, p, i, d, safety, factorMin, factorMax);
  }

  Map<String, Object> canonical() {
    Map<String, Object> keys = new TreeMap<>();
    keys.put("solver.controller.kind", "pid");
    keys.put("solver.controller.p", p);
    keys.put("solver.controller.i", i);
    keys.put("solver.controller.d", d);
    keys.put("solver.controller.safety", safety);
    keys.put("solver.controller.factor-min", factorMin);
    keys.put("solver.controller.factor-max", factorMax);
    return keys;
  }

  private static void require(String key, double value, boolean valid, String accepted) {
    if (!valid) {
      throw new InvalidInputException("solver.controller." + key, Double.toString(value), accepted);
    }
  }
}

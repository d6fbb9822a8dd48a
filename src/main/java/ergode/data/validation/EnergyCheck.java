package ergode.data.validation;

import ergode.backend.Backend;
import ergode.data.Simulation;
import ergode.data.parquet.TrajectoryRow;
import ergode.ode.StepControl;
import ergode.ode.Tolerances;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Compares the energy at the saved points with the stored drift, and that with the tolerances.
 *
 * <p>The stored drift D is the largest |E - E0| at the ends of accepted steps. Three things follow
 * for a run that is ok:
 *
 * <ol>
 *   <li>The last saved point is the end of a step, so its |E - E0| is at most D, but for rounding.
 *   <li>Other saved points lie inside steps and are interpolated. An interpolant of about the
 *       method's order has an error of about one step's, which step control holds below {@code atol
 *       + rtol |y|} (root mean square over components). To first order such an error changes the
 *       energy by at most {@code e = sqrt(d) |grad E * (atol + rtol |y|)|}, d being the number of
 *       components. A step whose error was underestimated shows in D as well. So {@code |E - E0|}
 *       is at most D plus some times (D + e).
 *   <li>If each accepted step keeps its tolerance and all their errors add up, D is at most the
 *       number of steps times the largest e along the orbit, of which the saved points are a
 *       sample.
 * </ol>
 *
 * <p>The first is a fact. The others are what tolerances promise, and no more: error estimates are
 * estimates. With constant steps nothing is promised.
 */
final class EnergyCheck {
  static final String LAST_POINT = "energy at the last point";
  static final String SAVED_POINTS = "energy at saved points";
  static final String PROMISE = "energy drift beyond the tolerance";

  /** How many times (D + e) an interpolated point may be off, up to 28 in trials, mostly below 3 */
  private static final double INTERPOLATION = 30;

  /**
   * Room for the largest e between saved points that are far apart, and for estimates that were too
   * low.
   */
  private static final double BETWEEN_POINTS = 3;

  /** Rounding of one energy, in units of itself and of the scale. */
  private static final double ROUNDING = 1e-12;

  /** Rounding of one step's result. */
  private static final double STEP_ROUNDING = 1e-15;

  /** Half a unit in the last place of 1 as a float. */
  private static final double FLOAT_ROUNDING = 0x1p-24;

  private final SavedEnergy energy;
  private final double scale;
  private final boolean floats;
  private final @Nullable Tolerances tolerances;

  EnergyCheck(Backend backend, Simulation simulation) {
    this.energy = new SavedEnergy(backend, simulation.system());
    this.scale = simulation.system().energyScale();
    this.floats = simulation.save().precision() == ergode.data.Precision.FLOAT;
    this.tolerances =
        simulation.solver().settings(simulation.save().saveAt()).control()
                instanceof StepControl.Pid pid
            ? pid.tolerances()
            : null;
  }

  /**
   * Checks a run that is ok and has its lists.
   *
   * @return the drift as a part of what the tolerances promise; 0 if they promise nothing
   */
  double check(TrajectoryRow row, String place, Findings findings, Findings warnings) {
    double drift = row.energyDrift() * scale;
    int points = row.savedPoints();
    Orbit orbit = new Orbit(energyOf(row.initial()), drift);
    energy.forEach(row.saved(), points, orbit::add);
    lastPoint(row, orbit, place, findings);
    if (tolerances == null) {
      return 0;
    }
    if (orbit.excess > 0) {
      warnings.add(
          place,
          SAVED_POINTS,
          ("sim_id %d: the energy at point %d is off by %s, energy_drift is %s: more than an"
                  + " interpolation within the tolerance explains")
              .formatted(
                  row.simId(), orbit.excessPoint, orbit.excessError / scale, row.energyDrift()));
    }
    double promise =
        row.steps()
            * (BETWEEN_POINTS * orbit.largestTolerance
                + STEP_ROUNDING * (orbit.largestEnergy + scale));
    if (drift > promise) {
      warnings.add(
          place,
          PROMISE,
          "sim_id %d: energy_drift is %s, rtol = %s and atol = %s allow %s in %d steps"
              .formatted(
                  row.simId(),
                  row.energyDrift(),
                  tolerances.rtol(),
                  tolerances.atol(),
                  promise / scale,
                  row.steps()));
    }
    return drift / promise;
  }

  /** Checks the final state of a run that is ok: without lists, no more than that is a fact. */
  void checkFinalState(TrajectoryRow row, String place, Findings findings) {
    Orbit orbit = new Orbit(energyOf(row.initial()), row.energyDrift() * scale);
    energy.forEach(columns(row.last()), 1, orbit::add);
    lastPoint(row, orbit, place, findings);
  }

  private void lastPoint(TrajectoryRow row, Orbit orbit, String place, Findings findings) {
    if (orbit.lastExcess > 0) {
      findings.add(
          place,
          LAST_POINT,
          "sim_id %d: energy_drift is %s, but the last saved point alone is off by %s"
              .formatted(row.simId(), row.energyDrift(), (orbit.lastExcess + orbit.drift) / scale));
    }
  }

  private double energyOf(double[] state) {
    double[] found = new double[1];
    energy.forEach(columns(state), 1, (point, at, value, gradient) -> found[0] = value);
    return found[0];
  }

  /** One state as [component][point]. */
  private static double[][] columns(double[] state) {
    return Arrays.stream(state).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
  }

  /** The energies along one orbit. */
  private final class Orbit {
    private final double initialEnergy;
    private final double drift;
    private double largestTolerance;
    private double largestEnergy;
    private double lastExcess;
    private double excess;
    private double excessError;
    private int excessPoint;

    Orbit(double initialEnergy, double drift) {
      this.initialEnergy = initialEnergy;
      this.drift = drift;
    }

    void add(int point, double[] state, double value, double[] gradient) {
      double error = Math.abs(value - initialEnergy);
      double beyond = error - drift - rounding(state, value, gradient);
      lastExcess = beyond;
      largestEnergy = Math.max(largestEnergy, Math.abs(value));
      if (tolerances != null) {
        double tolerance = tolerance(state, gradient, tolerances);
        largestTolerance = Math.max(largestTolerance, tolerance);
        double explained = INTERPOLATION * (drift + tolerance);
        if (beyond - explained > excess) {
          excess = beyond - explained;
          excessError = error;
          excessPoint = point;
        }
      }
    }

    private double rounding(double[] state, double value, double[] gradient) {
      double rounding = ROUNDING * (Math.abs(value) + scale);
      if (floats) {
        for (int i = 0; i < state.length; i++) {
          double step = FLOAT_ROUNDING * Math.abs(state[i]);
          rounding += 2 * Math.abs(gradient[i]) * step + scale * step * step;
        }
      }
      return rounding;
    }
  }

  /** The most by which the energy changes if the state changes by the tolerance of one step. */
  private static double tolerance(double[] state, double[] gradient, Tolerances tolerances) {
    double squares = 0;
    for (int i = 0; i < state.length; i++) {
      double change = gradient[i] * (tolerances.atol() + tolerances.rtol() * Math.abs(state[i]));
      squares += change * change;
    }
    return Math.sqrt(state.length * squares);
  }
}

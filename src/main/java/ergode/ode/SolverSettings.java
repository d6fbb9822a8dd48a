package ergode.ode;

/**
 * How to integrate.
 *
 * @param firstStep size of the first step, in units of time
 * @param maxSteps attempted steps per trajectory, accepted or not
 */
public record SolverSettings(Tableau method, StepControl control, double firstStep, long maxSteps) {
  public SolverSettings {
    if (!(firstStep > 0 && Double.isFinite(firstStep))) {
      throw new IllegalArgumentException(
          "firstStep = " + firstStep + ", expected a positive number");
    }
    if (maxSteps < 1) {
      throw new IllegalArgumentException("maxSteps = " + maxSteps + ", expected at least 1");
    }
    if (control instanceof StepControl.Pid && !method.isAdaptive()) {
      throw new IllegalArgumentException(
          method.name() + " has no error estimate: it needs a constant step size");
    }
  }
}

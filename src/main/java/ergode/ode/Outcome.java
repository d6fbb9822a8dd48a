package ergode.ode;

import java.util.Locale;

/**
 * How a trajectory ended; anything but {@link #OK} is reported in its row and never stops the
 * others.
 */
public enum Outcome {
  OK("reached the end time"),
  MAX_STEPS(
      "the maximum number of steps was reached: raise solver.max-steps or loosen the tolerance"),
  NON_FINITE("the solution became infinite or NaN: check the parameters and initial conditions"),
  STEP_TOO_SMALL(
      "the step size fell below the resolution of time: the tolerance is too tight or the solution"
          + " singular");

  private final String advice;

  Outcome(String advice) {
    this.advice = advice;
  }

  /** What happened and what may help. */
  public String advice() {
    return advice;
  }

  /** As in the status column of a data set: "ok", "max_steps", ... */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

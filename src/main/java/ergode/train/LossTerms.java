package ergode.train;

/**
 * The terms of a loss, each a mean over trajectories, save points and components.
 *
 * @param trajectory whether predicted states are compared with recorded ones
 * @param motion what accelerations are compared with
 */
public record LossTerms(boolean trajectory, MotionTarget motion) {
  /** Whether accelerations are compared. */
  boolean hasMotion() {
    return motion != MotionTarget.OFF;
  }

  public LossTerms {
    if (!trajectory && motion == MotionTarget.OFF) {
      throw new IllegalArgumentException("a loss without terms");
    }
  }
}

package ergode.train;

/**
 * A part of a recipe with one method and one length.
 *
 * @param steps at most; a method that converges ends it earlier
 * @param length share of the save points that is used, from the first on
 * @param isPretraining whether it regresses the equation of motion at recorded states, before the
 *     stages that integrate
 */
public record Stage(Method method, int steps, double length, boolean isPretraining) {

  /** A stage that integrates. */
  public Stage(Method method, int steps, double length) {
    this(method, steps, length, false);
  }

  /**
   * Save points of that share.
   *
   * @param all save points of a trajectory
   */
  public int points(int all) {
    return (int) (all * length);
  }

  /** Whether an optimiser's state cannot serve after another stage. */
  boolean startsAnew(Stage before, boolean resetState) {
    return method != before.method
        || isPretraining != before.isPretraining
        || (length != before.length && (resetState || method.needsFixedLoss()));
  }
}

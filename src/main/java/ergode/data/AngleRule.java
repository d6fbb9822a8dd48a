package ergode.data;

import java.io.Serializable;

/**
 * The angle rule: a run is labelled chaotic if any |coordinate| exceeds a cut at a saved point.
 * Coordinates are not wrapped, so a cut of pi means that a pendulum went over the top.
 *
 * <p>This detects flips, not chaos: most chaotic orbits of moderate energy never flip.
 *
 * @param cut in the unit of the coordinates
 */
public record AngleRule(double cut) implements Serializable {
  public AngleRule {
    if (!(cut > 0 && Double.isFinite(cut))) {
      throw new InvalidInputException(
          "filter.cut", Double.toString(cut), "a positive finite number (rad)");
    }
  }

  /**
   * Labels a run by its states at the saved points.
   *
   * @param states [component][point], the coordinates first, then as many velocities
   */
  public boolean isChaotic(double[][] states) {
    double[] largest = new double[states.length / 2];
    for (int i = 0; i < largest.length; i++) {
      for (double angle : states[i]) {
        largest[i] = Math.max(largest[i], Math.abs(angle));
      }
    }
    return isChaotic(largest);
  }

  /** Labels a run by the largest |coordinate| of each coordinate. */
  public boolean isChaotic(double[] maxAbs) {
    for (double max : maxAbs) {
      if (max > cut) {
        return true;
      }
    }
    return false;
  }
}

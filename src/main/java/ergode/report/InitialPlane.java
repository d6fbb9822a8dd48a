package ergode.report;

import java.io.Serializable;
import java.util.List;

/**
 * Which initial angles led to the chaotic label.
 *
 * @param runs all trajectories per cell of (theta1(0), theta2(0)), rad
 * @param chaotic the chaotic ones on the same cells
 * @param points a sample of single runs, at most {@value #MAX_POINTS}, of either label; may be
 *     empty
 * @param equalMassesAndLengthsAtRest true if every run starts at rest with m1 = m2 and l1 = l2, for
 *     which 2 cos(theta1) + cos(theta2) &gt; 1 leaves too little energy for any flip
 */
public record InitialPlane(
    CountGrid runs, CountGrid chaotic, List<Point> points, boolean equalMassesAndLengthsAtRest) {
  /** Most single runs a page draws; above it only cell counts are bounded in size. */
  public static final int MAX_POINTS = 20_000;

  /** One run by its initial angles, rad. */
  public record Point(double theta1, double theta2, boolean chaotic) implements Serializable {}

  public InitialPlane {
    points = List.copyOf(points);
    if (points.size() > MAX_POINTS) {
      throw new IllegalArgumentException(
          "got " + points.size() + " points, at most " + MAX_POINTS + " are drawn");
    }
    if (!runs.x().equals(chaotic.x()) || !runs.y().equals(chaotic.y())) {
      throw new IllegalArgumentException(
          "runs and chaotic need the same cells, got "
              + runs.x()
              + " x "
              + runs.y()
              + " and "
              + chaotic.x()
              + " x "
              + chaotic.y());
    }
    for (int i = 0; i < runs.x().count(); i++) {
      for (int j = 0; j < runs.y().count(); j++) {
        if (chaotic.count(i, j) > runs.count(i, j)) {
          throw new IllegalArgumentException(
              "cell ("
                  + i
                  + ", "
                  + j
                  + ") has "
                  + chaotic.count(i, j)
                  + " chaotic runs of "
                  + runs.count(i, j));
        }
      }
    }
  }

  long total() {
    return runs.inside() + runs.outside();
  }

  long chaoticTotal() {
    return chaotic.inside() + chaotic.outside();
  }
}

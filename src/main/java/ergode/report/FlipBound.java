package ergode.report;

import java.awt.geom.Path2D;

/**
 * The curve 2 cos(theta1) + cos(theta2) = 1. The upright second bob has energy -m g l (with the
 * potential -m g l (2 cos theta1 + cos theta2)), so a double pendulum of equal masses and lengths
 * released from rest inside the curve cannot reach it and never flips.
 */
final class FlipBound {
  private static final int STEPS = 400;

  private FlipBound() {}

  /** theta2 &gt;= 0 on the curve for theta1 in [-pi/2, pi/2], rad. */
  static double theta2(double theta1) {
    return Math.acos(Math.max(-1, Math.min(1, 1 - 2 * Math.cos(theta1))));
  }

  /** The closed curve around theta = (theta1Centre, theta2Centre), both multiples of 2 pi, rad. */
  static Path2D around(double theta1Centre, double theta2Centre) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i <= 2 * STEPS; i++) {
      boolean upper = i <= STEPS;
      double theta1 = Math.PI / 2 * ((upper ? i : 2 * STEPS - i) * 2.0 / STEPS - 1);
      double theta2 = upper ? theta2(theta1) : -theta2(theta1);
      if (i == 0) {
        path.moveTo(theta1Centre + theta1, theta2Centre + theta2);
      } else {
        path.lineTo(theta1Centre + theta1, theta2Centre + theta2);
      }
    }
    path.closePath();
    return path;
  }
}

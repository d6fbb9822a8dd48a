package ergode.train;

import java.util.Optional;
import java.util.function.Function;

/**
 * A line search for the strong Wolfe conditions: the loss falls by a share of what its slope
 * promises, and the slope at the end is flatter by a factor. Takes {@value #MOST_EVALUATIONS}
 * evaluations at most. A loss that is not finite counts as too high, and so does one over fewer
 * trajectories than at the start: those that fail are left out of the mean, which may well be lower
 * without them.
 *
 * <p>J. Nocedal, S. J. Wright, "Numerical Optimization", 2nd edition, Springer 2006, algorithms 3.5
 * and 3.6, with cubic interpolation, (3.59).
 */
final class WolfeSearch {
  static final double SUFFICIENT_DECREASE = 1e-4;
  static final double CURVATURE = 0.9;
  private static final int MOST_EVALUATIONS = 30;
  private static final double GROWTH = 2.0;

  /** Share of an interval that a new point keeps away from its ends, so that it shrinks. */
  private static final double MARGIN = 0.1;

  /**
   * A point on the line.
   *
   * @param length of the step, in units of the direction
   * @param slope of the loss along the direction
   */
  record Point(double length, double[] parameters, Evaluation evaluation, double slope) {
    double loss() {
      return evaluation.loss();
    }
  }

  private final Function<double[], Evaluation> objective;
  private final double[] direction;
  private final Point start;
  private int evaluations;

  WolfeSearch(
      Function<double[], Evaluation> objective,
      double[] parameters,
      Evaluation start,
      double[] direction) {
    this.objective = objective;
    this.direction = direction;
    this.start = new Point(0.0, parameters, start, Vectors.dot(start.gradient(), direction));
  }

  /**
   * A point that is low enough, or nothing if the direction does not lead down as far as rounding
   * lets one see.
   *
   * @param first length to try
   */
  Optional<Point> from(double first) {
    if (!(start.slope() < 0)) {
      return Optional.empty();
    }
    Point last = start;
    double length = first;
    while (evaluations < MOST_EVALUATIONS) {
      Point point = at(length);
      if (isTooHigh(point) || point.loss() >= last.loss()) {
        return between(last, point);
      }
      if (isFlat(point)) {
        return Optional.of(point);
      }
      if (point.slope() >= 0) {
        return between(point, last);
      }
      last = point;
      length *= GROWTH;
    }
    return lower(last);
  }

  /** Shrinks an interval whose first end is the lowest point so far, with the slope towards it. */
  private Optional<Point> between(Point low, Point high) {
    Point best = low;
    Point other = high;
    while (evaluations < MOST_EVALUATIONS) {
      Point point = at(inside(best, other));
      if (isTooHigh(point) || point.loss() >= best.loss()) {
        other = point;
        continue;
      }
      if (isFlat(point)) {
        return Optional.of(point);
      }
      if (point.slope() * (other.length() - best.length()) >= 0) {
        other = best;
      }
      best = point;
    }
    return lower(best);
  }

  private Optional<Point> lower(Point point) {
    return point.length() == 0.0 ? Optional.empty() : Optional.of(point);
  }

  private Point at(double length) {
    evaluations++;
    double[] parameters = start.parameters().clone();
    Vectors.add(parameters, length, direction);
    Evaluation evaluation = objective.apply(parameters);
    double slope = Vectors.dot(evaluation.gradient(), direction);
    return new Point(length, parameters, evaluation, slope);
  }

  private boolean isTooHigh(Point point) {
    double highest = start.loss() + SUFFICIENT_DECREASE * point.length() * start.slope();
    return !(isComparable(point) && point.loss() <= highest);
  }

  private boolean isComparable(Point point) {
    return point.evaluation().isFinite()
        && point.evaluation().failed() <= start.evaluation().failed();
  }

  private boolean isFlat(Point point) {
    return Math.abs(point.slope()) <= -CURVATURE * start.slope();
  }

  /** The minimum of the cubic through both ends, or else the middle. */
  private double inside(Point a, Point b) {
    double width = b.length() - a.length();
    double d1 = a.slope() + b.slope() - 3.0 * (b.loss() - a.loss()) / width;
    double d2 = Math.signum(width) * Math.sqrt(d1 * d1 - a.slope() * b.slope());
    double share = 1.0 - (b.slope() + d2 - d1) / (b.slope() - a.slope() + 2.0 * d2);
    boolean inside = isComparable(b) && share >= MARGIN && share <= 1.0 - MARGIN;
    return a.length() + (inside ? share : 0.5) * width;
  }
}

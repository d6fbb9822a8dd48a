package ergode.data.design;

import ergode.data.InvalidInputException;
import java.io.Serializable;
import java.util.List;

/**
 * Closed interval that one component of the initial state is drawn from, in the component's unit.
 * {@code low == high} fixes the component: a pendulum at rest has {@code omega = [0, 0]}.
 */
public record Range(double low, double high) implements Serializable {
  private static final String ACCEPTED =
      "[low, high] with finite low <= high and a finite difference";

  public Range {
    requireValid("range", low, high);
  }

  /**
   * The range a configuration key holds.
   *
   * @param key named in the error, such as {@code ensemble.theta1}
   * @param bounds the two elements low, high
   * @throws InvalidInputException if there are not exactly two, or they are not a range
   */
  public static Range of(String key, List<Double> bounds) {
    if (bounds.size() != 2) {
      throw new InvalidInputException(key, bounds.toString(), ACCEPTED);
    }
    requireValid(key, bounds.get(0), bounds.get(1));
    return new Range(bounds.get(0), bounds.get(1));
  }

  /** Whether the component has one value only. */
  public boolean isFixed() {
    return low == high;
  }

  /**
   * The point {@code low + (high - low) * u}, rounded after each operation, for u in [0, 1). With u
   * close to 1 the last rounding may give {@code high} itself.
   */
  double at(double u) {
    return isFixed() ? low : low + (high - low) * u;
  }

  private static void requireValid(String culprit, double low, double high) {
    // Written so that NaN fails; an infinite difference would make every drawn point infinite.
    if (!(low <= high && high - low < Double.POSITIVE_INFINITY)
        || !Double.isFinite(low)
        || !Double.isFinite(high)) {
      throw new InvalidInputException(culprit, "[" + low + ", " + high + "]", ACCEPTED);
    }
  }
}

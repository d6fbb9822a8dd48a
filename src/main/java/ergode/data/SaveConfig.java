package ergode.data;

import ergode.ode.SaveAt;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * The {@code save} section: the save points 0 to {@code tmax}, evenly spaced.
 *
 * @param tmax end time, s
 * @param points number of save points, both ends included
 * @param precision of the saved states
 * @param content what a row keeps of them
 */
public record SaveConfig(double tmax, int points, Precision precision, SaveContent content)
    implements Serializable {

  /** Between these the times of all save points are distinct and finite. */
  private static final double SHORTEST = 1e-100;

  private static final double LONGEST = 1e100;

  /** Beyond this a list column of one row passes a Parquet page's sensible size by far. */
  private static final int MAX_POINTS = 10_000_000;

  public SaveConfig {
    if (!(tmax >= SHORTEST && tmax <= LONGEST)) {
      throw new InvalidInputException(
          "save.tmax",
          Double.toString(tmax),
          "a positive finite number of seconds, from " + SHORTEST + " to " + LONGEST);
    }
    if (points < 2 || points > MAX_POINTS) {
      throw new InvalidInputException(
          "save.points", Integer.toString(points), "a whole number from 2 to " + MAX_POINTS);
    }
  }

  public SaveAt saveAt() {
    return new SaveAt(0, tmax, points);
  }

  Map<String, Object> canonical() {
    Map<String, Object> keys = new TreeMap<>();
    keys.put("save.tmax", tmax);
    keys.put("save.points", points);
    keys.put("save.precision", Names.of(precision));
    keys.put("save.content", Names.of(content));
    return keys;
  }
}

package ergode.bench;

import ergode.data.InvalidInputException;

/**
 * How long to measure.
 *
 * @param repeats timed repeats of a figure, whose median is reported
 * @param seconds that one repeat is to last; the amount of work follows from it
 * @param warmUpSeconds that each warm-up lasts at least
 */
public record Effort(int repeats, double seconds, double warmUpSeconds) {
  private static final int MOST_REPEATS = 1_000;
  private static final double LONGEST = 3_600;

  /** A warm-up that has not settled after so many times its least duration never will. */
  private static final int PATIENCE = 10;

  public Effort {
    if (repeats < 1 || repeats > MOST_REPEATS) {
      throw new InvalidInputException(
          "--repeats", Integer.toString(repeats), "a whole number from 1 to " + MOST_REPEATS);
    }
    requireSeconds("--seconds", seconds);
    requireSeconds("--warm-up", warmUpSeconds);
  }

  private static void requireSeconds(String option, double value) {
    if (!(value > 0 && value <= LONGEST)) {
      throw new InvalidInputException(
          option, Double.toString(value), "a positive number of seconds up to " + LONGEST);
    }
  }

  /** When a warm-up gives up, s after its start. */
  public double patience() {
    return PATIENCE * warmUpSeconds;
  }
}

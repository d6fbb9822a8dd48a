package ergode.data.design;

import ergode.data.InvalidInputException;
import java.util.List;

/** Argument checks that every design shares. */
final class DesignChecks {
  /** Largest ensemble a computed design may have: simIds stay far inside 2^53 and any counter. */
  static final long MAX_SAMPLES = 1_000_000_000_000L;

  private DesignChecks() {}

  static void requireSamples(long samples) {
    if (samples < 1 || samples > MAX_SAMPLES) {
      throw new InvalidInputException(
          "ensemble.samples", Long.toString(samples), "a whole number from 1 to " + MAX_SAMPLES);
    }
  }

  static List<Range> requireRanges(List<Range> ranges) {
    if (ranges.isEmpty()) {
      throw new IllegalArgumentException("a design needs at least one range, got none");
    }
    return List.copyOf(ranges);
  }

  static void requireSlice(long from, long to, long low, long high) {
    if (from < low || to < from || to > high) {
      throw new IndexOutOfBoundsException(
          "slice [" + from + ", " + to + ") is not inside [" + low + ", " + high + ")");
    }
  }

  /** Checks the arguments of {@link Design#initialCondition} against the ids low to high - 1. */
  static void requireTrajectory(long simId, long low, long high, double[] state, int dimension) {
    if (simId < low || simId >= high) {
      throw new IndexOutOfBoundsException(
          "simId " + simId + " is outside [" + low + ", " + high + ")");
    }
    if (state.length != dimension) {
      throw new IllegalArgumentException(
          "got a state of length " + state.length + " for " + dimension + " components");
    }
  }
}

package ergode.spark.source;

import java.io.Serializable;

/** Trajectories {@code from} to {@code to - 1}; at least one. */
record IdRange(long from, long to) implements Serializable {
  IdRange {
    if (from >= to) {
      throw new IllegalArgumentException("trajectories " + from + " to " + to + ", expected some");
    }
  }

  long size() {
    return to - from;
  }
}

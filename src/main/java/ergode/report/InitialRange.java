package ergode.report;

import ergode.data.parquet.TrajectoryRow;
import java.io.Serializable;
import java.util.List;

/** The smallest rectangle of (theta1(0), theta2(0)) that holds all runs; add rows, merge parts. */
public final class InitialRange implements Serializable {
  private static final long serialVersionUID = 1L;

  private double low1 = Double.POSITIVE_INFINITY;
  private double high1 = Double.NEGATIVE_INFINITY;
  private double low2 = Double.POSITIVE_INFINITY;
  private double high2 = Double.NEGATIVE_INFINITY;

  /** The columns that {@link #add} looks at. */
  public static List<String> columns() {
    return List.of("theta1_0", "theta2_0");
  }

  public void add(TrajectoryRow row) {
    low1 = Math.min(low1, row.initial()[0]);
    high1 = Math.max(high1, row.initial()[0]);
    low2 = Math.min(low2, row.initial()[1]);
    high2 = Math.max(high2, row.initial()[1]);
  }

  /** Widens this to hold what the other holds, and returns this. */
  public InitialRange merge(InitialRange other) {
    low1 = Math.min(low1, other.low1);
    high1 = Math.max(high1, other.high1);
    low2 = Math.min(low2, other.low2);
    high2 = Math.max(high2, other.high2);
    return this;
  }

  Bins theta1(int count) {
    return bins(low1, high1, count);
  }

  Bins theta2(int count) {
    return bins(low2, high2, count);
  }

  /** Bins over the range; a single value, or none, gets a width all the same. */
  private static Bins bins(double low, double high, int count) {
    if (low < high) {
      return new Bins(low, high, count);
    }
    double center = low == high ? low : 0;
    return new Bins(center - 0.5, center + 0.5, count);
  }
}

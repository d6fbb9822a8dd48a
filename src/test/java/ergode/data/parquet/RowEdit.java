package ergode.data.parquet;

/** Puts values into rows that no simulation would write. */
public final class RowEdit {
  private RowEdit() {}

  public static void t0(TrajectoryRow row, double value) {
    row.t0 = value;
  }

  public static void dt(TrajectoryRow row, double value) {
    row.dt = value;
  }

  public static void status(TrajectoryRow row, String value) {
    row.status = value;
  }

  public static void steps(TrajectoryRow row, int value) {
    row.steps = value;
  }

  public static void rejected(TrajectoryRow row, int value) {
    row.rejected = value;
  }

  public static void energyDrift(TrajectoryRow row, double value) {
    row.energyDrift = value;
  }

  public static void flipTime(TrajectoryRow row, double value) {
    row.flipTime = value;
  }
}

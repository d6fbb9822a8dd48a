package ergode.data.parquet;

import ergode.mechanics.MechanicalSystem;
import java.util.function.ObjDoubleConsumer;
import java.util.function.ObjIntConsumer;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** Where in a row the value of a column is, by the column's name. */
public final class RowFields {
  private RowFields() {}

  /** A number of a row. */
  public record DoubleField(
      ToDoubleFunction<TrajectoryRow> get, ObjDoubleConsumer<TrajectoryRow> set) {
    private static DoubleField of(Elements elements, int index) {
      return new DoubleField(
          row -> elements.of(row)[index], (row, value) -> elements.of(row)[index] = value);
    }
  }

  /** A count of a row. */
  public record IntField(ToIntFunction<TrajectoryRow> get, ObjIntConsumer<TrajectoryRow> set) {}

  @FunctionalInterface
  private interface Elements {
    double[] of(TrajectoryRow row);
  }

  public static DoubleField ofDouble(MechanicalSystem system, String column) {
    int parameter = system.parameterNames().indexOf(column);
    int initial = system.components().indexOf(without(column, "", TrajectorySchema.INITIAL));
    int last = system.components().indexOf(without(column, "", TrajectorySchema.FINAL));
    int largest = system.coordinates().indexOf(without(column, TrajectorySchema.LARGEST, ""));
    if (parameter >= 0) {
      return DoubleField.of(row -> row.parameters, parameter);
    } else if (initial >= 0) {
      return DoubleField.of(row -> row.initial, initial);
    } else if (last >= 0) {
      return DoubleField.of(row -> row.last, last);
    } else if (largest >= 0) {
      return DoubleField.of(row -> row.maxAbs, largest);
    }
    return switch (column) {
      case "t0" -> new DoubleField(row -> row.t0, (row, value) -> row.t0 = value);
      case "dt" -> new DoubleField(row -> row.dt, (row, value) -> row.dt = value);
      case TrajectorySchema.DRIFT ->
          new DoubleField(row -> row.energyDrift, (row, value) -> row.energyDrift = value);
      case TrajectorySchema.FLIP_TIME ->
          new DoubleField(row -> row.flipTime, (row, value) -> row.flipTime = value);
      default -> throw noSuchColumn(column);
    };
  }

  /** What is between a beginning and an end; empty if the column has not both. */
  private static String without(String column, String beginning, String end) {
    return column.startsWith(beginning) && column.endsWith(end)
        ? column.substring(beginning.length(), column.length() - end.length())
        : "";
  }

  public static IntField ofInt(String column) {
    return switch (column) {
      case "n_save" ->
          new IntField(row -> row.savedPoints, (row, value) -> row.savedPoints = value);
      case "steps" -> new IntField(row -> row.steps, (row, value) -> row.steps = value);
      case "rejected" -> new IntField(row -> row.rejected, (row, value) -> row.rejected = value);
      default -> throw noSuchColumn(column);
    };
  }

  private static IllegalArgumentException noSuchColumn(String column) {
    return new IllegalArgumentException("no column " + column + " in a trajectory");
  }
}

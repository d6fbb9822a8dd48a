package ergode.data.parquet;

import ergode.mechanics.MechanicalSystem;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** Where in a row the value of a column is, by the column's name. */
final class RowFields {
  private static final String INITIAL = "_0";
  private static final String LARGEST = "max_abs_";

  private RowFields() {}

  static ToDoubleFunction<TrajectoryRow> ofDouble(MechanicalSystem system, String column) {
    int parameter = system.parameterNames().indexOf(column);
    if (parameter >= 0) {
      return row -> row.parameters[parameter];
    }
    if (column.endsWith(INITIAL)) {
      int component =
          system.components().indexOf(column.substring(0, column.length() - INITIAL.length()));
      if (component >= 0) {
        return row -> row.initial[component];
      }
    }
    if (column.startsWith(LARGEST)) {
      int coordinate = system.coordinates().indexOf(column.substring(LARGEST.length()));
      return row -> row.maxAbs[coordinate];
    }
    return switch (column) {
      case "t0" -> row -> row.t0;
      case "dt" -> row -> row.dt;
      case "energy_drift" -> row -> row.energyDrift;
      default -> throw noSuchColumn(column);
    };
  }

  static ToIntFunction<TrajectoryRow> ofInt(String column) {
    return switch (column) {
      case "n_save" -> row -> row.savedPoints;
      case "steps" -> row -> row.steps;
      case "rejected" -> row -> row.rejected;
      default -> throw noSuchColumn(column);
    };
  }

  private static IllegalArgumentException noSuchColumn(String column) {
    return new IllegalArgumentException("no column " + column + " in a trajectory");
  }
}

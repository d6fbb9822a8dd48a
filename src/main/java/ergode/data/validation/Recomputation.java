package ergode.data.validation;

import ergode.backend.Backend;
import ergode.data.SimulatedRows;
import ergode.data.Simulation;
import ergode.data.parquet.Projection;
import ergode.data.parquet.TrajectoryRow;
import ergode.data.parquet.TrajectorySchema;
import java.util.ArrayList;
import java.util.List;

/**
 * Integrates rows again, from their own initial states, and compares every column bit for bit. One
 * object serves one thread.
 */
final class Recomputation {
  private final TrajectorySchema schema;
  private final SimulatedRows rows;

  Recomputation(Backend backend, Simulation simulation, TrajectorySchema schema) {
    this.schema = schema;
    this.rows = new SimulatedRows(simulation, Projection.all(schema), backend);
  }

  /** Columns in which a row differs from what it should be, each with both values. */
  List<String> differences(TrajectoryRow row) {
    List<String> differences = new ArrayList<>();
    rows.forEach(
        (id, state) -> System.arraycopy(row.initial(), 0, state, 0, state.length),
        row.simId(),
        row.simId() + 1,
        expected -> compare(row, expected, differences));
    return differences;
  }

  private void compare(TrajectoryRow found, TrajectoryRow expected, List<String> differences) {
    if (!found.status().equals(expected.status())) {
      differences.add(difference("status", found.status(), expected.status()));
    }
    if (found.steps() != expected.steps()) {
      differences.add(difference("steps", found.steps(), expected.steps()));
    }
    if (found.rejected() != expected.rejected()) {
      differences.add(difference("rejected", found.rejected(), expected.rejected()));
    }
    if (!Bits.equal(found.energyDrift(), expected.energyDrift())) {
      differences.add(difference("energy_drift", found.energyDrift(), expected.energyDrift()));
    }
    List<String> coordinates = schema.system().coordinates();
    for (int i = 0; i < coordinates.size(); i++) {
      if (!Bits.equal(found.maxAbs()[i], expected.maxAbs()[i])) {
        differences.add(
            difference("max_abs_" + coordinates.get(i), found.maxAbs()[i], expected.maxAbs()[i]));
      }
    }
    List<String> components = schema.system().components();
    if (!schema.hasLists()) {
      summaries(components, found, expected, differences);
      return;
    }
    for (int i = 0; i < components.size(); i++) {
      lists(components.get(i), found.saved()[i], expected.saved()[i], differences);
    }
  }

  private static void summaries(
      List<String> components,
      TrajectoryRow found,
      TrajectoryRow expected,
      List<String> differences) {
    for (int i = 0; i < components.size(); i++) {
      if (!Bits.equal(found.last()[i], expected.last()[i])) {
        differences.add(
            difference(components.get(i) + "_end", found.last()[i], expected.last()[i]));
      }
    }
    if (!Bits.equal(found.flipTime(), expected.flipTime())) {
      differences.add(difference("flip_time", found.flipTime(), expected.flipTime()));
    }
  }

  private static void lists(
      String name, double[] found, double[] expected, List<String> differences) {
    if (found.length != expected.length) {
      differences.add(difference("length of " + name, found.length, expected.length));
      return;
    }
    for (int k = 0; k < found.length; k++) {
      if (!Bits.equal(found[k], expected[k])) {
        differences.add(difference(name + "[" + k + "]", found[k], expected[k]));
        return;
      }
    }
  }

  private static String difference(String column, Object found, Object expected) {
    return column + " is " + found + ", integrating again gives " + expected;
  }
}

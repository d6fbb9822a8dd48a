package ergode.data.parquet;

import ergode.data.Precision;
import ergode.data.SaveConfig;
import ergode.mechanics.MechanicalSystem;
import ergode.mechanics.PhysicalParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The columns of a data set of trajectories of one system, all saved at as many points. */
public final class TrajectorySchema {
  private final MechanicalSystem system;
  private final SaveConfig save;
  private final List<Column> columns;

  public TrajectorySchema(MechanicalSystem system, SaveConfig save) {
    this.system = system;
    this.save = save;
    this.columns = columnsOf(system, save.precision());
  }

  private static List<Column> columnsOf(MechanicalSystem system, Precision precision) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("sim_id", Column.Type.LONG, "", "number of the trajectory, from 0"));
    for (String component : system.components()) {
      columns.add(
          new Column(
              component + "_0",
              Column.Type.DOUBLE,
              unitOf(system, component),
              "initial " + component));
    }
    for (PhysicalParameter parameter : system.parameters()) {
      columns.add(
          new Column(
              parameter.name(), Column.Type.DOUBLE, parameter.unit(), parameter.description()));
    }
    columns.add(new Column("t0", Column.Type.DOUBLE, "s", "time of the first saved point"));
    columns.add(
        new Column("dt", Column.Type.DOUBLE, "s", "spacing of the saved points: t_k = t0 + k dt"));
    columns.add(new Column("n_save", Column.Type.INT, "", "number of saved points"));
    columns.add(
        new Column(
            "status",
            Column.Type.STRING,
            "",
            "ok, max_steps, non_finite or step_too_small; the lists of a run that is not ok end"
                + " in NaN"));
    columns.add(new Column("steps", Column.Type.INT, "", "accepted steps"));
    columns.add(new Column("rejected", Column.Type.INT, "", "rejected steps"));
    for (String coordinate : system.coordinates()) {
      columns.add(
          new Column(
              "max_abs_" + coordinate,
              Column.Type.DOUBLE,
              system.coordinateUnit(),
              "largest |" + coordinate + "| at a saved point, as stored"));
    }
    columns.add(
        new Column(
            "energy_drift",
            Column.Type.DOUBLE,
            "1",
            "largest |E - E0| at the end of an accepted step, in units of the energy scale"));
    Column.Type list =
        precision == Precision.FLOAT ? Column.Type.FLOAT_LIST : Column.Type.DOUBLE_LIST;
    for (String component : system.components()) {
      columns.add(
          new Column(component, list, unitOf(system, component), component + " at t0 + k dt"));
    }
    return List.copyOf(columns);
  }

  private static String unitOf(MechanicalSystem system, String component) {
    String unit = system.coordinateUnit();
    return system.coordinates().contains(component) ? unit : unit + "/s";
  }

  public MechanicalSystem system() {
    return system;
  }

  public Precision precision() {
    return save.precision();
  }

  /** Length of every list. */
  int points() {
    return save.points();
  }

  public List<Column> columns() {
    return columns;
  }

  /** The whole schema in the notation of Parquet. */
  public String parquetText() {
    return messageType().toString();
  }

  /** An empty row of this schema. */
  TrajectoryRow newRow() {
    return new TrajectoryRow(
        system.components().size(), system.parameters().size(), system.coordinates().size());
  }

  /** The whole schema for parquet-java. */
  MessageType messageType() {
    return messageType(columns.stream().map(Column::name).collect(Collectors.toSet()));
  }

  /** The schema reduced to some columns, in the order of the whole. */
  MessageType messageType(Set<String> names) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (Column column : columns) {
      if (names.contains(column.name())) {
        message.addField(field(column));
      }
    }
    return message.named("trajectory");
  }

  private static Type field(Column column) {
    return switch (column.type()) {
      case LONG -> Types.required(PrimitiveTypeName.INT64).named(column.name());
      case INT -> Types.required(PrimitiveTypeName.INT32).named(column.name());
      case DOUBLE -> Types.required(PrimitiveTypeName.DOUBLE).named(column.name());
      case STRING ->
          Types.required(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.name());
      case DOUBLE_LIST -> list(column, PrimitiveTypeName.DOUBLE);
      case FLOAT_LIST -> list(column, PrimitiveTypeName.FLOAT);
    };
  }

  private static Type list(Column column, PrimitiveTypeName element) {
    return Types.requiredList()
        .element(Types.required(element).named("element"))
        .named(column.name());
  }
}

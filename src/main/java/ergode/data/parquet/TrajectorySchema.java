package ergode.data.parquet;

import ergode.data.Precision;
import ergode.data.SaveConfig;
import ergode.data.SaveContent;
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

/**
 * The columns of a data set of trajectories of one system, all saved at as many points: scalars,
 * then the lists of states or, in a summary, what it has in their place.
 */
public final class TrajectorySchema {
  /** Ends the name of the column with a component's first state. */
  static final String INITIAL = "_0";

  /** Ends the name of the column with a component's last state. */
  static final String FINAL = "_end";

  /** Begins the name of the column with the largest size of a coordinate. */
  static final String LARGEST = "max_abs_";

  static final String DRIFT = "energy_drift";

  static final String FLIP_TIME = "flip_time";

  /** About what a status takes, its length included. */
  private static final int TEXT_BYTES = 16;

  private final MechanicalSystem system;
  private final SaveConfig save;
  private final List<Column> columns;

  public TrajectorySchema(MechanicalSystem system, SaveConfig save) {
    this.system = system;
    this.save = save;
    List<Column> all = scalars();
    all.addAll(hasLists() ? lists() : summary());
    this.columns = List.copyOf(all);
  }

  private List<Column> scalars() {
    List<Column> scalars = new ArrayList<>();
    scalars.add(new Column("sim_id", Column.Type.LONG, "", "number of the trajectory, from 0"));
    for (String component : system.components()) {
      scalars.add(
          new Column(
              component + INITIAL, Column.Type.DOUBLE, unit(component), "initial " + component));
    }
    for (PhysicalParameter parameter : system.parameters()) {
      scalars.add(
          new Column(
              parameter.name(), Column.Type.DOUBLE, parameter.unit(), parameter.description()));
    }
    scalars.add(new Column("t0", Column.Type.DOUBLE, "s", "time of the first saved point"));
    scalars.add(
        new Column("dt", Column.Type.DOUBLE, "s", "spacing of the saved points: t_k = t0 + k dt"));
    scalars.add(new Column("n_save", Column.Type.INT, "", "number of saved points"));
    scalars.add(
        new Column(
            "status",
            Column.Type.STRING,
            "",
            "ok, max_steps, non_finite or step_too_small; "
                + (hasLists()
                    ? "the lists of a run that is not ok end in NaN"
                    : "a run that is not ok has no final state")));
    scalars.add(new Column("steps", Column.Type.INT, "", "accepted steps"));
    scalars.add(new Column("rejected", Column.Type.INT, "", "rejected steps"));
    for (String coordinate : system.coordinates()) {
      scalars.add(
          new Column(
              LARGEST + coordinate,
              Column.Type.DOUBLE,
              system.coordinateUnit(),
              "largest |" + coordinate + "| at a saved point, as stored"));
    }
    scalars.add(
        new Column(
            DRIFT,
            Column.Type.DOUBLE,
            "1",
            "largest |E - E0| at the end of an accepted step, in units of the energy scale"));
    return scalars;
  }

  private List<Column> lists() {
    Column.Type type =
        precision() == Precision.FLOAT ? Column.Type.FLOAT_LIST : Column.Type.DOUBLE_LIST;
    return system.components().stream()
        .map(component -> new Column(component, type, unit(component), component + " at t0 + k dt"))
        .toList();
  }

  private List<Column> summary() {
    List<Column> summary = new ArrayList<>();
    for (String component : system.components()) {
      summary.add(
          new Column(
              component + FINAL,
              Column.Type.DOUBLE,
              unit(component),
              true,
              component + " at the last saved point; null if the run is not ok"));
    }
    summary.add(
        new Column(
            FLIP_TIME,
            Column.Type.DOUBLE,
            "s",
            true,
            "when an angle first passes pi, by a straight line between saved points; null if none"
                + " does at a saved point"));
    return summary;
  }

  private String unit(String component) {
    String unit = system.coordinateUnit();
    return system.coordinates().contains(component) ? unit : unit + "/s";
  }

  public MechanicalSystem system() {
    return system;
  }

  public Precision precision() {
    return save.precision();
  }

  /** Whether rows have the states at all saved points. */
  public boolean hasLists() {
    return save.content() == SaveContent.TRAJECTORY;
  }

  /** Number of saved points, the length of every list. */
  public int points() {
    return save.points();
  }

  public List<Column> columns() {
    return columns;
  }

  /** Bytes of one row, before encoding and compression. */
  public long bytesPerRow() {
    return columns.stream().mapToLong(this::bytes).sum();
  }

  /** Bytes of one row's value, before compression. */
  long bytes(Column column) {
    return switch (column.type()) {
      case LONG, DOUBLE -> Long.BYTES;
      case INT -> Integer.BYTES;
      case STRING -> TEXT_BYTES;
      case DOUBLE_LIST, FLOAT_LIST -> (long) points() * precision().bytes();
    };
  }

  /** The whole schema in the notation of Parquet. */
  public String parquetText() {
    return messageType().toString();
  }

  /** An empty row of this schema. */
  public TrajectoryRow newRow() {
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
      case LONG -> scalar(column, PrimitiveTypeName.INT64);
      case INT -> scalar(column, PrimitiveTypeName.INT32);
      case DOUBLE -> scalar(column, PrimitiveTypeName.DOUBLE);
      case STRING ->
          Types.required(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.name());
      case DOUBLE_LIST -> list(column, PrimitiveTypeName.DOUBLE);
      case FLOAT_LIST -> list(column, PrimitiveTypeName.FLOAT);
    };
  }

  private static Type scalar(Column column, PrimitiveTypeName type) {
    Type.Repetition repetition =
        column.nullable() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
    return Types.primitive(type, repetition).named(column.name());
  }

  private static Type list(Column column, PrimitiveTypeName element) {
    return Types.requiredList()
        .element(Types.required(element).named("element"))
        .named(column.name());
  }
}

package ergode.data.parquet;

import ergode.mechanics.MechanicalSystem;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Some columns of a schema, and what has to be computed of a trajectory to know them. */
public final class Projection {
  /** Columns that a trajectory has before it is solved, beside its initial state and parameters. */
  private static final Set<String> GIVEN = Set.of("sim_id", "t0", "dt", "n_save");

  private final TrajectorySchema schema;
  private final List<Column> columns;
  private final int[] components;

  private Projection(TrajectorySchema schema, List<Column> columns) {
    this.schema = schema;
    this.columns = columns;
    this.components =
        IntStream.range(0, schema.system().components().size())
            .filter(component -> columns.stream().anyMatch(column -> looksAt(column, component)))
            .toArray();
  }

  /** All columns. */
  public static Projection all(TrajectorySchema schema) {
    return new Projection(schema, schema.columns());
  }

  /**
   * The columns of these names, in the order of the names.
   *
   * @throws IllegalArgumentException if there is no column of a name
   */
  public static Projection of(TrajectorySchema schema, Collection<String> names) {
    return new Projection(schema, names.stream().map(name -> column(schema, name)).toList());
  }

  private static Column column(TrajectorySchema schema, String name) {
    return schema.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no column " + name + " in a trajectory"));
  }

  private boolean looksAt(Column column, int component) {
    MechanicalSystem system = schema.system();
    String name = system.components().get(component);
    return column.name().equals(name)
        || (system.coordinates().contains(name)
            && (column.name().equals(TrajectorySchema.LARGEST + name)
                || column.name().equals(TrajectorySchema.FLIP_TIME)));
  }

  public TrajectorySchema schema() {
    return schema;
  }

  public List<Column> columns() {
    return columns;
  }

  /** The components whose values at the save points are needed, in ascending order. */
  public int[] components() {
    return components.clone();
  }

  /** Whether the energy has to be watched. */
  public boolean watchesEnergy() {
    return has(TrajectorySchema.DRIFT);
  }

  boolean hasFlipTime() {
    return has(TrajectorySchema.FLIP_TIME);
  }

  private boolean has(String name) {
    return columns.stream().anyMatch(column -> column.name().equals(name));
  }

  /** Whether trajectories have to be integrated: not for what is known beforehand. */
  public boolean needsSolution() {
    return columns.stream().anyMatch(column -> !isKnownBefore(column));
  }

  private boolean isKnownBefore(Column column) {
    String name = column.name();
    MechanicalSystem system = schema.system();
    return GIVEN.contains(name)
        || system.parameterNames().contains(name)
        || system.components().stream()
            .anyMatch(component -> name.equals(component + TrajectorySchema.INITIAL));
  }

  /** Bytes of these columns in one row, before encoding and compression. */
  public long bytesPerRow() {
    return columns.stream().mapToLong(schema::bytes).sum();
  }
}

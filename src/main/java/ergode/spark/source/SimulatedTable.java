package ergode.spark.source;

import ergode.backend.Backends;
import ergode.data.Simulation;
import ergode.data.parquet.SparkRowMetadata;
import ergode.data.parquet.TrajectorySchema;
import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The data set that a simulation would make, as a table: same columns, same bits.
 *
 * @param backend of the tasks that compute it
 */
public record SimulatedTable(Simulation simulation, Backends.Choice backend)
    implements SupportsRead {

  @Override
  public String name() {
    return "ergode";
  }

  TrajectorySchema trajectories() {
    return simulation.schema();
  }

  /** The columns as the files of the data set declare them to Spark. */
  public StructType structType() {
    return (StructType) DataType.fromJson(SparkRowMetadata.of(trajectories()));
  }

  @Override
  public Column[] columns() {
    return Arrays.stream(structType().fields())
        .map(
            field ->
                Column.create(
                    field.name(),
                    field.dataType(),
                    field.nullable(),
                    field.getComment().getOrElse(() -> ""),
                    field.metadata().json()))
        .toArray(Column[]::new);
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return new SimulatedScanBuilder(this);
  }
}

package ergode.spark.source;

import ergode.data.ShardPlan;
import ergode.data.Simulation;
import ergode.data.parquet.Projection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;

/**
 * What a query wants of an ensemble.
 *
 * @param readSchema the columns
 * @param ids the trajectories
 */
record SimulatedScan(SimulatedTable table, StructType readSchema, IdRanges ids)
    implements Scan, Batch, SupportsReportStatistics {

  @Override
  public ColumnarSupportMode columnarSupportMode() {
    return ColumnarSupportMode.SUPPORTED;
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  /** One partition per shard, of which something is wanted. */
  @Override
  public InputPartition[] planInputPartitions() {
    Simulation simulation = table.simulation();
    ShardPlan plan = simulation.shards();
    List<InputPartition> partitions = new ArrayList<>();
    for (int shard = 0; shard < plan.shards(); shard++) {
      IdRanges wanted = ids.and(IdRanges.between(plan.firstId(shard), plan.firstId(shard + 1)));
      if (wanted.size() > 0) {
        partitions.add(new ShardPartition(simulation.forShard(shard), wanted.ranges()));
      }
    }
    return partitions.toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new SimulatedReaderFactory(List.of(readSchema.fieldNames()), table.backend());
  }

  private Projection projection() {
    return Projection.of(table.trajectories(), List.of(readSchema.fieldNames()));
  }

  @Override
  public Statistics estimateStatistics() {
    Projection read = projection();
    long rows = ids.size();
    long bytes = read.bytesPerRow();
    long most = Long.MAX_VALUE / Math.max(1, rows);
    return new Statistics() {
      @Override
      public OptionalLong sizeInBytes() {
        return OptionalLong.of(bytes > most ? Long.MAX_VALUE : rows * bytes);
      }

      @Override
      public OptionalLong numRows() {
        return OptionalLong.of(rows);
      }
    };
  }

  /** As a plan shows it, after the columns. */
  @Override
  public String description() {
    Projection read = projection();
    List<String> components = table.trajectories().system().components();
    return "%s, sim_id %s of %d, %s"
        .formatted(
            table.simulation().system().name(),
            ids,
            table.simulation().shards().rows(),
            read.needsSolution()
                ? "interpolated "
                    + Arrays.stream(read.components()).mapToObj(components::get).toList()
                : "not integrated");
  }
}

package ergode.spark.source;

import ergode.backend.Backend;
import ergode.backend.Backends;
import ergode.data.parquet.Projection;
import ergode.data.parquet.TrajectorySchema;
import ergode.spark.TaskBackend;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Readers of some columns, in their order.
 *
 * @param columns names
 */
record SimulatedReaderFactory(List<String> columns, Backends.Choice backend)
    implements PartitionReaderFactory {
  private static final long serialVersionUID = 1L;

  @Override
  public boolean supportColumnarReads(InputPartition partition) {
    return true;
  }

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    throw new UnsupportedOperationException("these partitions are read in batches of columns");
  }

  @Override
  public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
    return reader(partition, TaskBackend.of(backend));
  }

  SimulatedReader reader(InputPartition partition, Backend on) {
    ShardPartition shard = (ShardPartition) partition;
    TrajectorySchema schema = shard.simulation().schema();
    return new SimulatedReader(shard, Projection.of(schema, columns), on);
  }
}

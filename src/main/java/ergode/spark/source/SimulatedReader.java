package ergode.spark.source;

import ergode.backend.Backend;
import ergode.data.SimulatedRows;
import ergode.data.parquet.Projection;
import ergode.ode.InitialStates;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Computes the trajectories of one partition, batch by batch. */
final class SimulatedReader implements PartitionReader<ColumnarBatch> {
  private final InitialStates initial;
  private final SimulatedRows rows;
  private final TrajectoryBatch batch;
  private final Deque<IdRange> left;

  SimulatedReader(ShardPartition partition, Projection projection, Backend backend) {
    initial = partition.simulation().ensemble().design()::initialCondition;
    rows = new SimulatedRows(partition.simulation(), projection, backend);
    batch = new TrajectoryBatch(projection);
    left = new ArrayDeque<>(partition.ids());
  }

  @Override
  public boolean next() {
    batch.clear();
    while (!left.isEmpty() && batch.room() > 0) {
      IdRange range = left.pop();
      long to = Math.min(range.to(), range.from() + batch.room());
      if (to < range.to()) {
        left.push(new IdRange(to, range.to()));
      }
      rows.forEach(initial, range.from(), to, batch::add);
    }
    return !batch.isEmpty();
  }

  @Override
  public ColumnarBatch get() {
    return batch.columns();
  }

  @Override
  public void close() {}
}

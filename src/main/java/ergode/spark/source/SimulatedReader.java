package ergode.spark.source;

import ergode.backend.Backend;
import ergode.data.SimulatedRows;
import ergode.data.parquet.Projection;
import ergode.ode.InitialStates;
import java.util.ArrayDeque;
import java.util.Arrays;
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
    long[] ids = nextIds();
    batch.clear();
    rows.forEach(initial, ids, batch::add);
    return ids.length > 0;
  }

  /** As many as fit into a batch, of as many ranges as that takes. */
  private long[] nextIds() {
    long[] ids = new long[batch.capacity()];
    int count = 0;
    while (!left.isEmpty() && count < ids.length) {
      IdRange range = left.pop();
      long to = Math.min(range.to(), range.from() + ids.length - count);
      if (to < range.to()) {
        left.push(new IdRange(to, range.to()));
      }
      for (long id = range.from(); id < to; id++) {
        ids[count++] = id;
      }
    }
    return Arrays.copyOf(ids, count);
  }

  @Override
  public ColumnarBatch get() {
    return batch.columns();
  }

  @Override
  public void close() {}
}

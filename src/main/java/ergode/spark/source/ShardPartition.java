package ergode.spark.source;

import ergode.data.Simulation;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * What is wanted of one shard.
 *
 * @param simulation with no more initial conditions than the shard needs
 */
record ShardPartition(Simulation simulation, List<IdRange> ids) implements InputPartition {
  private static final long serialVersionUID = 1L;
}

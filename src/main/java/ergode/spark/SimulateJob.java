package ergode.spark;

import ergode.backend.Backends;
import ergode.data.Dataset;
import ergode.data.DatasetOutput;
import ergode.data.Manifest;
import ergode.data.ShardRecord;
import ergode.data.ShardSimulation;
import ergode.data.Simulation;
import ergode.data.parquet.TrajectorySchema;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/** Simulates an ensemble into a data set, one task per shard. */
public final class SimulateJob {
  private final SparkSession spark;
  private final Map<String, String> versions;

  /**
   * A job on a session.
   *
   * @param versions of what the bytes depend on, for the manifest
   */
  public SimulateJob(SparkSession spark, Map<String, String> versions) {
    this.spark = spark;
    this.versions = Map.copyOf(versions);
  }

  private record Shard(int number, Simulation simulation) implements Serializable {}

  /**
   * Computes every shard that is not there yet and completes the data set.
   *
   * @param output claimed for {@code simulation.canonical()}
   */
  public Dataset run(Simulation simulation, DatasetOutput output, Progress progress)
      throws IOException {
    long start = System.nanoTime();
    List<Shard> shards =
        IntStream.range(0, simulation.shards().shards())
            .mapToObj(number -> new Shard(number, simulation.forShard(number)))
            .toList();
    Backends.Choice backend = TaskBackend.choice(spark);
    List<ShardRecord> records =
        new ShardFanOut(spark)
            .run(
                "simulate " + simulation.shards().rows() + " trajectories",
                shards,
                (shard, attempt) ->
                    ShardSimulation.run(
                        shard.simulation(),
                        shard.number(),
                        output,
                        attempt,
                        TaskBackend.of(backend)),
                record -> progress.advance(record.rows()));
    TrajectorySchema schema = new TrajectorySchema(simulation.system().system(), simulation.save());
    Manifest manifest = Manifest.of(output.config(), versions, schema, records);
    return output.finish(manifest, RunInfo.of(spark, TaskBackend.describe(spark), start));
  }
}

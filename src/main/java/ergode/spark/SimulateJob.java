package ergode.spark;

import ergode.backend.Backends;
import ergode.data.Dataset;
import ergode.data.DatasetOutput;
import ergode.data.Manifest;
import ergode.data.ShardRecord;
import ergode.data.ShardSimulation;
import ergode.data.Simulation;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;

/** Simulates ensembles into data sets, one task per shard. */
public final class SimulateJob {
  private final SparkSession spark;

  public SimulateJob(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * An ensemble and where it goes.
   *
   * @param output claimed for {@code simulation.canonical()}; given up, whatever happens
   */
  public record Work(Simulation simulation, DatasetOutput output) {}

  private record Shard(int work, int number, Simulation simulation, DatasetOutput output)
      implements Serializable {}

  private record Done(ShardRecord record, String backend) implements Serializable {}

  /**
   * Computes every shard that is not there yet and completes the data set.
   *
   * @param output claimed for {@code simulation.canonical()}; given up, whatever happens
   */
  public Dataset run(Simulation simulation, DatasetOutput output, Progress progress)
      throws IOException {
    return run(List.of(new Work(simulation, output)), progress).get(0);
  }

  /**
   * The same for many ensembles in one Spark job, so that small ones share the cores. A data set is
   * completed as soon as its last shard is there, whatever becomes of the others.
   */
  public List<Dataset> run(List<Work> works, Progress progress) throws IOException {
    long start = System.nanoTime();
    Backends.Choice backend = TaskBackend.choice(spark);
    List<Shard> shards = new ArrayList<>();
    List<ShardRecord[]> records = new ArrayList<>();
    Set<String> backends = new TreeSet<>();
    for (int k = 0; k < works.size(); k++) {
      Simulation simulation = works.get(k).simulation();
      int count = simulation.shards().shards();
      records.add(new ShardRecord[count]);
      for (int number = 0; number < count; number++) {
        shards.add(new Shard(k, number, simulation.forShard(number), works.get(k).output()));
      }
    }
    // results come on the thread that schedules tasks, which must not wait for files
    try (InBackground<Dataset> finishing = new InBackground<>("finish data sets")) {
      int[] missing = works.stream().mapToInt(w -> w.simulation().shards().shards()).toArray();
      new ShardFanOut(spark)
          .gather(
              description(works),
              shards,
              (shard, attempt) -> simulate(shard, attempt, TaskBackend.selection(backend)),
              (index, done) -> {
                Shard shard = shards.get(index);
                int k = shard.work();
                records.get(k)[shard.number()] = done.record();
                backends.add(done.backend());
                progress.advance(done.record().rows());
                missing[k]--;
                if (missing[k] == 0) {
                  String used = String.join("; ", backends);
                  finishing.start(
                      k, () -> finish(works.get(k), List.of(records.get(k)), used, start));
                }
              });
      return finishing.results();
    } finally {
      works.forEach(work -> work.output().close());
    }
  }

  private static Done simulate(Shard shard, String attempt, Backends.Selection selection)
      throws IOException {
    ShardRecord record =
        ShardSimulation.run(
            shard.simulation(), shard.number(), shard.output(), attempt, selection.backend());
    return new Done(record, selection.reason());
  }

  private static String description(List<Work> works) {
    long rows = works.stream().mapToLong(work -> work.simulation().shards().rows()).sum();
    return "simulate "
        + rows
        + " trajectories"
        + (works.size() == 1 ? "" : " of " + works.size() + " data sets");
  }

  private Dataset finish(Work work, List<ShardRecord> records, String backend, long start)
      throws IOException {
    Simulation simulation = work.simulation();
    Manifest manifest = Manifest.of(work.output().plan(), simulation.schema(), records);
    return work.output().finish(manifest, RunInfo.of(spark, backend, start));
  }
}

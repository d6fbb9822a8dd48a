package ergode.spark;

import ergode.backend.ReferenceBackend;
import ergode.data.Dataset;
import ergode.data.ShardRecord;
import ergode.data.Simulation;
import ergode.data.Storage;
import ergode.data.validation.DatasetCheck;
import ergode.data.validation.Findings;
import ergode.data.validation.InitialStateHash;
import ergode.data.validation.SamplePlan;
import ergode.data.validation.ShardValidation;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Re-reads a data set, a task per shard, and reports all that is not as it was written. */
public final class ValidateJob {
  private final SparkSession spark;
  private final Storage storage;

  public ValidateJob(SparkSession spark, Storage storage) {
    this.spark = spark;
    this.storage = storage;
  }

  /** Checks a data set, with the usual sample. */
  public ShardValidation.Result run(Dataset dataset, Progress progress) throws IOException {
    return run(
        DatasetCheck.run(storage, dataset.directory().toString()), SamplePlan.USUAL, 0, progress);
  }

  private record Shard(ShardRecord record, long firstPosition) implements Serializable {}

  /**
   * Reads every shard, on the cluster.
   *
   * @param checked the data set's manifest and listing, which have been looked at
   * @param sample number of rows to integrate again
   * @param seed of the choice of those rows
   * @return all findings: those of {@code checked}, then those of the shards in their order
   */
  public ShardValidation.Result run(
      DatasetCheck.Result checked, long sample, long seed, Progress progress) {
    ShardValidation.Result result = ShardValidation.Result.empty();
    result.findings().merge(checked.findings());
    if (checked.dataset().isEmpty()) {
      return result;
    }
    Dataset dataset = checked.dataset().get();
    List<Shard> shards = new ArrayList<>();
    long rows = 0;
    for (ShardRecord shard : dataset.manifest().shards()) {
      shards.add(new Shard(shard, rows));
      rows += shard.rows();
    }
    SamplePlan plan = new SamplePlan(rows, sample, seed);
    Storage files = storage;
    // a task gets no Optional, which is not serializable
    List<Simulation> simulation = checked.simulation().stream().toList();
    List<ShardValidation.Result> parts =
        new ShardFanOut(spark)
            .run(
                "validate " + dataset.directory(),
                shards,
                (shard, attempt) ->
                    ShardValidation.run(
                        dataset,
                        shard.record(),
                        simulation.stream().findFirst(),
                        plan,
                        shard.firstPosition(),
                        files,
                        new ReferenceBackend()),
                part -> progress.advance(part.statistics().rows()));
    for (ShardValidation.Result part : parts) {
      result = result.merge(part);
    }
    if (checked.simulation().isPresent()
        && result.findings().isEmpty()
        && InitialStateHash.applies(dataset, checked.simulation().get())) {
      result.findings().merge(initialStates(dataset, checked.simulation().get()));
    }
    return result;
  }

  /** One hash over all rows in order is one task. */
  private Findings initialStates(Dataset dataset, Simulation simulation) {
    Storage files = storage;
    return new ShardFanOut(spark)
        .run(
            "hash the initial states of " + dataset.directory(),
            List.of(simulation),
            (whole, attempt) -> InitialStateHash.run(dataset, whole, files),
            found -> {})
        .get(0);
  }
}

package ergode.data.validation;

import ergode.backend.ReferenceBackend;
import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.DatasetOutput;
import ergode.data.Manifest;
import ergode.data.OutputPlan;
import ergode.data.ShardRecord;
import ergode.data.ShardStatistics;
import ergode.data.ShardWriter;
import ergode.data.Simulation;
import ergode.data.WriteMode;
import ergode.data.parquet.TrajectoryReader;
import ergode.data.parquet.TrajectoryRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Data sets whose rows were changed before they were written: every length, hash, CRC and statistic
 * is right, the content is not.
 */
final class Forgery {
  private Forgery() {}

  /**
   * A simulated data set with changed rows.
   *
   * @param edit changes a row; false drops it
   */
  static Dataset of(Simulation simulation, Path folder, Predicate<TrajectoryRow> edit)
      throws IOException {
    Dataset source = DataSets.simulate(simulation, folder.resolve("source"));
    return of(source, folder.resolve("forged"), source.manifest().config(), edit);
  }

  /** A copy of a data set with changed rows and another configuration. */
  static Dataset of(
      Dataset source, Path directory, Map<String, Object> config, Predicate<TrajectoryRow> edit)
      throws IOException {
    Manifest manifest = source.manifest();
    DatasetOutput output =
        DatasetOutput.claim(
                DataSets.STORAGE,
                directory.toString(),
                OutputPlan.ofDataset(config, DataSets.VERSIONS),
                WriteMode.CREATE)
            .orElseThrow();
    ShardWriter writer = new ShardWriter(output, manifest.schema(), manifest.output());
    List<ShardRecord> shards = new ArrayList<>();
    for (ShardRecord shard : manifest.shards()) {
      shards.add(
          writer.write(
              shard.file(),
              shard.firstId(),
              shard.endId(),
              "test",
              rows -> {
                ShardStatistics total = ShardStatistics.empty();
                try (TrajectoryReader reader =
                    TrajectoryReader.open(
                        source.file(shard), DataSets.STORAGE.configuration(), manifest.schema())) {
                  for (TrajectoryRow row = reader.next(); row != null; row = reader.next()) {
                    if (edit.test(row)) {
                      rows.write(row);
                      total = total.add(row);
                    }
                  }
                }
                return total;
              }));
    }
    return output.finish(Manifest.of(output.plan(), manifest.schema(), shards), Map.of());
  }

  /** Everything that is checked, without Spark; {@code sample} rows are integrated again. */
  static ShardValidation.Result validate(Dataset dataset, long sample) throws IOException {
    DatasetCheck.Result checked =
        DatasetCheck.run(DataSets.STORAGE, dataset.directory().toString());
    ShardValidation.Result result = ShardValidation.Result.empty();
    result.findings().merge(checked.findings());
    SamplePlan plan = new SamplePlan(dataset.manifest().statistics().rows(), sample, 0);
    long position = 0;
    for (ShardRecord shard : dataset.manifest().shards()) {
      result =
          result.merge(
              ShardValidation.run(
                  dataset,
                  shard,
                  checked.simulation(),
                  plan,
                  position,
                  DataSets.STORAGE,
                  new ReferenceBackend()));
      position += shard.rows();
    }
    Optional<Simulation> simulation = checked.simulation();
    if (simulation.isPresent() && InitialStateHash.applies(dataset, simulation.get())) {
      result.findings().merge(InitialStateHash.run(dataset, simulation.get(), DataSets.STORAGE));
    }
    return result;
  }
}

package ergode.data.validation;

import ergode.data.Dataset;
import ergode.data.EnsembleConfig;
import ergode.data.Manifest;
import ergode.data.ShardRecord;
import ergode.data.Simulation;
import ergode.data.Storage;
import ergode.data.design.FileDesign;
import ergode.data.parquet.TrajectoryReader;
import ergode.data.parquet.TrajectoryRow;
import java.io.IOException;
import java.util.List;

/**
 * Compares the initial states of all rows with those of the file they were read from, which need
 * not be at hand: the configuration has their hash.
 */
public final class InitialStateHash {
  private InitialStateHash() {}

  /** Whether a data set has all initial states of a file. */
  public static boolean applies(Dataset dataset, Simulation simulation) {
    return simulation.ensemble() instanceof EnsembleConfig.Recorded
        && !dataset.manifest().hasFilter();
  }

  /** Reads the initial states of all shards, which have to be whole. */
  public static Findings run(Dataset dataset, Simulation simulation, Storage storage)
      throws IOException {
    Findings findings = new Findings();
    Manifest manifest = dataset.manifest();
    List<String> columns =
        manifest.schema().system().components().stream().map(name -> name + "_0").toList();
    FileDesign.Hash hash = new FileDesign.Hash();
    for (ShardRecord shard : manifest.shards()) {
      try (TrajectoryReader reader =
          TrajectoryReader.open(
              dataset.file(shard), storage.configuration(), manifest.schema(), columns)) {
        for (TrajectoryRow row = reader.next(); row != null; row = reader.next()) {
          hash.add(row.initial(), 0, row.initial().length);
        }
      }
    }
    String found = hash.hex();
    String expected = ((EnsembleConfig.Recorded) simulation.ensemble()).sha256();
    if (!found.equals(expected)) {
      findings.add(
          Dataset.DATA + "/",
          "initial states",
          "the SHA-256 of all initial states is "
              + found
              + ", expected ensemble.sha256 = "
              + expected);
    }
    return findings;
  }
}

package ergode.app;

import ergode.data.AngleRule;
import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.DatasetOutput;
import ergode.data.Manifest;
import ergode.data.OutputPlan;
import ergode.data.ShardFilter;
import ergode.data.ShardRecord;
import ergode.data.WriteMode;
import ergode.spark.FilterJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A side of a filter without Spark. */
final class FilterSide {
  /** A cut that all runs pass. */
  static final double NO_ANGLE = 1e-9;

  /** A cut that none passes. */
  static final double ANY_ANGLE = 1000;

  private FilterSide() {}

  /** Writes one side of the filter of a data set by this cut; returns its directory. */
  static Path write(Path data, Path directory, boolean chaotic, double cut) throws IOException {
    Dataset source = Dataset.open(DataSets.STORAGE, data.toString());
    Manifest manifest = source.manifest();
    AngleRule rule = new AngleRule(cut);
    OutputPlan plan =
        OutputPlan.ofDataset(FilterJob.config(manifest.config(), rule, chaotic), DataSets.VERSIONS);
    try (DatasetOutput output =
        DatasetOutput.claim(DataSets.STORAGE, directory.toString(), plan, WriteMode.CREATE)
            .orElseThrow()) {
      List<ShardRecord> records = new ArrayList<>();
      for (ShardRecord shard : manifest.shards()) {
        records.add(ShardFilter.run(source, shard, rule, chaotic, output, "1"));
      }
      output.finish(Manifest.of(output.plan(), manifest.schema(), records), Map.of());
    }
    return directory;
  }
}

package ergode.app;

import ergode.data.AngleRule;
import ergode.data.Dataset;
import ergode.data.DatasetOutput;
import ergode.data.Simulation;
import ergode.data.Storage;
import ergode.data.WriteMode;
import ergode.data.validation.DatasetCheck;
import ergode.data.validation.ShardValidation;
import ergode.spark.FilterJob;
import ergode.spark.SimulateJob;
import ergode.spark.ValidateJob;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** The jobs that commands are made of, on one Spark session, with their progress shown. */
final class Jobs {
  static final String NON_CHAOTIC = "nonchaotic";
  static final String CHAOTIC = "chaotic";
  static final String TRAJECTORIES = "trajectories";

  private final SparkSession spark;
  private final Storage storage;
  private final Output output;

  Jobs(SparkSession spark, Storage storage, Output output) {
    this.spark = spark;
    this.storage = storage;
    this.output = output;
  }

  /** The two data sets of a filter. */
  record Sides(Dataset nonChaotic, Dataset chaotic) {
    long rows(Dataset side) {
      return side.manifest().statistics().rows();
    }

    List<String> lines() {
      long all = rows(nonChaotic) + rows(chaotic);
      return List.of(line(NON_CHAOTIC, nonChaotic, all), line(CHAOTIC, chaotic, all));
    }

    private String line(String name, Dataset side, long all) {
      double percent = all == 0 ? 0 : 100.0 * rows(side) / all;
      return Lines.line(
          name,
          "%s (%s)  %s"
              .formatted(
                  Lines.grouped(rows(side)),
                  Lines.percent(percent),
                  Lines.location(side.directory())));
    }
  }

  /** Simulates, or opens what {@link WriteMode#RESUME} finds complete. */
  Dataset simulate(Simulation simulation, String out, WriteMode mode) throws IOException {
    Optional<DatasetOutput> claimed =
        DatasetOutput.claim(storage, out, Version.plan(simulation.canonical()), mode);
    if (claimed.isEmpty()) {
      output.note(out + " is complete already");
      return Dataset.open(storage, out);
    }
    noteRecorded(claimed.get(), simulation.shards().shards());
    try (ProgressDisplay progress =
        output.progress("simulate", TRAJECTORIES, simulation.shards().rows())) {
      return new Resumable(output, mode)
          .run(() -> new SimulateJob(spark).run(simulation, claimed.get(), progress));
    }
  }

  private void noteRecorded(DatasetOutput claimed, int shards) {
    if (claimed.recorded() > 0) {
      output.note(
          "%d of %d shards are there from an earlier run; each is verified, and kept if it is whole"
              .formatted(claimed.recorded(), shards));
    }
  }

  /** Where a filter writes. */
  static List<Path> sides(Storage storage, String out) throws IOException {
    Path directory = storage.path(out);
    return List.of(new Path(directory, NON_CHAOTIC), new Path(directory, CHAOTIC));
  }

  /**
   * The checks of {@link #filter} on its output, before anything is started.
   *
   * @param config of the data set that is to be filtered
   */
  static void checkFilter(
      Storage storage, Map<String, Object> config, AngleRule rule, String out, WriteMode mode)
      throws IOException {
    for (Path side : sides(storage, out)) {
      boolean chaotic = side.getName().equals(CHAOTIC);
      DatasetOutput.check(
          storage, side.toString(), Version.plan(FilterJob.config(config, rule, chaotic)), mode);
    }
  }

  Sides filter(Dataset source, AngleRule rule, String out, WriteMode mode) throws IOException {
    List<Path> sides = sides(storage, out);
    long failed = source.manifest().statistics().failed();
    if (failed > 0) {
      output.note(
          Lines.grouped(failed)
              + " of the trajectories failed and are labelled by what they did until then; their"
              + " status column says why");
    }
    try (ProgressDisplay progress =
        output.progress("filter", TRAJECTORIES, source.manifest().statistics().rows())) {
      return new Sides(
          side(source, rule, false, sides.get(0), mode, progress),
          side(source, rule, true, sides.get(1), mode, progress));
    }
  }

  private Dataset side(
      Dataset source,
      AngleRule rule,
      boolean chaotic,
      Path directory,
      WriteMode mode,
      ProgressDisplay progress)
      throws IOException {
    Optional<DatasetOutput> claimed =
        DatasetOutput.claim(
            storage,
            directory.toString(),
            Version.plan(FilterJob.config(source.manifest().config(), rule, chaotic)),
            mode);
    if (claimed.isEmpty()) {
      Dataset complete = Dataset.open(storage, directory.toString());
      progress.advance(complete.manifest().statistics().rows());
      return complete;
    }
    noteRecorded(claimed.get(), source.manifest().shards().size());
    return new Resumable(output, mode)
        .run(() -> new FilterJob(spark).run(source, rule, chaotic, claimed.get(), progress));
  }

  ShardValidation.Result validate(DatasetCheck.Result checked, long sample, long seed) {
    long rows = checked.dataset().map(set -> set.manifest().statistics().rows()).orElse(0L);
    try (ProgressDisplay progress = output.progress("validate", TRAJECTORIES, rows)) {
      return new ValidateJob(spark, storage).run(checked, sample, seed, progress);
    }
  }
}

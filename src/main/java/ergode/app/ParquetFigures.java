package ergode.app;

import ergode.bench.DiskSpeed;
import ergode.bench.Effort;
import ergode.bench.Measurement;
import ergode.bench.Repeats;
import ergode.bench.Timing;
import ergode.bench.WarmUp;
import ergode.data.Dataset;
import ergode.data.DatasetOutput;
import ergode.data.EnsembleConfig;
import ergode.data.Names;
import ergode.data.ShardPlan;
import ergode.data.ShardRecord;
import ergode.data.Simulation;
import ergode.data.Storage;
import ergode.data.WriteMode;
import ergode.spark.SimulateJob;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** The whole of {@code simulate}, from an empty directory to a finished data set. */
final class ParquetFigures {
  static final String RATE = "trajectories_to_parquet";
  static final String SHARE = "trajectories_to_parquet_share_of_disk";

  private static final long FIRST_BLOCK = 120;

  /** Part of the free space that a data set may take: it is written beside a plain file. */
  private static final double PART_OF_DISK = 0.25;

  private static final double MEGA = 1e6;

  private final SparkSession spark;
  private final Storage storage;
  private final Simulation problem;
  private final Effort effort;
  private final Path directory;

  /**
   * Figures about one directory.
   *
   * @param problem with any number of trajectories
   */
  ParquetFigures(
      SparkSession spark, Storage storage, Simulation problem, Effort effort, Path directory) {
    this.spark = spark;
    this.storage = storage;
    this.problem = problem;
    this.effort = effort;
    this.directory = directory;
  }

  /** One data set that was written. */
  private record Written(Timing timing, long bytes) {}

  /** Both figures; the disk is measured right before each data set is written. */
  List<Measurement> measure() throws IOException {
    try (ScratchDirectory scratch = ScratchDirectory.in(directory)) {
      long bytesPerRow = problem.schema().bytesPerRow();
      double usable = (double) Files.getFileStore(scratch.path()).getUsableSpace();
      long most = Math.max(FIRST_BLOCK, (long) (usable * PART_OF_DISK / bytesPerRow));
      WarmUp warmUp =
          WarmUp.of(effort, FIRST_BLOCK, most, rows -> write(scratch.path(), rows).timing());
      long rows = rows(warmUp.rate(), most);
      // a job has fixed costs, so that the short ones of the warm-up make it look slower
      rows = rows(write(scratch.path(), rows).timing().rate(), most);
      List<Timing> timings = new ArrayList<>();
      List<Timing> shares = new ArrayList<>();
      double[] disk = new double[effort.repeats()];
      long bytes = 0;
      for (int i = 0; i < effort.repeats(); i++) {
        disk[i] = DiskSpeed.write(scratch.path(), rows * bytesPerRow);
        Written written = write(scratch.path(), rows);
        bytes = written.bytes();
        timings.add(written.timing());
        Timing took = written.timing();
        shares.add(new Timing(bytes / disk[i], took.wallSeconds(), took.cpuSeconds()));
      }
      Map<String, Object> conditions = conditions(scratch.path(), rows, bytes);
      conditions.putAll(warmUp.conditions());
      conditions.put("disk_write_mb_per_s", Repeats.median(disk) / MEGA);
      return List.of(
          new Repeats(timings).rate(RATE, "trajectories/s").under(conditions),
          new Repeats(shares).measurement(SHARE, "1", Timing::rate).under(conditions));
    }
  }

  private long rows(double rate, long most) {
    return Math.max(FIRST_BLOCK, Math.min(most, (long) (rate * effort.seconds())));
  }

  private Written write(Path scratch, long rows) throws IOException {
    Simulation simulation = simulation(rows);
    String out = scratch.resolve("dataset").toUri().toString();
    Dataset[] made = new Dataset[1];
    Timing timing =
        Timing.of(
            ParquetFigures::cpuNanos,
            () -> {
              DatasetOutput output =
                  DatasetOutput.claim(
                          storage, out, Version.plan(simulation.canonical()), WriteMode.CREATE)
                      .orElseThrow();
              SimulateJob job = new SimulateJob(spark);
              made[0] = job.run(simulation, output, done -> {});
              return rows;
            });
    long bytes = made[0].manifest().shards().stream().mapToLong(ShardRecord::bytes).sum();
    storage.delete(storage.path(out));
    return new Written(timing, bytes);
  }

  private Simulation simulation(long rows) {
    EnsembleConfig.Sampled many = (EnsembleConfig.Sampled) problem.ensemble();
    EnsembleConfig ensemble =
        new EnsembleConfig.Sampled(
            many.kind(), rows, many.seed(), many.components(), many.ranges());
    ShardPlan shards = ShardPlan.automatic(rows, problem.schema().bytesPerRow());
    return new Simulation(
        problem.system(), ensemble, problem.solver(), problem.save(), shards, problem.output());
  }

  private Map<String, Object> conditions(Path scratch, long rows, long bytes) throws IOException {
    Map<String, Object> conditions = new TreeMap<>();
    conditions.put("cores", spark.sparkContext().defaultParallelism());
    conditions.put("master", spark.sparkContext().master());
    conditions.put("directory", directory.toString());
    conditions.put("file_system", Files.getFileStore(scratch).type());
    conditions.put("trajectories", rows);
    conditions.put("data_set_bytes", bytes);
    conditions.put("fsync", true);
    conditions.put("energy_watched", true);
    conditions.put("method", problem.solver().method());
    conditions.put("tolerance", problem.solver().rtol());
    conditions.put("tmax", problem.save().tmax());
    conditions.put("save_points", problem.save().points());
    conditions.put("precision", Names.of(problem.save().precision()));
    conditions.put("compression", Names.of(problem.output().compression()));
    conditions.put("encoding", Names.of(problem.output().encoding()));
    return conditions;
  }

  /** Processor time of this whole process, where the tasks run. */
  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}

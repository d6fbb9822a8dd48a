package ergode.app;

import ergode.data.Simulation;
import ergode.data.Storage;
import ergode.data.SweepOutput;
import ergode.spark.SimulateJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ergode sweep}. */
@Command(
    name = "sweep",
    header = "Simulate an ensemble for every combination of some keys' values.",
    description =
        "Writes a data set per combination, DIR/key=value/..., which readers see as one table with"
            + " a column per key.",
    footer = {
      "  ergode sweep --config conf/sweep-parameters.conf --out runs/sweep",
      "  ergode sweep --out runs/g --sweep system.g=1.6,3.7,9.8 --set ensemble.samples=500",
      "  ergode sweep --out runs/tolerances --sweep solver.rtol,solver.atol=1e-5,1e-8"
    })
final class SweepCommand extends Subcommand {
  @Option(
      names = SweepOption.NAME,
      paramLabel = "KEY=VALUES",
      description = {
        "Values for a key, or for keys that change together: KEY=V,V,... or KEY,KEY=V,V,... or"
            + " KEY={from=A,to=B,points=N}; may be given many times. Replaces the entry for the"
            + " same keys in the configuration's section sweep."
      })
  List<String> sweeps = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "",
      description = "Directory of the sweep: a path or a Hadoop URI.")
  String out = "";

  @Mixin WriteOptions write = new WriteOptions();

  @Mixin MasterOption spark = new MasterOption();

  @Option(names = "--dry-run", description = "Print the plan and write nothing.")
  boolean dryRun;

  @Override
  Settings amend(Settings settings) {
    return SweepOption.apply(settings, sweeps);
  }

  @Override
  Set<String> uses() {
    return SimulationSettings.KEYS;
  }

  @Override
  int run(Settings settings, Output output) throws IOException {
    require("--out=DIR", out);
    SweepPoints points = SweepPoints.of(settings);
    points.notes().forEach(output::note);
    Storage storage = settings.storage();
    if (dryRun) {
      SweepLines.plan(points, SparkSessions.master(settings, spark.master)).forEach(output::result);
    }
    SweepOutput.check(
        storage,
        out,
        points.plan(),
        points.simulations().stream().map(Simulation::canonical).map(Version::plan).toList(),
        write.mode());
    if (dryRun) {
      CostLines.measure(points.simulations(), settings, spark.master).forEach(output::result);
      output.result(Lines.line("output", out + ", can be written"));
      return ExitCodes.OK;
    }
    return sweep(settings, points, storage, output);
  }

  private int sweep(Settings settings, SweepPoints points, Storage storage, Output output)
      throws IOException {
    try (SparkSession session = SparkSessions.create(settings, spark.master, "ergode sweep")) {
      SweepOutput claimed = SweepOutput.claim(storage, out, points.plan(), write.mode());
      SimulateJob job = new SimulateJob(session);
      SweepJob.Result result =
          new Resumable(output, write.mode())
              .run(() -> run(new SweepJob(job, points, claimed), points, output));
      SweepLines.result(result, claimed.directory()).forEach(output::result);
      return result.manifest().statistics().failed() > 0
          ? ExitCodes.FAILED_TRAJECTORIES
          : ExitCodes.OK;
    }
  }

  private static SweepJob.Result run(SweepJob job, SweepPoints points, Output output)
      throws IOException {
    long rows = points.simulations().stream().mapToLong(point -> point.shards().rows()).sum();
    try (ProgressDisplay progress = output.progress("sweep", Jobs.TRAJECTORIES, rows)) {
      return job.run(progress);
    }
  }
}

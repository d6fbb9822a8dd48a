package ergode.app;

import ergode.data.Dataset;
import ergode.data.DatasetOutput;
import ergode.data.Simulation;
import ergode.data.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ergode simulate}. */
@Command(
    name = "simulate",
    header = "Simulate an ensemble into a data set.",
    footer = {
      "  ergode simulate --config conf/double-pendulum.conf --out runs/a",
      "  ergode simulate --out runs/b --set ensemble.samples=1e5 --set solver.rtol=1e-9"
    })
final class SimulateCommand extends Subcommand {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "",
      description = "Directory of the data set: a path or a Hadoop URI.")
  String out = "";

  @Mixin WriteOptions write = new WriteOptions();

  @Mixin MasterOption spark = new MasterOption();

  @Option(names = "--dry-run", description = "Print the plan and write nothing.")
  boolean dryRun;

  @Override
  Set<String> uses() {
    return SimulationSettings.KEYS;
  }

  @Override
  int run(Settings settings, Output output) throws IOException {
    require("--out=DIR", out);
    SimulationSettings requested = SimulationSettings.of(settings);
    requested.notes().forEach(output::note);
    Simulation simulation = requested.simulation();
    Storage storage = settings.storage();
    if (dryRun) {
      SimulationPlan.lines(simulation, SparkSessions.master(settings, spark.master))
          .forEach(output::result);
      DatasetOutput.check(storage, out, Version.plan(simulation.canonical()), write.mode());
      CostLines.measure(List.of(simulation), settings, spark.master).forEach(output::result);
      output.result(Lines.line("output", out + ", can be written"));
      return ExitCodes.OK;
    }
    DatasetOutput.check(storage, out, Version.plan(simulation.canonical()), write.mode());
    return simulate(settings, simulation, storage, output);
  }

  private int simulate(Settings settings, Simulation simulation, Storage storage, Output output)
      throws IOException {
    try (SparkSession session = SparkSessions.create(settings, spark.master, "ergode simulate")) {
      Jobs jobs = new Jobs(session, storage, output);
      Dataset dataset = jobs.simulate(simulation, out, write.mode());
      DatasetSummary.lines(dataset).forEach(output::result);
      return dataset.manifest().statistics().failed() > 0
          ? ExitCodes.FAILED_TRAJECTORIES
          : ExitCodes.OK;
    }
  }
}

package ergode.app;

import ergode.data.AngleRule;
import ergode.data.Dataset;
import ergode.data.InvalidInputException;
import ergode.data.Storage;
import ergode.data.WriteMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ergode report}. */
@Command(
    name = "report",
    header = "Write an HTML page about data sets.",
    description = "Writes DIR/report.html, which needs no network, and a PNG per figure.",
    footer = {
      "  ergode report runs/a --out runs/a-report",
      "  ergode report runs/a-filtered/nonchaotic runs/a-filtered/chaotic --out runs/a-report"
    })
final class ReportCommand extends Subcommand {
  @Parameters(
      paramLabel = "DATASET",
      arity = "0..*",
      description = "Directories of data sets: paths or Hadoop URIs.")
  List<String> locations = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "",
      description = "Directory for the page and its figures.")
  String out = "";

  @Option(names = "--overwrite", description = "Replace an earlier report.")
  boolean overwrite;

  @Mixin MasterOption spark = new MasterOption();

  @Override
  Set<String> uses() {
    return Set.of("filter", "backend");
  }

  @Override
  int run(Settings settings, Output output) throws IOException {
    require("DATASET", String.join("", locations));
    require("--out=DIR", out);
    AngleRule rule = settings.located(() -> new AngleRule(settings.number("filter.cut")));
    Storage storage = settings.storage();
    List<Dataset> datasets = new ArrayList<>();
    for (String location : locations) {
      Dataset opened = Dataset.open(storage, location);
      if (datasets.stream().anyMatch(d -> d.directory().equals(opened.directory()))) {
        throw new InvalidInputException("DATASET", location, "each data set once");
      }
      datasets.add(opened);
    }
    PageDirectory.REPORT.check(storage, out, overwrite ? WriteMode.OVERWRITE : WriteMode.CREATE);
    return report(settings, datasets, rule, storage, output);
  }

  private int report(
      Settings settings, List<Dataset> datasets, AngleRule rule, Storage storage, Output output)
      throws IOException {
    try (SparkSession session = SparkSessions.create(settings, spark.master, "ergode report")) {
      ReportJob.Written written = new ReportJob(session, storage, output).run(datasets, rule, out);
      output.result(Lines.line("trajectories", Lines.grouped(written.summary().rows())));
      output.result(Lines.line("report", Lines.location(written.page())));
      return ExitCodes.OK;
    }
  }
}

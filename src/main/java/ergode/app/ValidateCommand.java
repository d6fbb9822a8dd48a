package ergode.app;

import ergode.data.Dataset;
import ergode.data.FlipCount;
import ergode.spark.ValidateJob;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ergode validate}. */
@Command(
    name = "validate",
    header = "Re-read a data set and compare it with its manifest.",
    description = "Prints a line per finding; exit code 4 if there are any.",
    footer = "  ergode validate runs/a")
final class ValidateCommand extends Subcommand {
  @Mixin DatasetArgument dataset = new DatasetArgument();

  @Mixin MasterOption spark = new MasterOption();

  @Override
  int run(Settings settings, Output output) throws IOException {
    require("DATASET", dataset.location);
    Dataset opened = Dataset.open(settings.storage(), dataset.location);
    return validate(settings, opened, output);
  }

  private int validate(Settings settings, Dataset opened, Output output) throws IOException {
    try (SparkSession session = SparkSessions.create(settings, spark.master, "ergode validate")) {
      ValidateJob.Result result = new Jobs(session, settings.storage(), output).validate(opened);
      DatasetSummary.lines(opened).forEach(output::result);
      tolerances(opened).forEach(output::result);
      output.result(Lines.line("flips", flips(result.flips())));
      result.findings().forEach(output::result);
      output.result(Lines.line("findings", result.findings().isEmpty() ? "none" : count(result)));
      return result.findings().isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
    }
  }

  /** What the energy drift is to be compared with. */
  private static List<String> tolerances(Dataset dataset) {
    Map<String, Object> config = dataset.manifest().config();
    return config.containsKey("solver.rtol")
        ? List.of(
            Lines.line(
                "tolerances",
                "rtol = " + config.get("solver.rtol") + ", atol = " + config.get("solver.atol")))
        : List.of();
  }

  private static String flips(FlipCount flips) {
    return Lines.grouped(flips.flipped())
        + " trajectories pass pi, "
        + Lines.grouped(flips.impossible())
        + " of the "
        + Lines.grouped(flips.unable())
        + " that have not the energy to";
  }

  private static String count(ValidateJob.Result result) {
    return Integer.toString(result.findings().size());
  }
}

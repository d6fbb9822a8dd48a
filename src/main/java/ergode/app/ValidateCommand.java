package ergode.app;

import ergode.data.Dataset;
import ergode.data.FlipCount;
import ergode.data.ShardStatistics;
import ergode.data.validation.DatasetCheck;
import ergode.data.validation.Findings;
import ergode.data.validation.SamplePlan;
import ergode.data.validation.ShardValidation;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ergode validate}. */
@Command(
    name = "validate",
    header = "Re-read a data set and compare it with what it should be.",
    description = {
      "Compares every file with the manifest (length, SHA-256, the CRC of each page), every row"
          + " with the configuration and with itself, and integrates a sample of rows again, bit"
          + " for bit. Prints a line per finding; exit code 4 if there are any. Warnings, about"
          + " what tolerances promise and rows do not keep, do not count.",
    },
    footer = {"  ergode validate runs/a", "  ergode validate runs/a --sample 1000 --sample-seed 7"})
final class ValidateCommand extends Subcommand {
  /** Lines of findings, and of warnings, that a terminal can take. */
  private static final int SHOWN = 100;

  @Mixin DatasetArgument dataset = new DatasetArgument();

  @Mixin MasterOption spark = new MasterOption();

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "" + SamplePlan.USUAL,
      description = "Rows to integrate again, spread over all files: ${DEFAULT-VALUE}; 0: none.")
  long sample;

  @Option(
      names = "--sample-seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Another seed draws other rows: ${DEFAULT-VALUE}.")
  long seed;

  @Override
  Set<String> uses() {
    return Set.of("backend");
  }

  @Override
  int run(Settings settings, Output output) throws IOException {
    require("DATASET", dataset.location);
    DatasetCheck.Result checked = DatasetCheck.run(settings.storage(), dataset.location);
    try (SparkSession session = SparkSessions.create(settings, spark.master, "ergode validate")) {
      ShardValidation.Result result =
          new Jobs(session, settings.storage(), output).validate(checked, sample, seed);
      checked.dataset().ifPresent(set -> summary(set, result, output));
      list("warnings", result.warnings(), output);
      list("findings", result.findings(), output);
      return result.findings().isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
    }
  }

  private static void summary(Dataset set, ShardValidation.Result result, Output output) {
    DatasetSummary.lines(set).forEach(output::result);
    ShardStatistics read = result.statistics();
    output.result(
        Lines.line(
            "read again",
            Lines.grouped(read.rows())
                + " trajectories; "
                + Lines.grouped(result.recomputed())
                + " of them integrated again"));
    tolerances(set, result).forEach(output::result);
    output.result(Lines.line("flips", flips(result.flips())));
  }

  /** What the energy drift is to be compared with. */
  private static List<String> tolerances(Dataset dataset, ShardValidation.Result result) {
    Map<String, Object> config = dataset.manifest().config();
    return config.containsKey("solver.rtol") && dataset.manifest().schema().hasLists()
        ? List.of(
            Lines.line(
                "tolerances",
                String.format(
                    Locale.ROOT,
                    "rtol = %s, atol = %s; the energy drift is at most %.1e of what they allow",
                    config.get("solver.rtol"),
                    config.get("solver.atol"),
                    result.largestShare())))
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

  private static void list(String name, Findings findings, Output output) {
    List<String> lines = findings.lines();
    lines.stream().limit(SHOWN).forEach(output::result);
    if (lines.size() > SHOWN) {
      output.result("... and " + Lines.grouped(lines.size() - SHOWN) + " more lines");
    }
    output.result(Lines.line(name, findings.isEmpty() ? "none" : Lines.grouped(findings.count())));
  }
}

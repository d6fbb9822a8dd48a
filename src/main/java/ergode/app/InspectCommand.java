package ergode.app;

import ergode.data.Dataset;
import ergode.data.Manifest;
import ergode.data.parquet.Column;
import java.io.IOException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ergode inspect}. */
@Command(
    name = "inspect",
    header = "Say what a data set is, from its manifest.",
    footer = "  ergode inspect runs/a")
final class InspectCommand extends Subcommand {
  @Mixin DatasetArgument dataset = new DatasetArgument();

  @Override
  int run(Settings settings, Output output) throws IOException {
    require("DATASET", dataset.location);
    Dataset opened = Dataset.open(settings.storage(), dataset.location);
    Manifest manifest = opened.manifest();
    DatasetSummary.lines(opened).forEach(output::result);
    output.result(Lines.line("identity", manifest.configSha256()));
    manifest.versions().forEach((name, version) -> output.result(Lines.line(name, version)));
    output.result(
        Lines.line(
            "columns",
            manifest.columns().stream().map(Column::name).collect(Collectors.joining(", "))));
    manifest.config().forEach((key, value) -> output.result(key + " = " + value));
    return ExitCodes.OK;
  }
}

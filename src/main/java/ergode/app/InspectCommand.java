package ergode.app;

import static ergode.app.Lines.line;

import ergode.data.Dataset;
import ergode.data.Manifest;
import ergode.data.Storage;
import ergode.data.SweepManifest;
import ergode.data.parquet.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ergode inspect}. */
@Command(
    name = "inspect",
    header = "Say what a data set or a sweep is, from its manifest.",
    description =
        "Prints its physics, numbers, columns, versions and configuration. No data file is read:"
            + " that is what ergode validate does.",
    footer = {"  ergode inspect runs/a", "  ergode inspect runs/sweep"})
final class InspectCommand extends Subcommand {
  @Mixin DatasetArgument dataset = new DatasetArgument();

  @Override
  Set<String> uses() {
    return Set.of();
  }

  @Override
  int run(Settings settings, Output output) throws IOException {
    require("DATASET", dataset.location);
    Storage storage = settings.storage();
    Optional<SweepManifest> sweep = SweepManifest.read(storage, dataset.location);
    if (sweep.isPresent()) {
      SweepLines.description(sweep.get(), storage.path(dataset.location)).forEach(output::result);
    } else {
      lines(Dataset.open(storage, dataset.location)).forEach(output::result);
    }
    return ExitCodes.OK;
  }

  private static List<String> lines(Dataset dataset) {
    Manifest manifest = dataset.manifest();
    List<String> lines = new ArrayList<>(DatasetSummary.lines(dataset));
    lines.addAll(DatasetSummary.origin(manifest));
    lines.add(line("identity", manifest.configSha256() + ", SHA-256 of the configuration"));
    manifest.versions().forEach((name, version) -> lines.add(line(name, version)));
    lines.add("columns");
    manifest.columns().forEach(column -> lines.add(column(column)));
    lines.add("configuration");
    manifest.config().forEach((key, value) -> lines.add("  " + key + " = " + value));
    return lines;
  }

  private static String column(Column column) {
    return "  %-15s %-14s %-6s %s"
        .formatted(column.name(), column.type().sql(), column.unit(), column.description())
        .stripTrailing();
  }
}

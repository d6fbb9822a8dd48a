package ergode.app;

import static ergode.app.Lines.grouped;
import static ergode.app.Lines.line;
import static ergode.app.Lines.location;

import ergode.data.Dataset;
import ergode.data.Manifest;
import ergode.data.Names;
import ergode.data.SaveConfig;
import ergode.data.SaveContent;
import ergode.data.ShardRecord;
import ergode.data.ShardStatistics;
import ergode.mechanics.MechanicalSystem;
import ergode.mechanics.PhysicalParameter;
import ergode.ode.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A data set in a few lines, from its manifest. */
final class DatasetSummary {
  private DatasetSummary() {}

  static List<String> lines(Dataset dataset) {
    Manifest manifest = dataset.manifest();
    ShardStatistics statistics = manifest.statistics();
    List<String> lines = new ArrayList<>();
    lines.add(line("data set", location(dataset.directory())));
    lines.add(line("trajectories", grouped(statistics.rows()) + " " + statistics.status()));
    lines.add(
        line(
            "files",
            "%s, %s bytes"
                .formatted(
                    manifest.shards().size(),
                    grouped(manifest.shards().stream().mapToLong(ShardRecord::bytes).sum()))));
    if (statistics.rows() > 0) {
      lines.add(
          line(
              "steps",
              String.format(
                  Locale.ROOT,
                  "%.1f accepted and %.1f rejected per trajectory",
                  (double) statistics.steps() / statistics.rows(),
                  (double) statistics.rejected() / statistics.rows())));
    }
    lines.add(
        line(
            "energy drift",
            String.format(
                Locale.ROOT, "%.1e of the energy scale at most", statistics.maxEnergyDrift())));
    lines.addAll(failures(statistics));
    return lines;
  }

  /** What was simulated and what is kept of it. */
  static List<String> origin(Manifest manifest) {
    MechanicalSystem system = manifest.schema().system();
    SaveConfig save = manifest.save();
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            "physics",
            system.title()
                + ": "
                + system.parameters().stream()
                    .map(p -> p.name() + " = " + parameter(manifest, p) + " " + p.unit())
                    .collect(Collectors.joining(", "))
                + String.format(
                    Locale.ROOT,
                    "; energy scale %.6g J",
                    system.energyScale(
                        system.parameterNames().stream()
                            .collect(
                                Collectors.toMap(p -> p, p -> manifest.number("system." + p)))))));
    lines.add(
        line(
            "save points",
            "%s from 0 to %s s; %s"
                .formatted(
                    grouped(save.points()),
                    save.tmax(),
                    save.content() == SaveContent.SUMMARY
                        ? "a summary, without the states there"
                        : "the states there as " + Names.of(save.precision()))));
    if (manifest.hasFilter()) {
      lines.add(
          line(
              "filter",
              "the %s side of a cut at %s rad; the rest of the configuration is that of the whole"
                  .formatted(manifest.string("filter.side"), manifest.string("filter.cut"))));
    }
    return lines;
  }

  private static double parameter(Manifest manifest, PhysicalParameter parameter) {
    return manifest.number("system." + parameter.name());
  }

  /** A line per reason why runs failed, with advice. */
  static List<String> failures(ShardStatistics statistics) {
    List<String> lines = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      long runs = statistics.status().getOrDefault(outcome.label(), 0L);
      if (outcome != Outcome.OK && runs > 0) {
        lines.add(line(outcome.label(), grouped(runs) + " trajectories: " + outcome.advice()));
      }
    }
    return lines;
  }
}

package ergode.app;

import static ergode.app.Lines.grouped;
import static ergode.app.Lines.line;
import static ergode.app.Lines.location;

import ergode.data.Dataset;
import ergode.data.Manifest;
import ergode.data.ShardRecord;
import ergode.data.ShardStatistics;
import ergode.ode.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

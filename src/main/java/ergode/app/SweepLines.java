package ergode.app;

import static ergode.app.Lines.grouped;
import static ergode.app.Lines.line;
import static ergode.app.Lines.location;

import ergode.data.Json;
import ergode.data.ShardStatistics;
import ergode.data.Simulation;
import ergode.data.SimulationWriter;
import ergode.data.SweepManifest;
import ergode.data.SweepPlan;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/** A sweep in a few lines, before and after. */
final class SweepLines {
  private static final int MOST_VALUES = 8;
  private static final int MOST_POINTS = 20;

  private SweepLines() {}

  /** What {@code sweep --dry-run} says a run would do; the output is the caller's to add. */
  static List<String> plan(SweepPoints sweep, String master) {
    SweepPlan plan = sweep.plan();
    List<Simulation> simulations = sweep.simulations();
    List<String> lines = new ArrayList<>();
    for (SweepAxis axis : sweep.axes()) {
      List<Object> values = plan.swept().getOrDefault(axis.keys().get(0), List.of());
      lines.add(line("sweep", String.join(", ", axis.keys()) + " = " + values(values)));
    }
    lines.add(
        line(
            "points",
            "%s, from %s to %s"
                .formatted(
                    grouped(plan.points().size()),
                    plan.points().get(0).directory(),
                    plan.points().get(plan.points().size() - 1).directory())));
    lines.add(line("trajectories", sum(simulations, simulation -> 1)));
    lines.add(
        line(
            "shards",
            grouped(simulations.stream().mapToLong(point -> point.shards().shards()).sum())));
    lines.add(
        line(
            "size",
            sum(simulations, point -> point.schema().bytesPerRow()) + " bytes before compression"));
    lines.add(
        line(
            "memory",
            "about "
                + SimulationPlan.mebibytes(
                    simulations.stream().mapToLong(SimulationWriter::memory).max().orElse(0))
                + " of arrays a task"));
    lines.add(line("task slots", MasterSlots.describe(master)));
    return lines;
  }

  private static String values(List<Object> values) {
    String first =
        values.stream().limit(MOST_VALUES).map(SweepLines::value).collect(Collectors.joining(", "));
    int more = values.size() - MOST_VALUES;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private static String value(Object value) {
    return value instanceof String text ? text : Json.compact(value);
  }

  /** A quantity per trajectory, added up over all trajectories. */
  private static String sum(List<Simulation> simulations, ToLongFunction<Simulation> perRow) {
    BigInteger sum = BigInteger.ZERO;
    for (Simulation simulation : simulations) {
      BigInteger rows = BigInteger.valueOf(simulation.shards().rows());
      sum = sum.add(rows.multiply(BigInteger.valueOf(perRow.applyAsLong(simulation))));
    }
    return String.format(Locale.ROOT, "%,d", sum);
  }

  /** What a run made. */
  static List<String> result(SweepJob.Result result, Path directory) {
    String kept =
        result.kept() == 0 ? "" : ", of which " + grouped(result.kept()) + " were complete before";
    return numbers(result.manifest(), directory, kept);
  }

  private static List<String> numbers(SweepManifest manifest, Path directory, String kept) {
    ShardStatistics statistics = manifest.statistics();
    List<String> lines = new ArrayList<>();
    lines.add(line("sweep", location(directory)));
    lines.add(line("points", grouped(manifest.points().size()) + kept));
    lines.add(line("trajectories", grouped(statistics.rows()) + " " + statistics.status()));
    lines.add(
        line("files", grouped(manifest.files()) + ", " + grouped(manifest.bytes()) + " bytes"));
    lines.add(
        line(
            "energy drift",
            String.format(
                Locale.ROOT, "%.1e of the energy scale at most", statistics.maxEnergyDrift())));
    lines.addAll(DatasetSummary.failures(statistics));
    return lines;
  }

  /** What {@code inspect} says of a finished sweep. */
  static List<String> description(SweepManifest manifest, Path directory) {
    List<String> lines = new ArrayList<>(numbers(manifest, directory, ", data sets of their own"));
    lines.add("swept");
    manifest
        .swept()
        .forEach(
            (key, values) ->
                lines.add(
                    "  %s = %s, in the column %s"
                        .formatted(key, values(values), manifest.columns().get(key))));
    lines.add("data sets");
    manifest.points().stream()
        .limit(MOST_POINTS)
        .forEach(
            point ->
                lines.add(
                    "  %s: %s trajectories %s"
                        .formatted(
                            point.directory(),
                            grouped(point.statistics().rows()),
                            point.statistics().status())));
    int more = manifest.points().size() - MOST_POINTS;
    if (more > 0) {
      lines.add("  ... and " + grouped(more) + " more in sweep.json");
    }
    lines.add("configuration of all");
    manifest.config().forEach((key, value) -> lines.add("  " + key + " = " + value));
    return lines;
  }
}

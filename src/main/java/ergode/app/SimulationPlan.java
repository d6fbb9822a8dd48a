package ergode.app;

import static ergode.app.Lines.grouped;
import static ergode.app.Lines.line;

import ergode.data.EnsembleConfig;
import ergode.data.Names;
import ergode.data.SaveConfig;
import ergode.data.SaveContent;
import ergode.data.ShardPlan;
import ergode.data.Simulation;
import ergode.data.SimulationWriter;
import ergode.data.SystemConfig;
import ergode.data.parquet.Column;
import ergode.data.parquet.TrajectorySchema;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code simulate --dry-run} says a run would do. */
final class SimulationPlan {
  private SimulationPlan() {}

  /** A line per fact; the output directory is the caller's to add. */
  static List<String> lines(Simulation simulation, String master) {
    SystemConfig system = simulation.system();
    SaveConfig save = simulation.save();
    ShardPlan shards = simulation.shards();
    TrajectorySchema schema = simulation.schema();
    long bytesPerRow = schema.bytesPerRow();
    return List.of(
        line("system", system.name() + ", " + parameters(system)),
        line("trajectories", grouped(shards.rows()) + ", " + design(simulation.ensemble())),
        line("method", simulation.solver().method()),
        line(
            "save points",
            "%s from 0 to %s s, %s, as %s"
                .formatted(
                    grouped(save.points()),
                    save.tmax(),
                    save.content() == SaveContent.SUMMARY ? "summary only" : "all states kept",
                    Names.of(save.precision()))),
        line("shards", shards.shards() + " of " + rowsPerShard(shards) + " rows"),
        line(
            "size",
            String.format(
                    Locale.ROOT,
                    "%,d",
                    BigInteger.valueOf(shards.rows()).multiply(BigInteger.valueOf(bytesPerRow)))
                + " bytes before compression"),
        line(
            "memory",
            "about " + mebibytes(SimulationWriter.memory(simulation)) + " of arrays a task"),
        line(
            "columns",
            schema.columns().stream().map(Column::name).collect(Collectors.joining(", "))),
        line("task slots", MasterSlots.describe(master)));
  }

  static String mebibytes(long bytes) {
    return grouped((bytes >> 20) + 1) + " MiB";
  }

  private static String parameters(SystemConfig system) {
    return system.system().parameters().stream()
        .map(p -> "%s = %s %s".formatted(p.name(), system.values().get(p.name()), p.unit()))
        .collect(Collectors.joining(", "));
  }

  private static String design(EnsembleConfig ensemble) {
    if (ensemble instanceof EnsembleConfig.Sampled sampled) {
      String name = Names.of(sampled.kind());
      return sampled.kind() == EnsembleConfig.Kind.GRID ? name : name + ", seed " + sampled.seed();
    }
    return "from a file";
  }

  private static String rowsPerShard(ShardPlan shards) {
    long fewest = shards.rows() / shards.shards();
    return shards.rows() % shards.shards() == 0
        ? grouped(fewest)
        : grouped(fewest) + " or " + grouped(fewest + 1);
  }
}

package ergode.app;

import ergode.data.AngleRule;
import ergode.data.Dataset;
import ergode.data.InvalidInputException;
import ergode.data.Storage;
import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ergode filter}. */
@Command(
    name = "filter",
    header = "Split a data set into non-chaotic and chaotic trajectories.",
    description = "Writes two data sets, DIR/nonchaotic and DIR/chaotic, and prints both counts.",
    footer = {
      "  ergode filter runs/a --out runs/a-filtered",
      "  ergode filter runs/a --out runs/a-2 --set filter.cut=2pi"
    })
final class FilterCommand extends Subcommand {
  @Mixin DatasetArgument dataset = new DatasetArgument();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "",
      description = "Directory for the two data sets.")
  String out = "";

  @Mixin WriteOptions write = new WriteOptions();

  @Mixin MasterOption spark = new MasterOption();

  @Override
  Set<String> uses() {
    return Set.of("filter", "backend");
  }

  @Override
  int run(Settings settings, Output output) throws IOException {
    require("DATASET", dataset.location);
    require("--out=DIR", out);
    AngleRule rule = settings.located(() -> new AngleRule(settings.number("filter.cut")));
    Storage storage = settings.storage();
    Dataset source = Dataset.open(storage, dataset.location);
    requireApart(storage);
    Jobs.checkFilter(storage, source.manifest().config(), rule, out, write.mode());
    return filter(settings, source, rule, storage, output);
  }

  /** Overwriting must not remove what is being read. */
  private void requireApart(Storage storage) throws IOException {
    Path from = storage.path(dataset.location);
    for (Path side : Jobs.sides(storage, out)) {
      if (isInside(from, side) || isInside(side, from)) {
        throw new InvalidInputException("--out", out, "a directory outside of " + dataset.location);
      }
    }
  }

  private static boolean isInside(Path inner, Path outer) {
    for (Path path = inner; path != null; path = path.getParent()) {
      if (path.equals(outer)) {
        return true;
      }
    }
    return false;
  }

  private int filter(
      Settings settings, Dataset source, AngleRule rule, Storage storage, Output output)
      throws IOException {
    try (SparkSession session = SparkSessions.create(settings, spark.master, "ergode filter")) {
      Jobs.Sides sides = new Jobs(session, storage, output).filter(source, rule, out, write.mode());
      sides.lines().forEach(output::result);
      return ExitCodes.OK;
    }
  }
}

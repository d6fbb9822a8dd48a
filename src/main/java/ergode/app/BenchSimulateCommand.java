package ergode.app;

import ergode.bench.Effort;
import ergode.bench.Measurement;
import ergode.data.InvalidInputException;
import ergode.data.Storage;
import ergode.data.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ergode bench simulate}. */
@Command(
    name = "simulate",
    header = "Measure the speed of simulations.",
    description = {
      "Prints one figure a line, as JSON: name, value, unit and conditions. The problem is the one"
          + " that reference.conf describes, whatever the configuration says; only backend and"
          + " spark.* count.",
      "Leave the machine alone meanwhile."
    },
    footer = {
      "  ergode bench simulate",
      "  ergode bench simulate --only trajectories_to_parquet --dir /mnt/disk",
      "  ergode bench simulate --only cost_seconds --report runs/bench"
    })
final class BenchSimulateCommand extends Subcommand {
  private static final Path RAM_DISK = Path.of("/dev/shm");

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "Measure this figure, not all; may be given many times.")
  List<String> only = new ArrayList<>();

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "5",
      description = "Timed repeats of a figure; the median counts. ${DEFAULT-VALUE} by default.")
  int repeats;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "2",
      description = "Duration of a repeat. ${DEFAULT-VALUE} by default.")
  double seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "3",
      description = "Least duration of a warm-up. ${DEFAULT-VALUE} by default.")
  double warmUp;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "",
      description =
          "Local directory for the data sets that are written, and removed again; /dev/shm, a RAM"
              + " disk, by default where it exists.")
  String dir = "";

  @Option(
      names = "--report",
      paramLabel = "DIR",
      defaultValue = "",
      description = "Also write a page about the figures, DIR/report.html.")
  String report = "";

  @Option(names = "--overwrite", description = "Replace an earlier report.")
  boolean overwrite;

  @Override
  Set<String> uses() {
    return Set.of("backend");
  }

  @Override
  int run(Settings settings, Output output) throws IOException {
    Set<String> names = names();
    Effort effort = new Effort(repeats, seconds, warmUp);
    Path directory = directory();
    Storage storage = settings.storage();
    if (!report.isBlank()) {
      PageDirectory.REPORT.check(
          storage, report, overwrite ? WriteMode.OVERWRITE : WriteMode.CREATE);
    }
    List<Measurement> measured = new BenchSimulate(settings, output, effort, directory).run(names);
    if (!report.isBlank()) {
      PageDirectory.write(storage, report, new BenchPage(measured).page());
      output.note("the report is in " + report);
    }
    return ExitCodes.OK;
  }

  private Set<String> names() {
    for (String name : only) {
      if (!BenchSimulate.NAMES.contains(name)) {
        throw new InvalidInputException(
            "--only", name, "one of " + String.join(", ", BenchSimulate.NAMES));
      }
    }
    return new TreeSet<>(only.isEmpty() ? BenchSimulate.NAMES : only);
  }

  private Path directory() {
    if (dir.isBlank()) {
      return isUsable(RAM_DISK) ? RAM_DISK : Path.of(System.getProperty("java.io.tmpdir"));
    }
    try {
      Path given = Path.of(dir).toAbsolutePath();
      if (isUsable(given)) {
        return given;
      }
    } catch (InvalidPathException e) {
      // as good as one that does not exist
    }
    throw new InvalidInputException("--dir", dir, "a local directory that can be written to");
  }

  private static boolean isUsable(Path directory) {
    return Files.isDirectory(directory) && Files.isWritable(directory);
  }
}

package ergode.app;

import ergode.backend.Backends;
import ergode.bench.Effort;
import ergode.bench.Machine;
import ergode.bench.Measurement;
import ergode.bench.TrainingFigures;
import ergode.data.InvalidInputException;
import ergode.data.Simulation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ergode bench train}. */
@Command(
    name = "train",
    header = "Measure how fast a model is trained.",
    description = {
      "Prints one figure a line, as JSON: name, value, unit and conditions. The problem is fixed: a"
          + " network of 2,304 parameters and batches of 32 double pendulums; only backend counts.",
      "Leave the machine alone meanwhile."
    },
    footer = {"  ergode bench train", "  ergode bench train --only step_ms_1000"})
final class BenchTrainCommand extends Subcommand {
  /** Save points of the timed steps. */
  private static final int[] LENGTHS = {500, 750, 1000};

  /** All figures, in the order in which they are measured. */
  static final List<String> NAMES =
      Stream.concat(
              IntStream.of(LENGTHS).mapToObj(points -> TrainingFigures.STEP + points),
              Stream.of(
                  TrainingFigures.RECIPE, TrainingFigures.IMPROVED, TrainingFigures.STRUCTURED))
          .toList();

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "12",
      description =
          "Timed steps of each figure, whose median is reported; ${DEFAULT-VALUE} by default.")
  int repeats;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "3",
      description = "Least duration of a warm-up. ${DEFAULT-VALUE} by default.")
  double warmUp;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "Measure this figure, not all; may be given many times.")
  List<String> only = new ArrayList<>();

  @Override
  int run(Settings settings, Output output) throws IOException {
    for (String name : only) {
      if (!NAMES.contains(name)) {
        throw new InvalidInputException("--only", name, "one of " + String.join(", ", NAMES));
      }
    }
    Set<String> names = Set.copyOf(only.isEmpty() ? NAMES : only);
    Effort effort = new Effort(repeats, 1, warmUp);
    settings.keys().stream()
        .filter(key -> !key.equals("backend") && !settings.isDefault(key))
        .forEach(key -> output.note(key + " is ignored: the problem of the bench is fixed"));
    Backends.Selection backend = MeasuredBackend.of(settings);
    Simulation problem =
        SimulationSettings.of(new SettingsLoader(Map.of()).load(null, List.of())).simulation();
    int threads = Runtime.getRuntime().availableProcessors();
    TrainingFigures figures = new TrainingFigures(problem, backend.backend(), effort, threads);
    Map<String, Object> machine = Machine.conditions(backend, Version.ergode());
    Consumer<Measurement> print = figure -> output.result(figure.under(machine).json());
    int[] lengths =
        IntStream.of(LENGTHS)
            .filter(points -> names.contains(TrainingFigures.STEP + points))
            .toArray();
    if (lengths.length > 0) {
      output.note("measuring steps");
      figures.steps(print, lengths);
    }
    if (names.contains(TrainingFigures.RECIPE)) {
      output.note("measuring " + TrainingFigures.RECIPE);
      print.accept(figures.recipe());
    }
    if (names.contains(TrainingFigures.IMPROVED)) {
      output.note("measuring " + TrainingFigures.IMPROVED);
      print.accept(figures.improved());
    }
    if (names.contains(TrainingFigures.STRUCTURED)) {
      output.note("measuring " + TrainingFigures.STRUCTURED);
      print.accept(figures.structured());
    }
    return ExitCodes.OK;
  }
}

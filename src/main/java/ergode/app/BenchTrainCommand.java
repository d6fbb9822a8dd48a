package ergode.app;

import ergode.backend.Backends;
import ergode.bench.Effort;
import ergode.bench.Machine;
import ergode.bench.Measurement;
import ergode.bench.TrainingFigures;
import ergode.data.InvalidInputException;
import ergode.data.Simulation;
import ergode.train.Training;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ergode bench train}. */
@Command(
    name = "train",
    header = "Measure how fast a model is trained, and with how much memory.",
    description = {
      "Prints one figure a line, as JSON: name, value, unit and conditions. The problem is fixed: a"
          + " network of 2,304 parameters and batches of 32 double pendulums; only backend counts.",
      "Leave the machine alone meanwhile."
    },
    footer = {"  ergode bench train", "  ergode bench train --only step_ms_1000"})
final class BenchTrainCommand extends Subcommand {
  /** Save points of the timed steps. */
  private static final int[] LENGTHS = {500, 750, 1000};

  private static final String COURSE = "double-pendulum-nde.conf";

  /** A configuration whose whole training is timed. */
  private record TimedRecipe(String figure, String configuration) {}

  private static final List<TimedRecipe> RECIPES =
      List.of(
          new TimedRecipe(TrainingFigures.RECIPE, COURSE),
          new TimedRecipe(TrainingFigures.IMPROVED, "double-pendulum-nde-improved.conf"),
          new TimedRecipe(TrainingFigures.STRUCTURED, "double-pendulum-nde-structured.conf"));

  /**
   * All figures, in the order in which they are measured: whole trainings before steps, which would
   * leave them code that is compiled already.
   */
  static final List<String> NAMES =
      Stream.of(
              RECIPES.stream().map(TimedRecipe::figure),
              IntStream.of(LENGTHS).mapToObj(points -> TrainingFigures.STEP + points),
              Stream.of(TrainingFigures.MEMORY))
          .flatMap(Function.identity())
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
  Set<String> uses() {
    return Set.of("backend");
  }

  @Override
  int run(Settings settings, Output output) throws IOException {
    for (String name : only) {
      if (!NAMES.contains(name)) {
        throw new InvalidInputException("--only", name, "one of " + String.join(", ", NAMES));
      }
    }
    Set<String> names = Set.copyOf(only.isEmpty() ? NAMES : only);
    Effort effort = new Effort(repeats, 1, warmUp);
    Backends.Selection backend = MeasuredBackend.of(settings);
    SettingsLoader loader = new SettingsLoader(Map.of());
    Simulation problem = SimulationSettings.of(loader.load(null, List.of())).simulation();
    int threads = Runtime.getRuntime().availableProcessors();
    TrainingFigures figures = new TrainingFigures(problem, backend.backend(), effort, threads);
    Map<String, Object> machine = Machine.conditions(backend, Version.ergode());
    Consumer<Measurement> print = figure -> output.result(figure.under(machine).json());
    for (TimedRecipe recipe : RECIPES) {
      if (names.contains(recipe.figure())) {
        output.note("measuring " + recipe.figure());
        print.accept(
            figures.recipe(recipe.figure(), training(loader, problem, recipe.configuration())));
      }
    }
    int[] lengths =
        IntStream.of(LENGTHS)
            .filter(points -> names.contains(TrainingFigures.STEP + points))
            .toArray();
    if (lengths.length > 0) {
      output.note("measuring steps");
      figures.steps(training(loader, problem, COURSE), print, lengths);
    }
    if (names.contains(TrainingFigures.MEMORY)) {
      output.note("measuring " + TrainingFigures.MEMORY);
      print.accept(figures.memory(training(loader, problem, COURSE)));
    }
    return ExitCodes.OK;
  }

  private static Training training(SettingsLoader loader, Simulation problem, String name) {
    return TrainingSettings.of(loader.shipped(name), problem.system().name()).training();
  }
}

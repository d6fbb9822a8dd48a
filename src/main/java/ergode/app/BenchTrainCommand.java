package ergode.app;

import ergode.backend.Backends;
import ergode.bench.Effort;
import ergode.bench.Machine;
import ergode.bench.Measurement;
import ergode.bench.TrainingFigures;
import ergode.data.Simulation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ergode bench train}. */
@Command(
    name = "train",
    header = "Measure how fast a model is trained.",
    footer = "  ergode bench train")
final class BenchTrainCommand extends Subcommand {
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

  @Option(names = "--only", paramLabel = "NAME", description = "Measure this figure, not all.")
  List<String> only = new ArrayList<>();

  @Override
  int run(Settings settings, Output output) throws IOException {
    Effort effort = new Effort(repeats, 1, warmUp);
    Backends.Selection backend = MeasuredBackend.of(settings);
    Simulation problem =
        SimulationSettings.of(new SettingsLoader(Map.of()).load(null, List.of())).simulation();
    int threads = Runtime.getRuntime().availableProcessors();
    TrainingFigures figures = new TrainingFigures(problem, backend.backend(), effort, threads);
    List<Measurement> all = new ArrayList<>();
    if (only.isEmpty() || only.contains("steps")) {
      all.addAll(figures.steps(500, 750, 1000));
    }
    if (only.contains("recipe")) {
      all.add(figures.recipe());
    }
    if (only.contains("improved")) {
      all.add(figures.improved());
    }
    if (only.contains("structured")) {
      all.add(figures.structured());
    }
    for (Measurement figure : all) {
      output.result(figure.under(Machine.conditions(backend, Version.ergode())).json());
    }
    return ExitCodes.OK;
  }
}

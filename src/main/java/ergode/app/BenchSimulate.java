package ergode.app;

import ergode.backend.Backends;
import ergode.bench.CoreFigures;
import ergode.bench.CostModel;
import ergode.bench.Effort;
import ergode.bench.Machine;
import ergode.bench.Measurement;
import ergode.data.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** Measures the figures of {@code ergode bench simulate} and prints each as soon as it is there. */
final class BenchSimulate {
  /** All figures, in the order in which they are measured. */
  static final List<String> NAMES =
      List.of(
          CoreFigures.ATTEMPTS,
          CoreFigures.UNSAVED,
          CoreFigures.SAVED,
          CoreFigures.ACCURATE,
          ParquetFigures.RATE,
          ParquetFigures.SHARE,
          CostModel.COST);

  private static final int COST_CORES = 2;

  private final Settings settings;
  private final Output output;
  private final Effort effort;
  private final Path directory;
  private final Backends.Selection backend;
  private final List<Measurement> measured = new ArrayList<>();

  /**
   * A bench.
   *
   * @param settings of the backend and of Spark
   * @param directory for the files it writes
   */
  BenchSimulate(Settings settings, Output output, Effort effort, Path directory) {
    this.settings = settings;
    this.output = output;
    this.effort = effort;
    this.directory = directory;
    backend = MeasuredBackend.of(settings);
  }

  /** The problem of {@code reference.conf}, with as many trajectories as a figure may need. */
  private static Simulation problem() {
    Assignment many = Assignment.parse(Origins.SET, "ensemble.samples=1e12");
    Settings defaults = new SettingsLoader(Map.of()).load(null, List.of(many));
    return SimulationSettings.of(defaults).simulation();
  }

  List<Measurement> run(Set<String> names) throws IOException {
    Simulation problem = problem();
    CoreFigures core = new CoreFigures(problem, backend.backend(), effort);
    Map<String, Supplier<Measurement>> figures =
        Map.of(
            CoreFigures.ATTEMPTS, core::attempts,
            CoreFigures.UNSAVED, core::unsaved,
            CoreFigures.SAVED, core::saved,
            CoreFigures.ACCURATE, core::accurate);
    for (String name : NAMES) {
      Supplier<Measurement> figure = figures.get(name);
      if (figure != null && names.contains(name)) {
        Map<String, Object> machine = machine(name);
        print(figure.get().under(machine));
      }
    }
    if (names.contains(ParquetFigures.RATE) || names.contains(ParquetFigures.SHARE)) {
      toParquet(problem, names);
    }
    if (names.contains(CostModel.COST)) {
      Map<String, Object> machine = machine(CostModel.COST);
      int cores = Math.min(COST_CORES, Runtime.getRuntime().availableProcessors());
      new CostModel(problem, backend.backend(), effort, cores, m -> print(m.under(machine))).run();
    }
    return measured;
  }

  private void toParquet(Simulation problem, Set<String> names) throws IOException {
    Map<String, Object> machine = machine(ParquetFigures.RATE);
    try (SparkSession spark = SparkSessions.create(settings, null, "ergode bench simulate")) {
      for (Measurement figure :
          new ParquetFigures(spark, settings.storage(), problem, effort, directory).measure()) {
        if (names.contains(figure.name())) {
          print(figure.under(machine));
        }
      }
    }
  }

  /** The state of the machine before a figure is measured: the figure itself raises the load. */
  private Map<String, Object> machine(String name) {
    output.note("measuring " + name);
    return Machine.conditions(backend, Version.ergode());
  }

  private void print(Measurement figure) {
    measured.add(figure);
    output.result(figure.json());
  }
}

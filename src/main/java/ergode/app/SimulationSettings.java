package ergode.app;

import ergode.data.Compression;
import ergode.data.ControllerConfig;
import ergode.data.EnsembleConfig;
import ergode.data.InvalidInputException;
import ergode.data.ListEncoding;
import ergode.data.Names;
import ergode.data.OutputConfig;
import ergode.data.Precision;
import ergode.data.SaveConfig;
import ergode.data.SaveContent;
import ergode.data.ShardPlan;
import ergode.data.Simulation;
import ergode.data.SolverConfig;
import ergode.data.SystemConfig;
import ergode.data.design.FileDesign;
import ergode.data.design.InitialConditionFile;
import ergode.data.parquet.TrajectorySchema;
import ergode.mechanics.MechanicalSystems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The simulation that a configuration asks for.
 *
 * @param notes what the user should know about what was asked for, a sentence each
 */
public record SimulationSettings(Simulation simulation, List<String> notes) {
  /** Sections of the keys that say what to simulate, and how. */
  static final Set<String> KEYS =
      Set.of("system", "ensemble", "solver", "save", "output", "backend");

  private static final String FILE = "file";

  public SimulationSettings {
    notes = List.copyOf(notes);
  }

  /**
   * Validates a configuration; reads {@code ensemble.file} if the design is file.
   *
   * @throws InvalidInputException naming the first key, or place in the file, that will not do
   */
  public static SimulationSettings of(Settings settings) {
    return of(settings, new HashMap<>());
  }

  /**
   * The same for many configurations.
   *
   * @param files read so far, by location; gets those that this configuration needs
   */
  static SimulationSettings of(Settings settings, Map<String, FileDesign> files) {
    return new Reader(settings, files).read();
  }

  /** The solver section. */
  static SolverConfig solver(Settings settings) {
    ControllerConfig controller =
        new ControllerConfig(
            settings.choice("solver.controller.kind", ControllerConfig.Kind.class),
            settings.number("solver.controller.p"),
            settings.number("solver.controller.i"),
            settings.number("solver.controller.d"),
            settings.number("solver.controller.safety"),
            settings.number("solver.controller.factor-min"),
            settings.number("solver.controller.factor-max"));
    return new SolverConfig(
        settings.text("solver.method"),
        settings.number("solver.rtol"),
        settings.number("solver.atol"),
        settings.numberOrAuto("solver.dt0").orElse(null),
        settings.whole("solver.max-steps"),
        controller);
  }

  private static final class Reader {
    private final Settings settings;
    private final Map<String, FileDesign> files;
    private final List<String> notes = new ArrayList<>();

    Reader(Settings settings, Map<String, FileDesign> files) {
      this.settings = settings;
      this.files = files;
      if (!settings.sweep().isEmpty()) {
        notes.add("the section sweep is ignored: ergode sweep runs it");
      }
    }

    SimulationSettings read() {
      SystemConfig system = settings.located(this::system);
      EnsembleConfig ensemble = ensemble(system.system().components());
      SolverConfig solver = settings.located(() -> solver(settings));
      SaveConfig save = settings.located(this::save);
      ShardPlan shards = settings.located(() -> shards(system, ensemble, save));
      OutputConfig output = settings.located(() -> output(save.content()));
      return new SimulationSettings(
          new Simulation(system, ensemble, solver, save, shards, output), notes);
    }

    private SystemConfig system() {
      String name = settings.text("system.name");
      Map<String, Double> values = new TreeMap<>();
      MechanicalSystems.byName(name)
          .orElseThrow(
              () ->
                  settings.invalid(
                      "system.name", "one of " + String.join(", ", MechanicalSystems.names())))
          .parameterNames()
          .forEach(parameter -> values.put(parameter, settings.number("system." + parameter)));
      return new SystemConfig(name, values);
    }

    private EnsembleConfig ensemble(List<String> components) {
      String design = settings.text("ensemble.design");
      if (!EnsembleConfig.designNames().contains(design)) {
        throw settings.invalid(
            "ensemble.design", "one of " + String.join(", ", EnsembleConfig.designNames()));
      }
      return design.equals(FILE)
          ? explicit(components)
          : settings.located(() -> sampled(components));
    }

    private EnsembleConfig sampled(List<String> components) {
      EnsembleConfig.Kind kind = settings.choice("ensemble.design", EnsembleConfig.Kind.class);
      String ignored = " is ignored: ensemble.design = " + Names.of(kind);
      if (!settings.text("ensemble.file").isBlank()) {
        notes.add("ensemble.file" + ignored);
      }
      if (kind == EnsembleConfig.Kind.GRID && !settings.isDefault("ensemble.seed")) {
        notes.add("ensemble.seed" + ignored);
      }
      return new EnsembleConfig.Sampled(
          kind,
          settings.count("ensemble.samples", Long.MAX_VALUE),
          settings.whole("ensemble.seed"),
          components,
          components.stream().map(component -> settings.range("ensemble." + component)).toList());
    }

    private EnsembleConfig explicit(List<String> components) {
      notes.add("ensemble.samples, seed and ranges are ignored: ensemble.design = file");
      String location = settings.text("ensemble.file").strip();
      FileDesign known = files.get(location);
      if (known != null) {
        return new EnsembleConfig.Explicit(known);
      }
      try {
        FileDesign read =
            InitialConditionFile.read(location, settings.storage().configuration(), components);
        files.put(location, read);
        return new EnsembleConfig.Explicit(read);
      } catch (IOException e) {
        InvalidInputException invalid =
            new InvalidInputException(
                "ensemble.file", location, "a file that can be read (" + e.getMessage() + ")");
        invalid.initCause(e);
        throw invalid;
      }
    }

    private SaveConfig save() {
      return new SaveConfig(
          settings.number("save.tmax"),
          (int) settings.count("save.points", Integer.MAX_VALUE),
          settings.choice("save.precision", Precision.class),
          settings.choice("save.content", SaveContent.class));
    }

    private OutputConfig output(SaveContent content) {
      ListEncoding encoding = settings.choice("output.encoding", ListEncoding.class);
      if (content == SaveContent.SUMMARY) {
        if (!settings.isDefault("output.encoding")) {
          notes.add("output.encoding is ignored: with save.content = summary there are no lists");
        }
        encoding = ListEncoding.PLAIN;
      }
      if (encoding == ListEncoding.BYTE_STREAM_SPLIT) {
        notes.add(
            "with output.encoding = byte-stream-split, Spark 4.2 reads the list columns only with"
                + " spark.sql.parquet.enableVectorizedReader = false; Ergode itself, pyarrow,"
                + " polars and DuckDB need nothing");
      }
      return new OutputConfig(settings.choice("output.compression", Compression.class), encoding);
    }

    private ShardPlan shards(SystemConfig system, EnsembleConfig ensemble, SaveConfig save) {
      long rows = ensemble.design().size();
      Optional<Long> shards = settings.countOrAuto("output.shards", Integer.MAX_VALUE);
      return shards.isPresent()
          ? new ShardPlan(rows, shards.get().intValue())
          : ShardPlan.automatic(rows, new TrajectorySchema(system.system(), save).bytesPerRow());
    }
  }
}

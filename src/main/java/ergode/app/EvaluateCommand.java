package ergode.app;

import ergode.backend.Backend;
import ergode.backend.Backends;
import ergode.data.Dataset;
import ergode.data.InvalidInputException;
import ergode.data.Json;
import ergode.data.OutputExistsException;
import ergode.data.Storage;
import ergode.data.SystemConfig;
import ergode.network.Model;
import ergode.network.TorusGrid;
import ergode.report.Fact;
import ergode.report.ForecastExample;
import ergode.report.ModelPage;
import ergode.report.Numbers;
import ergode.report.Section;
import ergode.report.TableSection;
import ergode.spark.TaskBackend;
import ergode.train.ErrorGrowth;
import ergode.train.FieldScores;
import ergode.train.HoldOut;
import ergode.train.ModelScores;
import ergode.train.ModelScoring;
import ergode.train.PotentialMap;
import ergode.train.RecordedTrajectories;
import ergode.train.TrainingHistory;
import ergode.train.TrainingRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ergode evaluate}. */
@Command(
    name = "evaluate",
    header = "Score a trained model on trajectories that it has not seen.",
    description = {
      "Writes DIR/scores.json and prints a table: the model beside the true equations of motion,"
          + " both integrated with the solver settings of the data set. DIR/report.html shows how"
          + " the model was trained and how it forecasts."
    },
    footer =
        "  ergode evaluate --model runs/model --data runs/a-filtered/nonchaotic --out runs/score")
final class EvaluateCommand extends Subcommand {
  private static final String CHAOTIC = "chaotic";
  private static final TorusGrid POTENTIAL_GRID = new TorusGrid(165);

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      defaultValue = "",
      description = "Directory of a trained model.")
  String model = "";

  @Option(
      names = "--data",
      paramLabel = "DATASET",
      defaultValue = "",
      description = "Data set whose held-out trajectories are taken.")
  String data = "";

  @Option(
      names = "--chaotic",
      paramLabel = "DATASET",
      defaultValue = "",
      description =
          "Data set that is scored beside it, all of it; by default DATASET/../chaotic, if there.")
  String chaotic = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "",
      description = "Directory for the scores.")
  String out = "";

  @Option(
      names = "--hold-out",
      paramLabel = "SHARE",
      description = "Share of the trajectories that was kept from training; 0.2 by default.")
  double share = HoldOut.DEFAULT.share();

  @Option(
      names = "--g",
      paramLabel = "G",
      defaultValue = "1.62",
      description = "Another gravity to score the model at, m/s^2; ${DEFAULT-VALUE} by default.")
  double gravity;

  @Option(
      names = "--l",
      paramLabel = "L",
      defaultValue = "0.7",
      description = "Another length of the rods, m; ${DEFAULT-VALUE} by default.")
  double length;

  @Option(names = "--overwrite", description = "Replace earlier scores.")
  boolean overwrite;

  @Override
  int run(Settings settings, Output output) throws IOException {
    require("--model=MODEL", model);
    require("--data=DATASET", data);
    require("--out=DIR", out);
    HoldOut holdOut = new HoldOut(share);
    Storage storage = settings.storage();
    Path file = new Path(storage.path(model), TrainingRun.MODEL);
    if (!storage.isFile(file)) {
      throw new InvalidInputException(
          "--model", model, "a directory with the file " + TrainingRun.MODEL);
    }
    byte[] bytes = storage.read(file);
    Model trained = Model.parse(bytes, Lines.location(file));
    Dataset dataset = Dataset.open(storage, data);
    Optional<Dataset> sibling = sibling(storage, dataset);
    checkOut(storage);
    TrainingHistory history = TrainingHistory.read(storage, file.getParent());
    RecordedTrajectories rows =
        RecordedTrajectories.read(storage, dataset, holdOut::holds, "held-out trajectories");
    note(output, trained, rows);
    Scorer scorer =
        new Scorer(
            TaskBackend.of(settings.choice("backend", Backends.Choice.class)), trained, rows);
    String name = name(dataset);
    List<ModelScores> scores = new ArrayList<>();
    ModelScoring.Scored heldOut =
        scorer.at(rows.simulation().system()).onRecorded(name, rows.data());
    scores.add(heldOut.scores());
    List<ForecastExample> examples = new ArrayList<>();
    examples.add(ForecastExample.first(name, heldOut));
    int failed = rows.failed();
    if (sibling.isPresent()) {
      RecordedTrajectories others =
          RecordedTrajectories.read(storage, sibling.get(), id -> true, "trajectories");
      requireSame(rows.simulation().system(), others.simulation().system());
      failed += others.failed();
      ModelScoring.Scored scored =
          scorer.at(others.simulation().system()).onRecorded(CHAOTIC, others.data());
      scores.add(scored.scores());
      examples.add(ForecastExample.first(CHAOTIC, scored));
    }
    for (SystemConfig elsewhere : elsewhere(trained, rows.simulation().system())) {
      scores.add(scorer.at(elsewhere).fromStartsOf(name, rows.data()).scores());
    }
    EvaluationScores all =
        new EvaluationScores(
            EvaluationScores.FORMAT,
            EvaluationScores.FORMAT_VERSION,
            Version.plan(Map.of()).versions(),
            Storage.sha256(bytes),
            dataset.manifest().configSha256(),
            trained.constants(),
            share,
            failed,
            ModelScoring.TOLERANCE,
            scores);
    Path written = new Path(storage.path(out), EvaluationScores.FILE);
    storage.makeDirectories(written.getParent());
    for (String figure : ModelPage.FIGURES) {
      storage.delete(new Path(written.getParent(), figure));
    }
    storage.write(written, Json.pretty(all));
    ModelPage shown =
        new ModelPage(
            table(scores),
            history,
            examples,
            ErrorGrowth.of(heldOut.model().states(), heldOut.truth()),
            ErrorGrowth.of(heldOut.exact().states(), heldOut.truth()),
            scorer.potential());
    Path page = ReportJob.write(storage, out, shown.page(model));
    scores.forEach(row -> lines(row).forEach(output::result));
    output.result(Lines.line("scores", Lines.location(written)));
    output.result(Lines.line("report", Lines.location(page)));
    return ExitCodes.OK;
  }

  private Optional<Dataset> sibling(Storage storage, Dataset dataset) throws IOException {
    if (!chaotic.isBlank()) {
      return Optional.of(Dataset.open(storage, chaotic));
    }
    Path beside = new Path(dataset.directory().getParent(), CHAOTIC);
    boolean isThere =
        !beside.equals(dataset.directory()) && storage.isFile(new Path(beside, Dataset.MANIFEST));
    if (!isThere) {
      return Optional.empty();
    }
    Dataset found = Dataset.open(storage, beside.toString());
    return found.manifest().statistics().rows() == 0 ? Optional.empty() : Optional.of(found);
  }

  private void checkOut(Storage storage) throws IOException {
    List<String> names =
        storage.list(storage.path(out)).stream()
            .filter(name -> !Storage.isUnfinished(name))
            .toList();
    if (storage.isFile(storage.path(out))) {
      throw new OutputExistsException(out, "is a file", "give another directory as --out");
    }
    if (!names.isEmpty() && !names.contains(EvaluationScores.FILE)) {
      throw new OutputExistsException(
          out, "is not empty and holds no scores", "give another directory as --out");
    }
    if (!names.isEmpty() && !overwrite) {
      throw new OutputExistsException(
          out, "holds scores", "give another directory as --out, or --overwrite to replace them");
    }
  }

  private static String name(Dataset dataset) {
    return dataset.manifest().hasFilter()
        ? dataset.manifest().string("filter.side")
        : "trajectories";
  }

  private static void requireSame(SystemConfig data, SystemConfig chaotic) {
    if (!data.equals(chaotic)) {
      throw new InvalidInputException(
          "--chaotic", chaotic.toString(), data + ", as the data set of --data has");
    }
  }

  private static void note(Output output, Model model, RecordedTrajectories rows) {
    if (rows.failed() > 0) {
      output.note(rows.failed() + " held-out rows are left out because their run failed");
    }
    Map<String, Double> at = constants(rows.simulation().system());
    model
        .constants()
        .forEach(
            (constant, value) -> {
              if (!value.equals(at.get(constant))) {
                output.note(
                    "the model was trained at %s = %s, the data set has %s"
                        .formatted(constant, value, at.get(constant)));
              }
            });
  }

  private static Map<String, Double> constants(SystemConfig system) {
    Map<String, Double> values = new TreeMap<>(system.values());
    values.put("l", system.values().getOrDefault("l1", Double.NaN));
    return values;
  }

  /** A model without physical constants stands for one system only. */
  private List<SystemConfig> elsewhere(Model trained, SystemConfig system) {
    List<SystemConfig> others = new ArrayList<>();
    if (trained.lagrangian().constants().contains("g")) {
      others.add(with(system, Map.of("g", gravity)));
    }
    if (trained.lagrangian().constants().contains("l")) {
      others.add(with(system, Map.of("l1", length, "l2", length)));
    }
    return others;
  }

  private static SystemConfig with(SystemConfig system, Map<String, Double> changes) {
    Map<String, Double> values = new TreeMap<>(system.values());
    values.putAll(changes);
    return new SystemConfig(system.name(), values);
  }

  private record Scorer(Backend backend, Model model, RecordedTrajectories rows) {
    /** At the physical parameters of the rows. */
    Optional<PotentialMap> potential() {
      return PotentialMap.of(backend, model, rows.simulation().system(), POTENTIAL_GRID);
    }

    ModelScoring at(SystemConfig system) {
      int threads = Runtime.getRuntime().availableProcessors();
      return new ModelScoring(backend, model, system, rows.simulation().solver(), threads);
    }
  }

  private static List<String> lines(ModelScores scores) {
    return List.of(
        heading(scores),
        Lines.line("  model", line(scores.model())),
        Lines.line("  exact", line(scores.exact())));
  }

  private static String heading(ModelScores scores) {
    return "%s %s at g = %s, l = %s"
        .formatted(
            Lines.grouped(scores.trajectories()),
            scores.rows(),
            scores.system().get("g"),
            scores.system().get("l1"));
  }

  /** The table that is printed, as a part of the page. */
  private static Section table(List<ModelScores> scores) {
    List<Fact> facts = new ArrayList<>();
    for (ModelScores row : scores) {
      facts.add(new Fact(heading(row), line(row.model()), line(row.exact())));
    }
    return new TableSection("Scores", "Model on", "Exact equations", facts);
  }

  private static String line(FieldScores scores) {
    return "MSE median %s p90 %s mean %s max %s, motion %s, energy %s, valid %s s"
        .formatted(
            Numbers.scientific(scores.truth().meanSquare().median()),
            Numbers.scientific(scores.truth().meanSquare().p90()),
            Numbers.scientific(scores.truth().meanSquare().mean()),
            Numbers.scientific(scores.truth().meanSquare().max()),
            Numbers.scientific(scores.motionAtReference().mean()),
            Numbers.scientific(scores.energyDrift().median()),
            Numbers.fixed(scores.truth().validTime().median(), 2));
  }
}

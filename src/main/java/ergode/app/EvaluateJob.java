package ergode.app;

import ergode.backend.Backend;
import ergode.backend.Backends;
import ergode.data.Dataset;
import ergode.data.InvalidInputException;
import ergode.data.Json;
import ergode.data.Storage;
import ergode.data.SystemConfig;
import ergode.report.ForecastExample;
import ergode.report.ModelPage;
import ergode.spark.TaskBackend;
import ergode.train.ErrorGrowth;
import ergode.train.ModelScores;
import ergode.train.ModelScoring;
import ergode.train.RecordedTrajectories;
import ergode.train.TrainedModel;
import ergode.train.TrainingHistory;
import ergode.train.UnseenRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/** Scores a model on what it has not seen of a data set, in this process, and writes its page. */
final class EvaluateJob {
  /**
   * Of the states of a data set: the rows of two data sets, and of one at a time the truth and the
   * forecasts of model and exact field.
   */
  private static final int COPIES = 5;

  /** As few trajectories are scored sooner than vector code for the many kernels is compiled. */
  private static final int FEW = 1_000;

  private final Settings settings;
  private final Output output;
  private final Storage storage;
  private final String location;
  private final TrainedModel trained;
  private final Dataset dataset;
  private final String chaotic;
  private final EvaluationSettings asked;

  private EvaluateJob(
      Settings settings,
      Output output,
      Storage storage,
      String location,
      TrainedModel trained,
      Dataset dataset,
      String chaotic) {
    this.settings = settings;
    this.output = output;
    this.storage = storage;
    this.location = location;
    this.trained = trained;
    this.dataset = dataset;
    this.chaotic = chaotic;
    asked = EvaluationSettings.of(settings, trained, dataset.manifest());
  }

  /**
   * A job; nothing is read but what the model and the data set say of themselves.
   *
   * @param model location of the model
   * @param data location of the data set
   * @param chaotic location of the data set that is scored beside it; blank for its sibling of that
   *     name, if there is one
   */
  static EvaluateJob prepare(
      Settings settings, Output output, String model, String data, String chaotic)
      throws IOException {
    Storage storage = settings.storage();
    TrainedModel trained = TrainedModel.open(storage, model);
    return new EvaluateJob(
        settings, output, storage, model, trained, Dataset.open(storage, data), chaotic);
  }

  /** What was written. */
  record Written(List<ModelScores> scores, Path file, Path page) {}

  /** Rows of a data set, and which they are. */
  private record Rows(String name, UnseenRows unseen, RecordedTrajectories recorded) {
    SystemConfig system() {
      return recorded.simulation().system();
    }

    String inWords() {
      return "%s %s, %s".formatted(recorded.data().size(), name, unseen.reason());
    }

    EvaluationScores.Selection selection() {
      return new EvaluationScores.Selection(name, unseen.reason(), recorded.failed());
    }
  }

  /** What is kept of a data set that was scored: much less than its forecasts. */
  private record Scored(
      ModelScores scores, ForecastExample example, ErrorGrowth model, ErrorGrowth exact) {
    static Scored of(Rows rows, ModelScoring scoring) {
      ModelScoring.Scored scored = scoring.onRecorded(rows.name(), rows.recorded().data());
      return new Scored(
          scored.scores(),
          ForecastExample.first(rows.name(), scored),
          ErrorGrowth.of(scored.model().states(), scored.truth()),
          ErrorGrowth.of(scored.exact().states(), scored.truth()));
    }
  }

  /**
   * Scores the model at the physics of the data set, and elsewhere.
   *
   * @param elsewhere other values of constants, one at a time: g, m/s^2, and l of both rods, m
   */
  Written run(String out, Map<String, Double> elsewhere) throws IOException {
    TrainingHistory history = TrainingHistory.read(storage, trained.directory());
    asked.notes().forEach(output::note);
    List<Rows> sets = new ArrayList<>();
    sets.add(read(name(), dataset));
    sibling(sets.get(0).system()).ifPresent(sets::add);
    Rows first = sets.get(0);
    List<SystemConfig> others = elsewhere(first.system(), elsewhere);
    int trajectories = others.size() * first.recorded().data().size();
    for (Rows rows : sets) {
      trajectories += rows.recorded().data().size();
    }
    Backend backend = backend(trajectories);
    ModelEvaluation evaluation = new ModelEvaluation(backend, trained.model(), asked.solver());
    List<Scored> recorded = new ArrayList<>();
    for (Rows rows : sets) {
      recorded.add(Scored.of(rows, evaluation.at(rows.system())));
    }
    List<ModelScores> scores = new ArrayList<>(recorded.stream().map(Scored::scores).toList());
    for (SystemConfig other : others) {
      scores.add(evaluation.at(other).fromStartsOf(first.name(), first.recorded().data()).scores());
    }
    Scored unseen = recorded.get(0);
    ModelPage page =
        new ModelPage(
            ScoreLines.tables(scores),
            history,
            recorded.stream().map(Scored::example).toList(),
            first.inWords(),
            unseen.model(),
            unseen.exact(),
            ModelEvaluation.potential(backend, trained.model(), first.system()));
    return write(out, scores(sets, scores), page);
  }

  /** The backend for so many trajectories to score. */
  private Backend backend(int trajectories) {
    Backends.Choice choice = settings.choice("backend", Backends.Choice.class);
    boolean isOverSoon = choice == Backends.Choice.AUTO && trajectories <= FEW;
    return TaskBackend.of(isOverSoon ? Backends.Choice.REFERENCE : choice);
  }

  private EvaluationScores scores(List<Rows> sets, List<ModelScores> scores) {
    return new EvaluationScores(
        EvaluationScores.FORMAT,
        EvaluationScores.FORMAT_VERSION,
        Version.plan(Map.of()).versions(),
        trained.sha256(),
        dataset.manifest().configSha256(),
        trained.model().constants(),
        asked.solver().canonical(sets.get(0).recorded().data().saveAt()),
        sets.stream().map(Rows::selection).toList(),
        ModelScoring.TOLERANCE,
        scores);
  }

  private Written write(String out, EvaluationScores scores, ModelPage page) throws IOException {
    Path file = new Path(storage.path(out), EvaluationScores.FILE);
    storage.makeDirectories(file.getParent());
    for (String figure : ModelPage.FIGURES) {
      storage.delete(new Path(file.getParent(), figure));
    }
    storage.write(file, Json.pretty(scores));
    return new Written(
        scores.scores(), file, PageDirectory.write(storage, out, page.page(location)));
  }

  private String name() {
    return dataset.manifest().hasFilter()
        ? dataset.manifest().string("filter.side")
        : Jobs.TRAJECTORIES;
  }

  private Rows read(String name, Dataset data) throws IOException {
    UnseenRows unseen = UnseenRows.of(data.manifest(), trained.trainedRows(), asked.share());
    RecordedTrajectories recorded =
        RecordedTrajectories.read(storage, data, unseen::has, unseen.reason(), COPIES);
    if (recorded.failed() > 0) {
      output.note(
          "%s of the %s rows are left out because their run failed"
              .formatted(Lines.grouped(recorded.failed()), name));
    }
    Rows rows = new Rows(name, unseen, recorded);
    output.result(Lines.line("rows", rows.inWords()));
    return rows;
  }

  /** The data set that is scored beside the other; one that was not asked for has to fit. */
  private Optional<Rows> sibling(SystemConfig system) throws IOException {
    if (!chaotic.isBlank()) {
      Dataset asked = Dataset.open(storage, chaotic);
      if (asked.directory().equals(dataset.directory())) {
        throw new InvalidInputException("--chaotic", chaotic, "another data set than --data");
      }
      return Optional.of(beside(asked, system));
    }
    Path directory = new Path(dataset.directory().getParent(), Jobs.CHAOTIC);
    if (directory.equals(dataset.directory())
        || !storage.isFile(new Path(directory, Dataset.MANIFEST))) {
      return Optional.empty();
    }
    try {
      return Optional.of(beside(Dataset.open(storage, directory.toString()), system));
    } catch (InvalidInputException e) {
      output.note("the chaotic rows beside the data set are not scored: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Rows beside(Dataset data, SystemConfig system) throws IOException {
    Rows rows = read(Jobs.CHAOTIC, data);
    if (!rows.system().equals(system)) {
      throw new InvalidInputException(
          "--chaotic",
          "a data set of " + rows.system().values(),
          system.values() + ", as the data set of --data has");
    }
    return rows;
  }

  /**
   * A model stands for systems with other values of the constants that it has; tells the others.
   */
  private List<SystemConfig> elsewhere(SystemConfig system, Map<String, Double> values) {
    List<String> constants = trained.model().lagrangian().constants();
    List<SystemConfig> others = new ArrayList<>();
    new TreeMap<>(values)
        .forEach(
            (constant, value) -> {
              if (constants.contains(constant)) {
                SystemConfig other =
                    with(
                        system,
                        constant.equals("l")
                            ? Map.of("l1", value, "l2", value)
                            : Map.of(constant, value));
                if (!other.equals(system)) {
                  others.add(other);
                }
              } else {
                output.note(
                    "no scores at %s = %s: the model has no constant %s"
                        .formatted(constant, value, constant));
              }
            });
    return others;
  }

  private static SystemConfig with(SystemConfig system, Map<String, Double> changes) {
    Map<String, Double> values = new TreeMap<>(system.values());
    values.putAll(changes);
    return new SystemConfig(system.name(), values);
  }
}

package ergode.app;

import ergode.backend.Backend;
import ergode.backend.Backends;
import ergode.data.AngleRule;
import ergode.data.Dataset;
import ergode.data.InvalidInputException;
import ergode.data.Manifest;
import ergode.data.Names;
import ergode.data.OutputPlan;
import ergode.data.Simulation;
import ergode.data.SolverConfig;
import ergode.data.Storage;
import ergode.data.WriteMode;
import ergode.network.Architecture;
import ergode.report.Fact;
import ergode.report.NoFontException;
import ergode.spark.TaskBackend;
import ergode.train.ForecastErrors;
import ergode.train.MotionTarget;
import ergode.train.RecordedTrajectories;
import ergode.train.Stage;
import ergode.train.TrainedModel;
import ergode.train.TrainedRows;
import ergode.train.Trainer;
import ergode.train.Training;
import ergode.train.TrainingRun;
import ergode.train.TrainingSession;
import ergode.train.TrajectoryData;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** Trains a model on a data set, in this process, and shows its progress. */
final class TrainJob {
  private static final String CUT = "filter.cut";

  /** Share of the accelerations by which estimates may be off without a word. */
  private static final double UNCERTAIN = 0.01;

  private final Settings settings;
  private final Output output;
  private final Storage storage;
  private final Dataset dataset;
  private final Simulation simulation;
  private final TrainingSettings asked;
  private final SolverConfig solver;
  private final double @Nullable [] initial;
  private final OutputPlan plan;

  private TrainJob(
      Settings settings,
      Output output,
      Storage storage,
      Dataset dataset,
      Optional<TrainedModel> start) {
    this.settings = settings;
    this.output = output;
    this.storage = storage;
    this.dataset = dataset;
    requireNonChaotic(dataset);
    simulation = Simulation.of(dataset.manifest().config());
    asked = TrainingSettings.of(settings, simulation.system().name());
    solver = TrainingSettings.solver(settings, simulation.solver());
    start.ifPresent(model -> requireSame(model, asked.training().architecture()));
    initial = start.map(model -> model.model().parameters()).orElse(null);
    plan = plan(start);
  }

  /**
   * A job; nothing is written yet.
   *
   * @param data location of the data set
   * @param init location of the model to start from; blank for none
   */
  static TrainJob prepare(Settings settings, Output output, String data, String init)
      throws IOException {
    Storage storage = settings.storage();
    Optional<TrainedModel> start =
        init.isBlank() ? Optional.empty() : Optional.of(TrainedModel.open(storage, init));
    return new TrainJob(settings, output, storage, Dataset.open(storage, data), start);
  }

  /** Refuses the chaotic side of a filter, whose runs no forecast can follow. */
  private static void requireNonChaotic(Dataset dataset) {
    Manifest manifest = dataset.manifest();
    if (manifest.hasFilter() && manifest.string("filter.side").equals(Jobs.CHAOTIC)) {
      throw allChaotic(
          ", such as the other side of its filter, "
              + new Path(dataset.directory().getParent(), Jobs.NON_CHAOTIC),
          dataset);
    }
  }

  private static InvalidInputException allChaotic(String where, Dataset dataset) {
    return new InvalidInputException(
        dataset.directory().toString(),
        "%d rows, 0 of them non-chaotic".formatted(dataset.manifest().statistics().rows()),
        "a data set with non-chaotic rows" + where);
  }

  /** The same for a data set that was not filtered; a few chaotic runs do no more than harm. */
  private void requireNonChaotic(TrajectoryData data) {
    if (dataset.manifest().hasFilter()) {
      return;
    }
    AngleRule rule = settings.located(() -> new AngleRule(settings.number(CUT)));
    long chaotic = Arrays.stream(data.states()).filter(rule::isChaotic).count();
    if (chaotic == data.size()) {
      throw allChaotic(" by %s = %s".formatted(CUT, settings.text(CUT)), dataset);
    }
    if (chaotic > 0) {
      output.note(
          "%s of the %s trajectories are chaotic by %s = %s: ergode filter leaves them out"
              .formatted(
                  Lines.grouped(chaotic), Lines.grouped(data.size()), CUT, settings.text(CUT)));
    }
  }

  private static void requireSame(TrainedModel start, Architecture asked) {
    Map<String, Object> there = start.model().architecture().keys();
    String location = Lines.location(start.directory());
    List<String> differences =
        asked.keys().entrySet().stream()
            .filter(key -> !key.getValue().equals(there.get(key.getKey())))
            .map(
                key ->
                    "%s: %s in %s, %s asked"
                        .formatted(
                            key.getKey().equals("system") ? "system.name" : "model." + key.getKey(),
                            there.get(key.getKey()),
                            location,
                            key.getValue()))
            .toList();
    if (!differences.isEmpty()) {
      throw new InvalidInputException(
          "--init",
          location,
          "a model of the architecture that is asked for (" + String.join("; ", differences) + ")");
    }
  }

  private OutputPlan plan(Optional<TrainedModel> start) {
    Map<String, Object> keys = new TreeMap<>(asked.training().canonical());
    // which checkpoints there are decides which is best
    keys.put("train.checkpoint.every", asked.checkpoints().every());
    keys.putAll(simulation.system().canonical());
    keys.putAll(solver.canonical(simulation.save().saveAt()));
    keys.put("data.sha256", dataset.manifest().contentSha256());
    Set<TrainedRows> rows = new LinkedHashSet<>();
    rows.add(TrainedRows.of(dataset.manifest(), asked.training().holdOut()));
    start.ifPresent(
        model -> {
          keys.put("init.sha256", model.sha256());
          rows.addAll(model.trainedRows());
        });
    keys.put(TrainedModel.TRAINED_ROWS, rows.stream().map(TrainedRows::canonical).toList());
    return OutputPlan.of(keys, Map.of("ergode", Version.ergode()));
  }

  /** Refuses a directory that is taken. */
  void check(String out, WriteMode mode) {
    TrainingRun.check(storage, out, plan, mode);
  }

  /** Accelerations that are estimated take half a copy of the states, twice at a time. */
  private int copies() {
    return asked.training().terms().motion() == MotionTarget.DATA ? 2 : 1;
  }

  /** Estimates from save points that are too far apart are worse than none. */
  private void tellUncertainty(TrajectoryData train) {
    if (asked.training().terms().motion() != MotionTarget.DATA) {
      return;
    }
    double share = train.accelerationUncertainty();
    if (share > UNCERTAIN) {
      output.note(
          String.format(
              Locale.ROOT,
              "accelerations estimated from velocities %.3g s apart may be off by %.2g of their"
                  + " size, and so may be what is learned from them: record more save.points",
              simulation.save().saveAt().spacing(),
              share));
    }
  }

  /**
   * Trains, or says that {@link WriteMode#RESUME} finds the model complete.
   *
   * @return number of trajectories that were held out
   */
  int train(String out, WriteMode mode, boolean dryRun) throws IOException {
    RecordedTrajectories recorded =
        RecordedTrajectories.read(storage, dataset, id -> true, "all", copies());
    if (recorded.failed() > 0) {
      output.note(Lines.grouped(recorded.failed()) + " trajectories failed and are left out");
    }
    requireNonChaotic(recorded.data());
    TrajectoryData train = part(recorded.data(), false);
    TrajectoryData heldOut = part(recorded.data(), true);
    tellUncertainty(train);
    Backends.Selection backend =
        TaskBackend.selection(settings.choice("backend", Backends.Choice.class));
    try (TrainingSession session =
        new TrainingSession(
            backend.backend(),
            asked.training(),
            simulation.system(),
            solver.settings(simulation.save().saveAt()),
            train,
            asked.threads())) {
      Trainer trainer = settings.located(session::trainer);
      List<Fact> summary = new ArrayList<>(description(session, train.size(), heldOut.size()));
      summary.forEach(this::say);
      if (dryRun) {
        output.result(Lines.line("output", out + ", can be written"));
        return heldOut.size();
      }
      TrainedModel trained = run(out, mode, session, trainer, train.size(), backend);
      if (heldOut.size() > 0) {
        double[] parameters = trained.model().parameters();
        Fact scores = Fact.of("held out", scores(session.errors(parameters, heldOut)));
        summary.add(scores);
        say(scores);
      }
      output.result(Lines.line("model", Lines.location(storage.path(out))));
      report(trained, summary, backend.backend());
      return heldOut.size();
    }
  }

  private void say(Fact fact) {
    output.result(Lines.line(fact.name(), fact.value()));
  }

  /** A machine without fonts trains as well as any other. */
  private void report(TrainedModel trained, List<Fact> summary, Backend backend)
      throws IOException {
    try {
      Path page = TrainingReport.write(storage, trained, summary, backend, simulation.system());
      output.result(Lines.line("training", Lines.location(page)));
    } catch (NoFontException e) {
      output.note("the training has no page: " + e.getMessage());
    }
  }

  private TrainedModel run(
      String out,
      WriteMode mode,
      TrainingSession session,
      Trainer trainer,
      int trajectories,
      Backends.Selection backend)
      throws IOException {
    Optional<TrainingRun> claimed = TrainingRun.claim(storage, out, plan, mode);
    if (claimed.isEmpty()) {
      output.note(out + " is complete already");
    } else {
      long start = System.nanoTime();
      TrainingProgress progress =
          new TrainingProgress(output, asked.training().recipe(), trajectories, System::nanoTime);
      try (TrainingRun run = claimed.get()) {
        TrainingReport.remove(storage, out);
        new Resumable(output, mode)
            .run(
                () ->
                    run.train(
                        trainer,
                        initial == null ? session.initial() : initial,
                        asked.checkpoints(),
                        values -> session.model(values).toBytes(),
                        () -> facts(backend, start),
                        progress));
      }
    }
    return TrainedModel.open(storage, out);
  }

  /** What may differ between two runs of the same plan. */
  private Map<String, Object> facts(Backends.Selection backend, long startNanos) {
    return Map.of(
        "finished_at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        "duration_seconds", (System.nanoTime() - startNanos) / 1e9,
        "backend", backend.reason(),
        "threads", asked.threads(),
        "java_version", System.getProperty("java.version"),
        "java_vendor", System.getProperty("java.vendor"));
  }

  private TrajectoryData part(TrajectoryData all, boolean heldOut) {
    int[] chosen =
        IntStream.range(0, all.size())
            .filter(i -> asked.training().holdOut().holds(all.ids()[i]) == heldOut)
            .toArray();
    if (chosen.length == 0 && !heldOut) {
      throw settings.invalid(
          "train.hold-out",
          "less, so that some of the %d trajectories are left to train on".formatted(all.size()));
    }
    return all.select(chosen);
  }

  private List<Fact> description(TrainingSession session, int trained, int heldOut) {
    Training training = asked.training();
    Architecture architecture = training.architecture();
    return List.of(
        Fact.of(
            "model",
            "%s, %s %s of %s, %s%s: %s parameters"
                .formatted(
                    Names.of(architecture.form()),
                    architecture.depth(),
                    architecture.depth() == 1 ? "layer" : "layers",
                    architecture.width(),
                    Names.of(architecture.activation()),
                    architecture.skip() ? ", with a skip" : "",
                    Lines.grouped(session.parameterCount()))),
        Fact.of(
            "data",
            "%s trajectories of %s save points; %s more are held out"
                .formatted(
                    Lines.grouped(trained),
                    Lines.grouped(simulation.save().points()),
                    Lines.grouped(heldOut))),
        Fact.of("loss", loss(training)),
        Fact.of(
            "recipe",
            training.recipe().stages().stream()
                .map(this::inWords)
                .collect(Collectors.joining("; "))));
  }

  private String inWords(Stage stage) {
    return "%s, %s %s %s"
        .formatted(
            Names.of(stage.method()),
            Lines.grouped(stage.steps()),
            stage.steps() == 1 ? "step" : "steps",
            stage.isPretraining()
                ? "on the equation of motion"
                : "over %s save points"
                    .formatted(Lines.grouped(stage.points(simulation.save().points()))));
  }

  private static String loss(Training training) {
    boolean integrates =
        training.recipe().stages().stream().anyMatch(stage -> !stage.isPretraining());
    String trajectory = training.terms().trajectory() && integrates ? "trajectories, " : "";
    return trajectory
        + switch (training.terms().motion()) {
          case ORACLE ->
              "accelerations; the true equations of motion are used as an oracle"
                  + " (loss.equation-of-motion = oracle)";
          case DATA -> "accelerations estimated from the recorded velocities";
          case OFF -> "no accelerations";
        };
  }

  private static String scores(ForecastErrors errors) {
    ForecastErrors.Summary squares = errors.meanSquares();
    return String.format(
        Locale.ROOT,
        "mean square error %.1e median, %.1e p90, %.1e mean, %.1e max; valid for %.1f s (median)",
        squares.median(),
        squares.p90(),
        squares.mean(),
        squares.max(),
        errors.validTimes().median());
  }
}

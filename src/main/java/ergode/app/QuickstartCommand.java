package ergode.app;

import ergode.data.AngleRule;
import ergode.data.Dataset;
import ergode.data.DatasetOutput;
import ergode.data.InvalidInputException;
import ergode.data.Simulation;
import ergode.data.Storage;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ergode quickstart}. */
@Command(
    name = "quickstart",
    header = "Simulate, filter, report, train and evaluate in one go.",
    description = {
      "Writes DIR/dataset, DIR/filtered, DIR/report, DIR/model and DIR/evaluation.",
      "The model is that of conf/double-pendulum-nde-structured.conf: a network with a linear skip,"
          + " fitted to the equation of motion by least squares."
    },
    footer = "  ergode quickstart --out runs/first")
final class QuickstartCommand extends Subcommand {
  private static final List<String> TRAINING =
      List.of("model.skip=true", "pretrain.methods=[least-squares]", "train.steps=[]");

  /** Sections of the keys that say how to train, and nothing of the data. */
  private static final Set<String> TRAINING_SECTIONS = Set.of("model", "loss", "pretrain", "train");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "",
      description = "Directory for all that is made: a path or a Hadoop URI.")
  String out = "";

  @Mixin WriteOptions write = new WriteOptions();

  @Mixin MasterOption spark = new MasterOption();

  @Override
  Set<String> uses() {
    Set<String> all = new HashSet<>(SimulationSettings.KEYS);
    all.addAll(TRAINING_SECTIONS);
    all.add("filter");
    return all;
  }

  @Override
  int run(Settings settings, Output output) throws IOException {
    require("--out=DIR", out);
    SimulationSettings requested = SimulationSettings.of(settings);
    TrainingSettings.of(structured(settings), requested.simulation().system().name());
    requested.notes().forEach(output::note);
    AngleRule rule = settings.located(() -> new AngleRule(settings.number("filter.cut")));
    Storage storage = settings.storage();
    Map<String, Object> config = requested.simulation().canonical();
    DatasetOutput.check(storage, out + "/dataset", Version.plan(config), write.mode());
    Jobs.checkFilter(storage, config, rule, out + "/filtered", write.mode());
    PageDirectory.REPORT.check(storage, out + "/report", write.mode());
    PageDirectory.SCORES.check(storage, out + "/evaluation", write.mode());
    return quickstart(settings, requested.simulation(), rule, storage, output);
  }

  private int quickstart(
      Settings settings, Simulation simulation, AngleRule rule, Storage storage, Output output)
      throws IOException {
    Dataset dataset;
    Jobs.Sides sides;
    ReportJob.Written written;
    try (SparkSession session = SparkSessions.create(settings, spark.master, "ergode quickstart")) {
      Jobs jobs = new Jobs(session, storage, output);
      dataset = jobs.simulate(simulation, out + "/dataset", write.mode());
      sides = jobs.filter(dataset, rule, out + "/filtered", write.mode());
      written =
          new ReportJob(session, storage, output).run(List.of(dataset), rule, out + "/report");
    }
    DatasetSummary.lines(dataset).forEach(output::result);
    sides.lines().forEach(output::result);
    train(settings, sides.nonChaotic(), output);
    output.result(Lines.line("report", Lines.location(written.page())));
    return dataset.manifest().statistics().failed() > 0
        ? ExitCodes.FAILED_TRAJECTORIES
        : ExitCodes.OK;
  }

  /**
   * Trains what can be trained on; a summary, or a data set without rows, cannot. A key that was
   * set to what does not fit the data is refused.
   */
  private void train(Settings settings, Dataset data, Output output) throws IOException {
    try {
      TrainJob job =
          TrainJob.prepare(structured(settings), output, data.directory().toString(), "");
      job.check(out + "/model", write.mode());
      job.train(out + "/model", write.mode(), false);
    } catch (InvalidInputException e) {
      if (isAsked(settings, e.culprit())) {
        throw e;
      }
      output.note("no model is trained: " + e.getMessage());
      return;
    }
    try {
      evaluate(settings, data, output);
    } catch (InvalidInputException e) {
      output.note("the model is not evaluated: " + e.getMessage());
    }
  }

  private void evaluate(Settings settings, Dataset data, Output output) throws IOException {
    EvaluateJob.Written written =
        EvaluateJob.prepare(settings, output, out + "/model", data.directory().toString(), "")
            .run(out + "/evaluation", Map.of());
    written
        .scores()
        .forEach(scores -> output.result(Lines.line("scores", ScoreLines.compact(scores))));
    output.result(Lines.line("evaluation", Lines.location(written.page())));
  }

  private static boolean isAsked(Settings settings, String culprit) {
    return settings.has(culprit)
        && TRAINING_SECTIONS.contains(KnownKeys.head(culprit))
        && !settings.isDefault(culprit);
  }

  /** These settings with a quick way to train, where they do not ask for another. */
  private static Settings structured(Settings settings) {
    return settings.at(
        TRAINING.stream()
            .map(assignment -> Assignment.parse(Origins.DEFAULT, assignment))
            .filter(assignment -> settings.isDefault(assignment.key()))
            .map(Assignment::setting)
            .toList());
  }
}

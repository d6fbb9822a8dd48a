package ergode.app;

import ergode.data.InvalidInputException;
import ergode.data.WriteMode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ergode evaluate}. */
@Command(
    name = "evaluate",
    header = "Score a trained model on trajectories that it has not seen.",
    description = {
      "Writes DIR/scores.json and prints a table: the model beside the true equations of motion,"
          + " both solved as the model was in training, unless a key of the section solver is set."
          + " DIR/report.html shows how the model was trained and how it forecasts.",
      "Of trajectories that the model was trained on, those count that train.hold-out kept from it,"
          + " by a hash of sim_id; of others all. The share is that of the training, unless the key"
          + " is set. Others are those of another ensemble or other physics, and the other side of"
          + " the filter that made the training's data set."
    },
    footer =
        "  ergode evaluate --model runs/model --data runs/a-filtered/nonchaotic --out runs/score")
final class EvaluateCommand extends Subcommand {
  @Option(
      names = "--model",
      paramLabel = "MODEL",
      defaultValue = "",
      description =
          "Directory of a trained model, or best.safetensors in one: a path or a Hadoop URI.")
  String model = "";

  @Mixin DataOption data = new DataOption();

  @Option(
      names = "--chaotic",
      paramLabel = "DATASET",
      defaultValue = "",
      description =
          "Data set that is scored beside it; by default DATASET/../chaotic, if there is one.")
  String chaotic = "";

  @Mixin OutOption out = new OutOption();

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
  Set<String> uses() {
    return Set.of("solver", "train.hold-out", "backend");
  }

  @Override
  int run(Settings settings, Output output) throws IOException {
    require("--model=MODEL", model);
    require(DataOption.LABEL, data.location);
    require(OutOption.LABEL, out.location);
    requirePositive("--g", gravity);
    requirePositive("--l", length);
    EvaluateJob job = EvaluateJob.prepare(settings, output, model, data.location, chaotic);
    PageDirectory.SCORES.check(
        settings.storage(), out.location, overwrite ? WriteMode.OVERWRITE : WriteMode.CREATE);
    EvaluateJob.Written written = job.run(out.location, Map.of("g", gravity, "l", length));
    written.scores().forEach(scores -> ScoreLines.of(scores).forEach(output::result));
    output.result(Lines.line("scores", Lines.location(written.file())));
    output.result(Lines.line("report", Lines.location(written.page())));
    return ExitCodes.OK;
  }

  private static void requirePositive(String option, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new InvalidInputException(option, Double.toString(value), "a positive finite number");
    }
  }
}

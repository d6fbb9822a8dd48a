package ergode.app;

import ergode.data.InvalidInputException;
import ergode.data.Storage;
import ergode.data.WriteMode;
import ergode.train.TrainedModel;
import java.io.IOException;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ergode train}. */
@Command(
    name = "train",
    header = "Train a Lagrangian neural network on a data set.",
    description = {
      "Reads the data set into memory, holds a part of its trajectories out, trains on the rest"
          + " with the threads of this machine, and writes the model, its checkpoints and the"
          + " metrics of every step.",
      "The model is solved as the data set was, unless a key of the section solver is set."
    },
    footer = {
      "  ergode train --config conf/double-pendulum-nde.conf --data runs/a-filtered/nonchaotic"
          + " --out models/a",
      "  ergode train --data runs/a-filtered/nonchaotic --out models/b --init models/a"
    })
final class TrainCommand extends Subcommand {
  @Mixin DataOption data = new DataOption();

  @Mixin OutOption out = new OutOption();

  @Option(
      names = "--init",
      paramLabel = "MODEL",
      defaultValue = "",
      description =
          "Start from the parameters of this model, of the same architecture: the directory that"
              + " train wrote, or best.safetensors in it.")
  String init = "";

  @Mixin WriteOptions write = new WriteOptions();

  @Option(names = "--dry-run", description = "Say what would be trained and write nothing.")
  boolean dryRun;

  @Override
  Set<String> uses() {
    return Set.of("model", "loss", "pretrain", "train", "solver", "filter", "backend");
  }

  @Override
  int run(Settings settings, Output output) throws IOException {
    require(DataOption.LABEL, data.location);
    require(OutOption.LABEL, out.location);
    WriteMode mode = write.mode();
    requireApart(settings.storage());
    TrainJob job = TrainJob.prepare(settings, output, data.location, init);
    job.check(out.location, mode);
    int heldOut = job.train(out.location, mode, dryRun);
    if (!dryRun && heldOut > 0) {
      output.result(
          Lines.line(
              "next",
              "ergode evaluate --model %s --data %s --out %s-scores"
                  .formatted(out.location, data.location, out.location)));
    }
    return ExitCodes.OK;
  }

  /** A training that was interrupted must find the model again that it started from. */
  private void requireApart(Storage storage) {
    if (!init.isBlank()
        && TrainedModel.directory(storage, init).equals(storage.path(out.location))) {
      throw new InvalidInputException("--init", init, "a model in another directory than --out");
    }
  }
}

package ergode.app;

import ergode.data.DataSets;
import ergode.data.Simulations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of trainings that take a second. */
final class TinyTraining {
  private TinyTraining() {}

  /** Sixty short trajectories. */
  static void simulate(Path directory) throws IOException {
    Simulations ensemble = new Simulations();
    ensemble.samples = 60;
    ensemble.tmax = 1;
    DataSets.simulate(ensemble.build(), directory);
  }

  /** Two stages of Adam after a few steps of L-BFGS on the equation of motion. */
  static List<String> command(Path data, String model, String... more) {
    List<String> args =
        new ArrayList<>(List.of("train", "--data", data.toString(), "--out", model));
    for (String setting :
        List.of(
            "model.width=4",
            "model.depth=1",
            "pretrain.methods=[lbfgs]",
            "pretrain.steps=3",
            "pretrain.states=100",
            "train.steps=[4, 3]",
            "train.lengths=[0.5, 1]",
            "train.rates=[5e-3, 1e-3]",
            "train.batch=20",
            "train.clip=1",
            "train.checkpoint.every=2",
            "backend=reference")) {
      args.addAll(List.of("--set", setting));
    }
    args.addAll(List.of(more));
    return args;
  }

  static Cli run(Path data, Path model, String... more) {
    return Cli.run(command(data, model.toString(), more).toArray(String[]::new));
  }
}

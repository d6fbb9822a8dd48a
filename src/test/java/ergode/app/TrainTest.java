package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.DataSets;
import ergode.data.Json;
import ergode.data.Simulations;
import ergode.report.TrainingPage;
import ergode.train.TrainedModel;
import ergode.train.TrainedRows;
import ergode.train.TrainingManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainTest {
  @TempDir static Path shared;
  private static Path data;
  private static Path model;
  private static Cli trained;

  @TempDir Path folder;

  @BeforeAll
  static void train() throws IOException {
    data = shared.resolve("data");
    model = shared.resolve("model");
    TinyTraining.simulate(data);
    trained = TinyTraining.run(data, model);
    assertThat(trained.exitCode()).as("%s", trained.err()).isZero();
  }

  private Path out() {
    return folder.resolve("model");
  }

  private static TrainedModel open(Path directory) throws IOException {
    return TrainedModel.open(DataSets.STORAGE, directory.toString());
  }

  private static byte[] tensors(Path directory) throws IOException {
    return Files.readAllBytes(directory.resolve("model.safetensors"));
  }

  @Test
  void saysWhatItTrainsAndWhatTheModelIsWorth() throws IOException {
    assertThat(trained.out()).hasSize(8);
    assertThat(trained.out().get(0))
        .isEqualTo("model         potential-gl2, 1 layer of 4, tanh: 24 parameters");
    assertThat(trained.out().get(1))
        .matches("data {10}\\d\\d trajectories of 21 save points; \\d+ more are held out");
    assertThat(trained.out().get(2)).contains("trajectories, accelerations", "oracle");
    assertThat(trained.out().get(3))
        .isEqualTo(
            "recipe        lbfgs, 3 steps on the equation of motion; adam, 4 steps over 10 save"
                + " points; adam, 3 steps over 21 save points");
    assertThat(trained.out().get(4))
        .startsWith("held out")
        .contains(" median, ", " p90, ", " mean, ", " max; valid for ");
    assertThat(trained.out().get(5)).endsWith(model.toString());
    assertThat(trained.out().get(6)).isEqualTo("training      " + model.resolve("report.html"));
    assertThat(trained.out().get(7))
        .isEqualTo(
            "next          ergode evaluate --model %s --data %s --out %s-scores"
                .formatted(model, data, model));
    assertThat(trained.err())
        .anyMatch(line -> line.startsWith("stage 1 of 3: lbfgs, on the equation of motion"))
        .anyMatch(line -> line.startsWith("stage 2 of 3: adam, 10 save points, rate 0.005"))
        .anyMatch(line -> line.startsWith("train: step 10 of 10, loss "));
    assertThat(model)
        .isDirectoryContaining("glob:**/training.json")
        .isDirectoryContaining("glob:**/_run.json")
        .isDirectoryContaining("glob:**/checkpoints");
    List<String> metrics = Files.readAllLines(model.resolve("metrics.jsonl"));
    assertThat(metrics).hasSize(10);
    assertThat(metrics.get(0)).as("pre-training").contains("\"trajectory_loss\":null");
    assertThat(metrics.get(9)).contains("\"trajectory_loss\":").doesNotContain("null");
    double first = loss(metrics.get(0));
    assertThat(loss(metrics.get(2))).as("after two steps of L-BFGS").isPositive().isLessThan(first);
    Map<String, Object> config = open(model).manifest().config();
    assertThat(config)
        .containsEntry("pretrain.methods", List.of("lbfgs"))
        .containsEntry("train.hold-out", 0.2)
        .containsEntry("solver.method", "tsit5")
        .containsEntry("solver.dt0", 0.05)
        .containsEntry("system.g", 9.8)
        .doesNotContainKey("train.threads");
  }

  private static double loss(String line) throws IOException {
    Map<?, ?> metrics =
        Json.parse(line.getBytes(java.nio.charset.StandardCharsets.UTF_8), Map.class);
    return ((Number) metrics.get("loss")).doubleValue();
  }

  @ParameterizedTest
  @CsvSource({"1, reference", "2, reference", "1, simd", "2, simd"})
  void threadsAndBackendsChangeNoBit(int threads, String backend) throws IOException {
    Cli cli =
        TinyTraining.run(
            data, out(), "--set", "train.threads=" + threads, "--set", "backend=" + backend);
    assertThat(cli.exitCode()).as("%s", cli.err()).isZero();
    assertThat(tensors(out())).isEqualTo(tensors(model));
  }

  @Test
  void anotherSolverIsAnotherModel() throws IOException {
    Cli cli = TinyTraining.run(data, out(), "--set", "solver.method=dopri5");
    assertThat(cli.exitCode()).as("%s", cli.err()).isZero();
    assertThat(open(out()).manifest().config())
        .containsEntry("solver.method", "dopri5")
        .containsEntry("solver.max-steps", 1_000_000);
    assertThat(tensors(out())).isNotEqualTo(tensors(model));
  }

  @Test
  void leastSquaresAloneFindsThePotential() throws IOException {
    Cli cli =
        TinyTraining.run(
            data,
            out(),
            "--set",
            "model.skip=true",
            "--set",
            "pretrain.methods=[least-squares]",
            "--set",
            "train.steps=[]");
    assertThat(cli.exitCode()).as("%s", cli.err()).isZero();
    List<String> metrics = Files.readAllLines(out().resolve("metrics.jsonl"));
    assertThat(metrics).hasSize(1);
    double loss = loss(metrics.get(0));
    assertThat(loss).as("of the model, not before the step").isLessThan(1e-20);
    assertThat(open(out()).manifest().smoothedLoss()).isEqualTo(loss);
    assertThat(cli.err())
        .anyMatch(
            line ->
                line.startsWith(
                    String.format(Locale.ROOT, "train: step 1 of 1, loss %.2e, ", loss)));
    String scores =
        cli.out().stream().filter(l -> l.startsWith("held out")).findFirst().orElseThrow();
    double median = Double.parseDouble(scores.replaceFirst(".*error (\\S+) median.*", "$1"));
    assertThat(median).as(scores).isLessThan(1e-16);
    Path next = folder.resolve("next");
    Cli further =
        TinyTraining.run(
            data,
            next,
            "--init",
            out().toString(),
            "--set",
            "model.skip=true",
            "--set",
            "pretrain.steps=1",
            "--set",
            "train.steps=[]");
    assertThat(further.exitCode()).as("%s", further.err()).isZero();
    assertThat(loss(Files.readAllLines(next.resolve("metrics.jsonl")).get(0)))
        .as("where a training that starts from the model begins")
        .isEqualTo(loss);
  }

  private static String page(Path directory) throws IOException {
    return Files.readString(directory.resolve("report.html"));
  }

  @Test
  void thePageShowsTheStepsAndWhatWasLearned() throws IOException {
    assertThat(page(model))
        .contains("<h2>Training</h2>", " at step 1 and ", "<h2>Potential energy</h2>")
        .contains("potential-gl2, 1 layer of 4, tanh: 24 parameters", ">train.batch</th><td>20<");
    for (String figure : TrainingPage.FIGURES) {
      assertThat(model.resolve(figure)).isNotEmptyFile();
    }
  }

  @Test
  void thePageIsOfTheLatestTraining() throws IOException {
    assertThat(TinyTraining.run(data, out(), "--set", "train.seed=3").exitCode()).isZero();
    Files.delete(out().resolve("report.html"));
    Cli resumed = TinyTraining.run(data, out(), "--set", "train.seed=3", "--resume");
    assertThat(resumed.err()).contains("note: " + out() + " is complete already");
    assertThat(page(out())).contains("<th scope=\"row\">train.seed</th><td>3</td>");
    Cli oneStep =
        TinyTraining.run(
            data,
            out(),
            "--overwrite",
            "--set",
            "pretrain.methods=[least-squares]",
            "--set",
            "train.steps=[]");
    assertThat(oneStep.exitCode()).as("%s", oneStep.err()).isZero();
    assertThat(out().resolve("training.png")).doesNotExist();
    assertThat(page(out())).contains("<h2>Training</h2>").doesNotContain("train.seed</th><td>3<");
  }

  @Test
  void startsFromAModel() throws IOException {
    Cli cli = TinyTraining.run(data, out(), "--init", model.toString());
    assertThat(cli.exitCode()).as("%s", cli.err()).isZero();
    double start = loss(Files.readAllLines(out().resolve("metrics.jsonl")).get(0));
    assertThat(start)
        .isLessThan(loss(Files.readAllLines(model.resolve("metrics.jsonl")).get(0)) / 2);
    assertThat(open(out()).manifest().config()).containsKey("init.sha256");
    assertThat(open(out()).trainedRows()).as("what both saw").isEqualTo(open(model).trainedRows());
    assertThat(tensors(out())).isNotEqualTo(tensors(model));
  }

  @Test
  void remembersWhatTheModelThatItStartsFromHasSeen() throws IOException {
    Cli cli =
        TinyTraining.run(data, out(), "--init", model.toString(), "--set", "train.hold-out=0.5");
    assertThat(cli.exitCode()).as("%s", cli.err()).isZero();
    assertThat(open(out()).trainedRows().stream().map(TrainedRows::holdOut))
        .containsExactly(0.5, 0.2);
  }

  @Test
  void aDryRunWritesNothing() {
    Cli cli = TinyTraining.run(data, out(), "--dry-run");
    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out().get(4)).isEqualTo("output        " + out() + ", can be written");
    assertThat(out()).doesNotExist();
  }

  @Test
  void aTakenDirectoryIsRefused() throws IOException {
    byte[] before = tensors(model);
    Cli again = TinyTraining.run(data, model);
    assertThat(again.exitCode()).isEqualTo(ExitCodes.OUTPUT_EXISTS);
    Cli resumed = TinyTraining.run(data, model, "--resume");
    assertThat(resumed.exitCode()).as("%s", resumed.err()).isZero();
    assertThat(resumed.err()).contains("note: " + model + " is complete already");
    Cli other = TinyTraining.run(data, model, "--resume", "--set", "train.seed=1");
    assertThat(other.exitCode()).isEqualTo(ExitCodes.OUTPUT_EXISTS);
    assertThat(other.err().toString()).contains("train.seed (5445 there, 1 here)");
    assertThat(tensors(model)).isEqualTo(before);
    Cli dataset = TinyTraining.run(data, data, "--overwrite");
    assertThat(dataset.exitCode()).isEqualTo(ExitCodes.OUTPUT_EXISTS);
  }

  /** Not even a training that diverges with its last step is completed. */
  @Test
  void divergenceFailsAndIsNotToBeResumed() {
    for (String mode : List.of("--overwrite", "--resume")) {
      Cli cli =
          TinyTraining.run(
              data,
              out(),
              mode,
              "--set",
              "pretrain.methods=[]",
              "--set",
              "train.steps=[2]",
              "--set",
              "train.lengths=[1]",
              "--set",
              "train.rates=[1e-3]",
              "--set",
              "solver.max-steps=1",
              "--set",
              "train.skip-limit=2");
      assertThat(cli.exitCode()).as(mode).isEqualTo(ExitCodes.FAILED);
      assertThat(cli.err().get(cli.err().size() - 1))
          .contains("not finite in 2 steps in a row, the last being step 2", "lower train.rates")
          .doesNotContain("--resume");
      assertThat(out().resolve("model.safetensors")).doesNotExist();
    }
  }

  /** The last state or the best one, by its file. */
  @Test
  void theBestModelCanBeUsed() throws IOException {
    TrainingManifest made = open(model).manifest();
    Path best = model.resolve("best.safetensors");
    TrainedModel opened = open(best);
    assertThat(opened.sha256()).isEqualTo(made.bestSha256());
    assertThat(opened.directory()).isEqualTo(open(model).directory());
    assertThat(open(model.resolve("model.safetensors")).sha256()).isEqualTo(made.modelSha256());
    Path next = out();
    Cli cli = TinyTraining.run(data, next, "--init", best.toString());
    assertThat(cli.exitCode()).as("%s", cli.err()).isZero();
    assertThat(open(next).manifest().config()).containsEntry("init.sha256", made.bestSha256());
  }

  /** A spacing of 10 ms will do, 50 ms will not. */
  @Test
  void estimatesOfAccelerationsThatAreOffAreTold() throws IOException {
    String target = "loss.equation-of-motion=data";
    Simulations ensemble = new Simulations();
    ensemble.points = 201;
    Path dense = folder.resolve("dense");
    DataSets.simulate(ensemble.build(), dense);
    assertThat(TinyTraining.run(dense, out(), "--dry-run", "--set", target).err()).isEmpty();
    Cli cli = TinyTraining.run(data, out(), "--dry-run", "--set", target);
    assertThat(cli.exitCode()).as("%s", cli.err()).isZero();
    assertThat(cli.err().get(0))
        .contains("note: accelerations estimated from velocities 0.0500 s apart may be off by ")
        .endsWith("record more save.points");
  }

  @Test
  void chaoticRunsOfUnfilteredDataAreTold() {
    assertThat(TinyTraining.run(data, out(), "--dry-run").err()).isEmpty();
    Cli cli = TinyTraining.run(data, out(), "--dry-run", "--set", "filter.cut=1.2");
    assertThat(cli.exitCode()).isZero();
    assertThat(cli.err().get(0))
        .matches(
            "note: \\d+ of the 60 trajectories are chaotic by filter.cut = 1.2: ergode filter"
                + " leaves them out");
  }
}

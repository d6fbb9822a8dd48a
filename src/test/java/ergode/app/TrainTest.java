package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.DataSets;
import ergode.data.Json;
import ergode.data.SaveContent;
import ergode.data.Simulations;
import ergode.report.TrainingPage;
import ergode.train.TrainedModel;
import ergode.train.TrainedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
    assertThat(trained.out()).hasSize(7);
    assertThat(trained.out().get(0))
        .isEqualTo("model         potential-gl2, 1 layers of 4, tanh: 24 parameters");
    assertThat(trained.out().get(1))
        .matches("data {10}\\d\\d trajectories of 21 save points; \\d+ more are held out");
    assertThat(trained.out().get(2)).contains("trajectories, accelerations", "oracle");
    assertThat(trained.out().get(3))
        .startsWith("held out")
        .contains(" median, ", " p90, ", " mean, ", " max; right for ");
    assertThat(trained.out().get(4)).endsWith(model.toString());
    assertThat(trained.out().get(5)).isEqualTo("training      " + model.resolve("report.html"));
    assertThat(trained.out().get(6))
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
        .contains("potential-gl2, 1 layers of 4, tanh: 24 parameters", ">train.batch</th><td>20<");
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
    assertThat(cli.out().get(3)).isEqualTo("output        " + out() + ", can be written");
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

  @Test
  void divergenceFailsAndIsNotToBeResumed() {
    Cli cli =
        TinyTraining.run(
            data,
            out(),
            "--set",
            "pretrain.methods=[]",
            "--set",
            "solver.max-steps=1",
            "--set",
            "train.skip-limit=2");
    assertThat(cli.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(cli.err().get(cli.err().size() - 1))
        .contains("not finite in 2 steps in a row", "lower train.rates")
        .doesNotContain("--resume");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train.batch=61 | train.batch = 61 (--set): expected at most 4",
        "train.lengths=[0, 1] | train.lengths = [0, 1] (--set): expected shares above 0 and at most"
            + " 1",
        "train.lengths=[0.5, 1.5] | train.lengths = [0.5, 1.5] (--set): expected shares above 0",
        "train.lengths=[1] | train.lengths = [1] (--set): expected as many as train.steps has, 2",
        "train.lengths=[a, b] | train.lengths = [a, b] (--set): expected a list of numbers",
        "train.steps=[1.5] | train.steps = [1.5] (--set): expected a list of whole numbers",
        "train.steps=[0, 1] | train.steps = [0, 1] (--set): expected whole numbers of at least 1",
        "train.optimiser=sgd | train.optimiser = sgd (--set): expected one of adam, adamw, lbfgs",
        "train.optimiser=least-squares | train.optimiser = least-squares (--set): expected adam",
        "pretrain.methods=[adam] | pretrain.methods = [adam] (--set): expected a list of least-sq",
        "pretrain.steps=0 | pretrain.steps = 0 (--set): expected whole numbers of at least 1",
        "pretrain.states=0 | pretrain.states = 0 (--set): expected at least 1",
        "loss.equation-of-motion=off | loss.equation-of-motion = off (--set): expected oracle or",
        "loss.trajectory=maybe | loss.trajectory = maybe (--set): expected true or false",
        "model.activation=relu | model.activation = relu (--set): expected one of tanh, swish,"
            + " gelu",
        "model.width=0 | model.width = 0 (--set): expected a whole number from 1 to 4096",
        "model.depth=65 | model.depth = 65 (--set): expected a whole number from 1 to 64",
        "model.inversion=pseudo-inverse | model.inversion = pseudo-inverse (--set): expected solve",
        "model.actvation=tanh | did you mean model.activation?",
        "train.hold-out=1 | train.hold-out = 1 (--set): expected less, so that some of the 60",
        "train.hold-out=2 | train.hold-out = 2 (--set): expected a number from 0 to 1",
        "train.threads=0 | train.threads = 0 (--set): expected auto, or a whole number from 1 to",
        "train.clip=0 | train.clip = 0 (--set): expected a positive finite number",
        "train.checkpoint.keep=0 | train.checkpoint.keep = 0 (--set): expected at least 1"
      })
  void refusesAConfiguration(String setting, String message) {
    Cli cli = TinyTraining.run(data, out(), "--set", setting);
    assertThat(cli.exitCode()).as("%s", cli.err()).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(cli.err()).last().asString().contains(message);
    assertThat(out()).doesNotExist();
  }

  @Test
  void refusesLeastSquaresForAModelThatIsLinearInNothing() {
    assertRefused(
        TinyTraining.run(
            data,
            out(),
            "--set",
            "model.form=free",
            "--set",
            "pretrain.methods=[least-squares, lbfgs]"),
        "pretrain.methods = [least-squares, lbfgs] (--set): expected a list of lbfgs alone with"
            + " model.form = free");
  }

  private void assertRefused(Cli cli, String... parts) {
    assertThat(cli.exitCode()).as("%s", cli.err()).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(cli.err()).hasSize(1);
    assertThat(cli.err().get(0)).contains(parts);
    assertThat(out()).doesNotExist();
  }

  @Test
  void refusesAnInitialModelOfAnotherShape() {
    assertRefused(
        TinyTraining.run(data, out(), "--init", model.toString(), "--set", "model.width=5"),
        "--init = " + model,
        "(model.width: 4 in %s, 5 asked)".formatted(model));
  }

  @Test
  void refusesADamagedInitialModel() throws IOException {
    Path copy = folder.resolve("copy");
    Files.createDirectories(copy);
    Files.copy(model.resolve("training.json"), copy.resolve("training.json"));
    byte[] good = tensors(model);
    Path file = copy.resolve("model.safetensors");
    Files.write(file, Arrays.copyOf(good, good.length - 8));
    assertRefused(TinyTraining.run(data, out(), "--init", copy.toString()), file.toString());
    byte[] flipped = good.clone();
    flipped[good.length - 3] ^= 1;
    Files.write(file, flipped);
    assertRefused(
        TinyTraining.run(data, out(), "--init", copy.toString()), file.toString(), "SHA-256");
    Files.delete(file);
    assertRefused(
        TinyTraining.run(data, out(), "--init", copy.toString()),
        "model = " + copy,
        "model.safetensors, which is missing");
  }

  @Test
  void modelsAndDataSetsAreNotMistakenForEachOther() {
    assertRefused(
        TinyTraining.run(model, out()),
        "data set = " + model + ": expected a data set; this is a model that ergode train wrote");
    assertRefused(
        TinyTraining.run(data, out(), "--init", data.toString()),
        "model = " + data + ": expected a directory with a training.json; this is a data set");
    for (List<String> command :
        List.of(
            List.of("inspect", model.toString()),
            List.of("validate", model.toString()),
            List.of("report", model.toString(), "--out", out().toString()))) {
      Cli cli = Cli.run(command.toArray(String[]::new));
      assertThat(cli.exitCode()).as("%s", command).isEqualTo(ExitCodes.BAD_INPUT);
      assertThat(cli.err().toString()).as("%s", command).contains("this is a model");
    }
  }

  @Test
  void refusesSummaries() throws IOException {
    Simulations ensemble = new Simulations();
    ensemble.content = SaveContent.SUMMARY;
    Path summaries = folder.resolve("summaries");
    DataSets.simulate(ensemble.build(), summaries);
    assertRefused(
        TinyTraining.run(summaries, out()), summaries.toString(), "save.content = trajectory");
  }

  /** A side of a filter of the data, by this cut. */
  private Path side(boolean chaotic, double cut) throws IOException {
    return FilterSide.write(data, folder.resolve(chaotic ? "chaotic" : "nonchaotic"), chaotic, cut);
  }

  @Test
  void refusesTheChaoticSideOfAFilter() throws IOException {
    Path chaotic = side(true, FilterSide.NO_ANGLE);
    assertRefused(
        TinyTraining.run(chaotic, out()),
        chaotic + " = 60 rows, 0 of them non-chaotic: expected a data set with non-chaotic rows",
        folder.resolve("nonchaotic").toString());
    Cli trained = TinyTraining.run(side(false, FilterSide.ANY_ANGLE), out(), "--dry-run");
    assertThat(trained.exitCode()).as("%s", trained.err()).isZero();
  }

  @Test
  void refusesAnEmptySideOfAFilter() throws IOException {
    Path empty = side(false, FilterSide.NO_ANGLE);
    assertRefused(
        TinyTraining.run(empty, out()), empty + " = 0 rows: expected at least one wanted row");
  }

  @Test
  void refusesADataSetOfFailedRunsAlone() throws IOException {
    Simulations ensemble = new Simulations();
    ensemble.maxSteps = 1;
    Path failed = folder.resolve("failed");
    DataSets.simulate(ensemble.build(), failed);
    assertRefused(
        TinyTraining.run(failed, out()),
        failed + " = 30 rows, 30 of them wanted (all), all of which failed: expected at least one");
  }

  @Test
  void refusesASystemThatTheModelCannotStandFor() throws IOException {
    Simulations ensemble = new Simulations();
    ensemble.parameters.put("m2", 2.0);
    Path unequal = folder.resolve("unequal");
    DataSets.simulate(ensemble.build(), unequal);
    assertRefused(TinyTraining.run(unequal, out()), "system.m2 = 2.0: expected 1.0, as system.m1");
  }
}

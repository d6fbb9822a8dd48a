package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import ergode.data.DataSets;
import ergode.data.SaveContent;
import ergode.data.Simulations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code train} refuses: a sentence that names the culprit, and nothing written. */
class TrainRefusalsTest {
  @TempDir static Path shared;
  private static Path data;
  private static Path model;

  @TempDir Path folder;

  @BeforeAll
  static void train() throws IOException {
    data = shared.resolve("data");
    model = shared.resolve("model");
    TinyTraining.simulate(data);
    Cli trained = TinyTraining.run(data, model);
    assertThat(trained.exitCode()).as("%s", trained.err()).isZero();
  }

  private Path out() {
    return folder.resolve("model");
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
        "pretrain.methods=[adam] | pretrain.methods = [adam] (--set): expected one of lbfgs,"
            + " least-sq",
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

  /** Else an interrupted training could not be resumed. */
  @Test
  void refusesToStartFromTheModelThatItReplaces() throws IOException {
    byte[] before = Files.readAllBytes(model.resolve("model.safetensors"));
    for (String init : List.of(model.toString(), model.resolve("best.safetensors").toString())) {
      Cli cli = TinyTraining.run(data, model, "--overwrite", "--init", init);
      assertThat(cli.exitCode()).isEqualTo(ExitCodes.BAD_INPUT);
      assertThat(cli.err().get(0))
          .contains("--init = " + init + ": expected a model in another directory than --out");
    }
    assertThat(model.resolve("model.safetensors")).hasBinaryContent(before);
  }

  @Test
  void refusesADamagedInitialModel() throws IOException {
    Path copy = folder.resolve("copy");
    Files.createDirectories(copy);
    Files.copy(model.resolve("training.json"), copy.resolve("training.json"));
    byte[] good = Files.readAllBytes(model.resolve("model.safetensors"));
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
  void refusesUnfilteredDataThatIsAllChaotic() {
    assertRefused(
        TinyTraining.run(data, out(), "--set", "filter.cut=1e-9"),
        data
            + " = 60 rows, 0 of them non-chaotic: expected a data set with non-chaotic rows by"
            + " filter.cut = 1e-9");
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

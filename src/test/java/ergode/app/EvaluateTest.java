package ergode.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ergode.data.DataSets;
import ergode.data.Dataset;
import ergode.data.Json;
import ergode.data.Manifest;
import ergode.data.SaveContent;
import ergode.data.Simulation;
import ergode.data.Simulations;
import ergode.data.Storage;
import ergode.network.Form;
import ergode.network.Safetensors;
import ergode.report.ModelPage;
import ergode.train.HoldOut;
import ergode.train.KnownModels;
import ergode.train.TrainedModel;
import ergode.train.TrainedRows;
import ergode.train.TrainingManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTest {
  @TempDir Path dir;
  private final Simulations few = new Simulations();
  private Path model = Path.of("none");

  private Dataset simulate(String name) throws IOException {
    return DataSets.simulate(few.build(), dir.resolve(name));
  }

  private void writeModel(byte[] tensors, Map<String, Object> config) throws IOException {
    model = dir.resolve("model");
    Files.createDirectories(model);
    Files.write(model.resolve("model.safetensors"), tensors);
    Files.writeString(
        model.resolve("training.json"),
        Json.pretty(
            new TrainingManifest(
                TrainingManifest.FORMAT,
                TrainingManifest.FORMAT_VERSION,
                config,
                Manifest.hash(config),
                Map.of(),
                1,
                0,
                1.0,
                1,
                1.0,
                Storage.sha256(tensors),
                Storage.sha256(tensors))));
  }

  private static byte[] pendulum() {
    return KnownModels.pendulum(Form.POTENTIAL_GL2, 1).toBytes();
  }

  /** How a model says that it was trained on some data with a fifth held out. */
  private Map<String, Object> trainedOn(Dataset data) {
    Simulation simulation = few.build();
    Map<String, Object> config =
        new TreeMap<>(simulation.solver().canonical(simulation.save().saveAt()));
    config.put(
        TrainedModel.TRAINED_ROWS,
        List.of(TrainedRows.of(data.manifest(), new HoldOut(0.2)).canonical()));
    return config;
  }

  /** A data set, and a model that was trained on it. */
  private void simulateAndTrain(String name) throws IOException {
    writeModel(pendulum(), trainedOn(simulate(name)));
  }

  private List<String> command(String data, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "evaluate",
                "--model",
                model.toString(),
                "--data",
                dir.resolve(data).toString(),
                "--out",
                dir.resolve("out").toString()));
    args.addAll(List.of(more));
    return args;
  }

  private Cli evaluate(String data, String... more) {
    List<String> args = command(data, more);
    args.add("--quiet");
    return Cli.run(args.toArray(String[]::new));
  }

  private JsonNode scores() throws IOException {
    return new ObjectMapper().readTree(dir.resolve("out").resolve("scores.json").toFile());
  }

  @Test
  void heldOutRowsTheChaoticSiblingAndOtherPhysicsAreScored() throws IOException {
    simulateAndTrain("data");
    few.seed = 7;
    simulate("chaotic");
    Cli run = evaluate("data");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    JsonNode scores = scores().get("scores");
    assertThat(scores.findValuesAsText("rows"))
        .containsExactly("trajectories", "chaotic", "trajectories", "trajectories");
    // of sim_id 0 to 29 these are held out: 0, 1, 2, 9, 16, 26, 27
    assertThat(scores.findValuesAsText("trajectories")).containsExactly("7", "30", "7", "7");
    assertThat(scores.get(0).at("/model/motion_at_reference/max").asDouble()).isLessThan(1e-24);
    assertThat(scores.get(0).at("/exact/recorded/mean_square/max").asDouble()).isZero();
    assertThat(scores.get(2).at("/system/g").asDouble()).isEqualTo(1.62);
    assertThat(scores.get(2).at("/model/motion_at_reference/max").asDouble()).isLessThan(1e-24);
    assertThat(scores.get(3).at("/system/l2").asDouble()).isEqualTo(0.7);
    assertThat(scores.get(3).at("/model/motion_at_reference/median").asDouble())
        .isGreaterThan(0.01);
    assertThat(scores.get(3).at("/model/recorded").isNull()).isTrue();
    assertThat(run.out())
        .startsWith(
            "rows          7 trajectories, held-out 20 % by hash of sim_id",
            "rows          30 chaotic, all, since the model was trained on another ensemble, other"
                + " physics or the other side of a filter",
            "7 trajectories at g = 9.8, l = 1.0");
  }

  @Test
  void thePageShowsTheTrainingIfItIsRecorded() throws IOException {
    simulateAndTrain("data");
    Files.writeString(
        model.resolve("metrics.jsonl"),
        """
        {"step":1,"stage":1,"points":1,"learning_rate":1.0,"loss":20.0,"trajectory_loss":0.0,\
        "motion_loss":20.0,"gradient_norm":6.0,"failed":0,"skipped":false,"seconds":0.1}
        {"step":2,"stage":1,"points":1,"learning_rate":0.1,"loss":3.0,"trajectory_loss":0.0,\
        "motion_loss":3.0,"gradient_norm":2.0,"failed":0,"skipped":false,"seconds":0.1}
        """);
    Cli run = evaluate("data");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).last().asString().contains("report.html");
    Path out = dir.resolve("out");
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("2.0·10¹ at step 1 and 3.0·10⁰ at step 2");
    for (String figure : ModelPage.FIGURES) {
      assertThat(out.resolve(figure)).isNotEmptyFile();
    }
    assertThat(Files.readString(out.resolve("report.html")).split("data:image/png;base64,"))
        .as("the page with its four figures embedded")
        .hasSize(1 + 4);
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("sim_id 0 (trajectories)", ">Error against time<", ">Potential energy<")
        .contains("The rows: 7 trajectories, held-out 20 % by hash of sim_id. Errors");
    Files.delete(model.resolve("metrics.jsonl"));
    assertThat(evaluate("data", "--overwrite").exitCode()).isZero();
    assertThat(out.resolve("training.png")).doesNotExist();
    assertThat(Files.readString(out.resolve("report.html"))).doesNotContain("<h2>Training");
    Files.writeString(model.resolve("metrics.jsonl"), "{\"step\":");
    Cli torn = evaluate("data", "--overwrite");
    assertThat(torn.exitCode()).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(torn.err()).singleElement().asString().contains("metrics.jsonl: line 1");
  }

  @Test
  void earlierScoresAreReplacedOnlyIfAsked() throws IOException {
    simulateAndTrain("data");
    assertThat(evaluate("data").exitCode()).isZero();
    byte[] first = Files.readAllBytes(dir.resolve("out").resolve("scores.json"));
    Cli again = evaluate("data");
    assertThat(again.exitCode()).isEqualTo(ExitCodes.OUTPUT_EXISTS);
    assertThat(again.err()).singleElement().asString().contains("holds scores", "--overwrite");
    assertThat(evaluate("data", "--overwrite").exitCode()).isZero();
    assertThat(dir.resolve("out").resolve("scores.json")).hasBinaryContent(first);
  }

  @Test
  void othersFilesAreLeftAlone() throws IOException {
    simulateAndTrain("data");
    Files.createDirectory(dir.resolve("out"));
    Files.writeString(dir.resolve("out").resolve("thesis.tex"), "years of work");
    Cli run = evaluate("data", "--overwrite");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.OUTPUT_EXISTS);
    assertThat(run.err()).singleElement().asString().contains("holds no scores");
  }

  @Test
  void rowsThatMayHaveBeenTrainedOnAreNotScoredBesideThem() throws IOException {
    simulateAndTrain("data");
    few.samples = 60; // the same trajectories, and more
    simulate("chaotic");
    assertThat(evaluate("data").exitCode()).isZero();
    assertThat(scores().get("selections").findValuesAsText("selection"))
        .containsExactly("held-out 20 % by hash of sim_id", "held-out 20 % by hash of sim_id");
  }

  @Test
  void chaoticRowsThatDoNotFitAreLeftOutUnlessTheyAreAskedFor() throws IOException {
    simulateAndTrain("data");
    few.parameters.put("g", 1.62);
    simulate("chaotic");
    assertThat(evaluate("data").exitCode()).isZero();
    assertThat(scores().get("selections")).hasSize(1);
    Cli loud = Cli.run(command("data", "--overwrite").toArray(String[]::new));
    assertThat(loud.err().toString()).contains("the chaotic rows beside the data set are not sco");
  }

  @Test
  void solverAndShareAreTheTrainingsUnlessTheirKeysAreSet() throws IOException {
    Dataset data = simulate("data");
    few.method = "dopri5";
    few.tolerance = 1e-7;
    writeModel(pendulum(), trainedOn(data));
    assertThat(evaluate("data").exitCode()).isZero();
    assertThat(scores().at("/solver/solver.method").asText()).isEqualTo("dopri5");
    assertThat(scores().at("/solver/solver.rtol").asDouble()).isEqualTo(1e-7);
    Cli run =
        Cli.run(
            command(
                    "data",
                    "--overwrite",
                    "--set",
                    "solver.rtol=1e-6",
                    "--set",
                    "train.hold-out=0.5")
                .toArray(String[]::new));
    assertThat(run.exitCode()).isZero();
    assertThat(scores().at("/solver/solver.method").asText()).isEqualTo("tsit5");
    assertThat(scores().at("/solver/solver.rtol").asDouble()).isEqualTo(1e-6);
    assertThat(run.err())
        .contains(
            "note: solver.method = tsit5, the model was trained with dopri5",
            "note: solver.rtol = 1.0E-6, the model was trained with 1.0E-7",
            "note: train.hold-out = 0.5, the model was trained with 0.2, so rows that it was"
                + " trained on are scored, too");
    String reason = "50 % by hash of sim_id, some of them trained on: 20 % were held out";
    assertThat(run.out().get(0)).endsWith(" trajectories, " + reason);
    assertThat(scores().get("selections").findValuesAsText("selection")).containsExactly(reason);
  }

  @Test
  void aTrainingThatDoesNotSayWhatItSawIsRefused() throws IOException {
    Map<String, Object> config = trainedOn(simulate("data"));
    config.remove(TrainedModel.TRAINED_ROWS);
    writeModel(pendulum(), config);
    assertRefused(evaluate("data"), "training.json: data.trained-rows = unset", "train it again");
    config.put(TrainedModel.TRAINED_ROWS, List.of(Map.of("hold_out", 3)));
    writeModel(pendulum(), config);
    assertRefused(evaluate("data"), "training.json: data.trained-rows = [{\"hold_out\":3}]");
    config.remove("solver.method");
    writeModel(pendulum(), config);
    assertRefused(evaluate("data"), "training.json: solver.method = unset");
  }

  @Test
  void aModelOfAnotherSystemIsRefused() throws IOException {
    Safetensors good = Safetensors.parse(pendulum(), "m");
    Map<String, String> texts = new TreeMap<>(good.metadata());
    texts.put("system", "kepler");
    writeModel(Safetensors.of(texts, good.tensors()).toBytes(), trainedOn(simulate("data")));
    assertRefused(evaluate("data"), "model.safetensors: ", "kepler", "double-pendulum");
  }

  private void assertRefused(Cli run, String... parts) {
    assertThat(run.exitCode()).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(run.err()).singleElement().asString().contains(parts);
    assertThat(dir.resolve("out")).doesNotExist();
  }

  @Test
  void dataSetsWithNothingToScoreAreRefused() throws IOException {
    simulateAndTrain("data");
    FilterSide.write(dir.resolve("data"), dir.resolve("nonchaotic"), false, FilterSide.NO_ANGLE);
    assertRefused(evaluate("nonchaotic"), "nonchaotic = 0 rows: expected at least one wanted row");
    few.seed = 7;
    few.maxSteps = 1;
    simulate("failed");
    assertRefused(
        evaluate("failed"),
        "failed = 30 rows, 30 of them wanted (all, since the model was trained on another ensemble,"
            + " other physics or the other side of a filter), all of which failed: expected at"
            + " least one wanted row");
    assertRefused(
        evaluate("data", "--chaotic", dir.resolve("failed").toString()), "all of which failed");
  }

  @Test
  void aSiblingWithNothingToScoreIsLeftOut() throws IOException {
    simulateAndTrain("data");
    FilterSide.write(dir.resolve("data"), dir.resolve("chaotic"), true, FilterSide.ANY_ANGLE);
    Cli run = Cli.run(command("data").toArray(String[]::new));
    assertThat(run.exitCode()).as("%s", run.err()).isZero();
    assertThat(run.err())
        .anyMatch(line -> line.matches("note: the chaotic rows .*chaotic = 0 rows: expected .*"));
    assertThat(scores().get("selections")).hasSize(1);
  }

  @Test
  void badInputIsNamed() throws IOException {
    few.content = SaveContent.SUMMARY;
    simulateAndTrain("summary");
    few.content = SaveContent.TRAJECTORY;
    assertRefused(evaluate("summary"), "summary", "save.content = trajectory");
    simulateAndTrain("data");
    assertRefused(
        evaluate("data", "--set", "train.hold-out=0"),
        "data = 30 rows, none of them wanted (held-out 0 % by hash of sim_id)");
    assertRefused(
        evaluate("data", "--set", "train.hold-out=2"),
        "train.hold-out = 2 (--set)",
        "a number from 0 to 1");
    for (String option : List.of("--g", "--l")) {
      for (String value : List.of("-1.0", "0.0", "NaN", "Infinity")) {
        Cli run = evaluate("data", option, value);
        assertRefused(run, option + " = " + value + ": expected a positive finite number");
        assertThat(run.out()).as("nothing was read").isEmpty();
      }
    }
    few.parameters.put("g", 1.62);
    simulate("moon");
    assertRefused(
        evaluate("data", "--chaotic", dir.resolve("moon").toString()), "--chaotic", "1.62", "9.8");
    assertRefused(
        evaluate("data", "--chaotic", dir.resolve("data").toString()), "another data set");
    few.parameters.put("l2", 0.5);
    simulate("unequal");
    Cli unequal = evaluate("unequal");
    assertRefused(unequal, "system.l2 = 0.5", "1.0", "model.form = free");
    assertThat(unequal.out()).as("nothing was read").isEmpty();
    Path training = model.resolve("training.json");
    String whole = Files.readString(training);
    Files.writeString(training, whole.replace("0.2", "0.9"));
    assertRefused(evaluate("data"), "training.json = changed since it was written");
    Files.writeString(training, whole.replace("config_sha256", "configuration"));
    assertRefused(evaluate("data"), "training.json = unreadable");
    Files.writeString(training, whole);
    Path file = model.resolve("model.safetensors");
    Files.write(file, new byte[] {1, 2, 3});
    assertRefused(evaluate("data"), "model.safetensors", "3 bytes");
    byte[] good = pendulum();
    Files.write(file, Arrays.copyOf(good, good.length - 8));
    assertRefused(evaluate("data"), "model.safetensors", "bytes");
    good[good.length - 3] ^= 1;
    Files.write(file, good);
    assertRefused(evaluate("data"), "model.safetensors", "SHA-256");
    Files.delete(file);
    assertRefused(evaluate("data"), "model = " + model, "model.safetensors, which is missing");
  }
}

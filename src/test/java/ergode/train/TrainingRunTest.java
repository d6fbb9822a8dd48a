package ergode.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ergode.data.InvalidInputException;
import ergode.data.Json;
import ergode.data.OutputExistsException;
import ergode.data.OutputPlan;
import ergode.data.Storage;
import ergode.data.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingRunTest {
  private static final Storage STORAGE = new Storage(Map.of());

  @TempDir Path parent;
  private Path model;
  private final TrainingFolder folder = new TrainingFolder(STORAGE);

  @BeforeEach
  void place() {
    model = parent.resolve("model");
  }

  private TrainingManifest train(WriteMode mode) throws IOException {
    return folder.train(model.toString(), mode).orElseThrow();
  }

  /** Training that ends after some steps, as if the machine had. */
  private void trainUntil(int step) {
    folder.progress =
        (metrics, state) -> {
          if (metrics.step() == step) {
            throw new IOException("the end");
          }
        };
    assertThatThrownBy(() -> train(WriteMode.CREATE)).hasMessage("the end");
    folder.progress = (metrics, state) -> {};
  }

  private static List<String> tree(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> directory.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void leavesAModelWithItsHistory() throws IOException {
    List<StepMetrics> told = new ArrayList<>();
    folder.progress = (metrics, state) -> told.add(metrics);
    TrainingManifest manifest = train(WriteMode.CREATE);
    int steps = manifest.steps();
    assertThat(tree(model))
        .contains(
            "_run.json",
            "best.safetensors",
            "checkpoints/step-%06d/state.json".formatted(steps),
            "checkpoints/step-%06d/state.safetensors".formatted(steps),
            "metrics.jsonl",
            "model.safetensors",
            "training.json")
        .noneMatch(name -> name.startsWith("_training"));
    assertThat(Files.readString(model.resolve("training.json"))).isEqualTo(Json.pretty(manifest));
    assertThat(manifest.config()).isEqualTo(folder.plan().config());
    assertThat(manifest.modelSha256())
        .isEqualTo(Storage.sha256(Files.readAllBytes(model.resolve("model.safetensors"))));
    assertThat(manifest.bestSha256())
        .isEqualTo(Storage.sha256(Files.readAllBytes(model.resolve("best.safetensors"))));
    List<StepMetrics> logged = new ArrayList<>();
    for (String line : Files.readAllLines(model.resolve("metrics.jsonl"))) {
      logged.add(Json.parse(line.getBytes(UTF_8), StepMetrics.class));
    }
    assertThat(logged).hasSize(steps).isEqualTo(told);
  }

  @Test
  void theModelIsTheLastStateAndBestIsTheBest() throws IOException {
    folder.recipe = LineFit.recipe(true, Method.ADAM, Method.ADAM);
    Trainer trainer = new Trainer(folder.objective, folder.recipe);
    Map<Integer, double[]> parameters = new HashMap<>();
    Map<Integer, Double> smoothed = new HashMap<>();
    TrainingState state = TrainingState.initial(folder.recipe, new double[2]);
    trainer.run(
        state,
        (metrics, after) -> {
          parameters.put(metrics.step(), after.parameters().clone());
          smoothed.put(metrics.step(), after.smoothedLoss());
        });
    TrainingManifest manifest = train(WriteMode.CREATE);
    assertThat(manifest.steps()).isEqualTo(11);
    assertThat(Files.readAllBytes(model.resolve("model.safetensors")))
        .isEqualTo(TrainingFolder.model(parameters.get(11)));
    // checkpoints of the longer stage were written after steps 8 and 11
    int best = smoothed.get(8) <= smoothed.get(11) ? 8 : 11;
    assertThat(manifest.bestStep()).isEqualTo(best);
    assertThat(manifest.bestSmoothedLoss()).isEqualTo(smoothed.get(best));
    assertThat(Files.readAllBytes(model.resolve("best.safetensors")))
        .isEqualTo(TrainingFolder.model(parameters.get(best)));
  }

  @Test
  void keepsTheLastCheckpointsAndTheBest() throws IOException {
    folder.policy = new CheckpointPolicy(1, 2);
    // rates so high that the loss grows, so that the first is the best
    folder.recipe =
        new Recipe(
            Recipe.stages(List.of(Method.ADAM), List.of(9), List.of(1.0)),
            new Rates(Rates.Kind.CONSTANT, List.of(100.0), 0.0, 0),
            12,
            1,
            true,
            AdamSettings.DEFAULT,
            3);
    TrainingManifest manifest = train(WriteMode.CREATE);
    assertThat(manifest.bestStep()).isEqualTo(1);
    assertThat(model.resolve("checkpoints").toFile().list())
        .containsExactlyInAnyOrder("step-000001", "step-000008", "step-000009");
  }

  @ParameterizedTest
  @CsvSource({"1", "3", "4", "5", "6", "7", "12"})
  void aResumedRunEndsLikeOneThatWasNot(int step) throws IOException {
    Path undisturbed = parent.resolve("undisturbed");
    folder.train(undisturbed.toString(), WriteMode.CREATE);
    trainUntil(step);
    List<Integer> taken = new ArrayList<>();
    folder.progress = (metrics, state) -> taken.add(metrics.step());
    train(WriteMode.RESUME);
    assertThat(TrainingFolder.files(model)).isEqualTo(TrainingFolder.files(undisturbed));
    int checkpoint =
        List.of(0, 4, 6, 8, 11).stream().filter(s -> s < step).max(Integer::compare).orElseThrow();
    assertThat(taken.get(0)).isEqualTo(checkpoint + 1);
  }

  @Test
  void whatIsThereIsNotTouched() throws IOException {
    train(WriteMode.CREATE);
    Map<String, String> before = TrainingFolder.files(model);
    assertThatThrownBy(() -> train(WriteMode.CREATE))
        .isInstanceOf(OutputExistsException.class)
        .hasMessage(
            model
                + " holds a model: give another directory as --out, or --overwrite to replace it");
    assertThat(folder.train(model.toString(), WriteMode.RESUME)).isEmpty();
    folder.recipe = LineFit.recipe(false, Method.ADAM, Method.ADAM, Method.LBFGS);
    assertThatThrownBy(() -> train(WriteMode.RESUME))
        .isInstanceOf(OutputExistsException.class)
        .hasMessageContaining("differs in train.reset-state (true there, false here)");
    assertThat(TrainingFolder.files(model)).isEqualTo(before);
  }

  @Test
  void anUnfinishedModelSaysHowToGoOn() throws IOException {
    trainUntil(7);
    assertThatThrownBy(() -> train(WriteMode.CREATE))
        .isInstanceOf(OutputExistsException.class)
        .hasMessage(
            model
                + " holds an unfinished model: add --resume to complete it, or --overwrite to start"
                + " again");
    folder.recipe = LineFit.recipe(false, Method.ADAM, Method.ADAM, Method.LBFGS);
    assertThatThrownBy(() -> train(WriteMode.RESUME))
        .isInstanceOf(OutputExistsException.class)
        .hasMessageContaining("differs in train.reset-state (true there, false here)");
  }

  @Test
  void overwriteReplacesAModelAndNothingElse() throws IOException {
    train(WriteMode.CREATE);
    folder.recipe = LineFit.recipe(false, Method.ADAM, Method.ADAM);
    train(WriteMode.OVERWRITE);
    Path fresh = parent.resolve("fresh");
    folder.train(fresh.toString(), WriteMode.CREATE);
    assertThat(TrainingFolder.files(model)).isEqualTo(TrainingFolder.files(fresh));
    Path photo = Files.writeString(model.resolve("checkpoints/photo.jpg"), "me");
    assertThatThrownBy(() -> train(WriteMode.OVERWRITE))
        .isInstanceOf(OutputExistsException.class)
        .hasMessageContaining("holds checkpoints/photo.jpg, which ergode did not write");
    assertThat(photo).exists();
    Path home = Files.createDirectory(parent.resolve("home"));
    Files.writeString(home.resolve("thesis.tex"), "words");
    assertThatThrownBy(() -> folder.train(home.toString(), WriteMode.OVERWRITE))
        .isInstanceOf(OutputExistsException.class)
        .hasMessageContaining("is not empty and holds no ergode model (it holds thesis.tex)");
  }

  @Test
  void aDamagedStateIsRefusedByName() throws IOException {
    trainUntil(7);
    Path state = model.resolve("checkpoints/step-000006/state.safetensors");
    byte[] bytes = Files.readAllBytes(state);
    bytes[bytes.length - 3] ^= 1;
    Files.write(state, bytes);
    assertThatThrownBy(() -> train(WriteMode.RESUME))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(state + " = changed since it was written (SHA-256 ")
        .hasMessageContaining("remove file:" + state.getParent() + " to go on without it");
    for (String file : List.of("state.safetensors", "state.json")) {
      Files.delete(state.resolveSibling(file));
    }
    Files.delete(state.getParent());
    Path undisturbed = parent.resolve("undisturbed");
    folder.train(undisturbed.toString(), WriteMode.CREATE);
    train(WriteMode.RESUME);
    assertThat(TrainingFolder.files(model)).isEqualTo(TrainingFolder.files(undisturbed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | unreadable",
        "no JSON | unreadable",
        "{\"format\":\"other\",\"counts\":{\"step\":6},\"config\":{},\"versions\":{},"
            + "\"config_sha256\":\"a\",\"state_sha256\":\"b\"} | other 0 of step 6"
      })
  void aRecordThatIsNoneIsRefusedByName(String content, String message) throws IOException {
    trainUntil(7);
    Path record = model.resolve("checkpoints/step-000006/state.json");
    Files.writeString(record, content);
    assertThatThrownBy(() -> train(WriteMode.RESUME))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(record + " = ")
        .hasMessageContaining(message);
  }

  @Test
  void aCheckpointOfAnotherTrainingIsRefused() throws IOException {
    trainUntil(7);
    Path other = parent.resolve("other");
    folder.recipe = LineFit.recipe(false, Method.ADAM, Method.ADAM, Method.LBFGS);
    folder.policy = new CheckpointPolicy(4, 10);
    folder.train(other.toString(), WriteMode.CREATE);
    Files.copy(
        other.resolve("checkpoints/step-000011/state.json"),
        model.resolve("checkpoints/step-000006/state.json"),
        REPLACE_EXISTING);
    folder.recipe = LineFit.recipe();
    assertThatThrownBy(() -> train(WriteMode.RESUME)).hasMessageContaining("of step 11");
    Path record = model.resolve("checkpoints/step-000006/state.json");
    Files.writeString(record, Files.readString(record).replace("\"step\" : 11", "\"step\" : 6"));
    assertThatThrownBy(() -> train(WriteMode.RESUME))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "step-000006 = of another training, which differs in train.reset-state")
        .hasMessageContaining("(false there, true here)");
  }

  @Test
  void aFolderWithoutRecordIsNoCheckpoint() throws IOException {
    trainUntil(7);
    Files.delete(model.resolve("checkpoints/step-000006/state.json"));
    train(WriteMode.RESUME);
    Path undisturbed = parent.resolve("undisturbed");
    folder.train(undisturbed.toString(), WriteMode.CREATE);
    assertThat(TrainingFolder.files(model)).isEqualTo(TrainingFolder.files(undisturbed));
  }

  @Test
  void metricsThatHaveGoneAreNotMadeUp() throws IOException {
    trainUntil(7);
    Path metrics = model.resolve("metrics.jsonl");
    List<String> lines = Files.readAllLines(metrics);
    Files.write(metrics, lines.subList(0, 5));
    assertThatThrownBy(() -> train(WriteMode.RESUME))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("metrics.jsonl = 5 lines: expected one for each of the 6 steps");
    Files.delete(metrics);
    assertThatThrownBy(() -> train(WriteMode.RESUME))
        .hasMessageContaining("metrics.jsonl = 0 lines");
  }

  @Test
  void aRunThatIsTakenOverEndsWithoutTouchingAnything() throws IOException {
    folder.progress =
        (metrics, state) -> {
          if (metrics.step() == 7) {
            folder.progress = (m, s) -> {};
            train(WriteMode.RESUME);
          }
        };
    assertThatThrownBy(() -> train(WriteMode.CREATE))
        .isInstanceOf(OutputExistsException.class)
        .hasMessageContaining("was taken over by another run and completed");
    Path undisturbed = parent.resolve("undisturbed");
    folder.train(undisturbed.toString(), WriteMode.CREATE);
    assertThat(TrainingFolder.files(model)).isEqualTo(TrainingFolder.files(undisturbed));
  }

  @Test
  void aTrainingThatDivergesLeavesItsMetrics() throws IOException {
    for (int i = 0; i < 12; i++) {
      folder.objective.poisoned.add(i);
    }
    assertThatThrownBy(() -> train(WriteMode.CREATE)).isInstanceOf(DivergedException.class);
    assertThat(Files.readAllLines(model.resolve("metrics.jsonl")))
        .hasSize(3)
        .allMatch(line -> line.contains("\"loss\":\"NaN\"") && line.contains("\"skipped\":true"));
    assertThat(model.resolve("training.json")).doesNotExist();
  }

  @Test
  void refusesPoliciesThatKeepNothing() {
    assertThatThrownBy(() -> new CheckpointPolicy(0, 1))
        .hasMessage("train.checkpoint.every = 0: expected at least 1");
    assertThatThrownBy(() -> new CheckpointPolicy(1, 0))
        .hasMessage("train.checkpoint.keep = 0: expected at least 1");
  }

  @Test
  void checkWritesNothing() {
    OutputPlan plan = folder.plan();
    TrainingRun.check(STORAGE, model.toString(), plan, WriteMode.CREATE);
    assertThat(model).doesNotExist();
  }
}

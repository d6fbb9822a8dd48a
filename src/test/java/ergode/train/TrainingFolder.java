package ergode.train;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ergode.data.OutputPlan;
import ergode.data.Storage;
import ergode.data.WriteMode;
import ergode.network.Safetensors;
import ergode.network.TensorValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Trains a {@link LineFit} into a folder. */
final class TrainingFolder {
  static final CheckpointPolicy POLICY = new CheckpointPolicy(4, 2);

  private final Storage storage;
  LineFit objective = new LineFit(12);
  Recipe recipe = LineFit.recipe();
  CheckpointPolicy policy = POLICY;
  TrainingListener progress = (metrics, state) -> {};

  TrainingFolder(Storage storage) {
    this.storage = storage;
  }

  OutputPlan plan() {
    return OutputPlan.of(recipe.canonical(), Map.of("ergode", "test"));
  }

  static byte[] model(double[] parameters) {
    return Safetensors.of(Map.of(), List.of(new TensorValues.Doubles("p", parameters))).toBytes();
  }

  Optional<TrainingManifest> train(String location, WriteMode mode) throws IOException {
    Optional<TrainingRun> claimed = TrainingRun.claim(storage, location, plan(), mode);
    if (claimed.isEmpty()) {
      return Optional.empty();
    }
    try (TrainingRun run = claimed.get()) {
      return Optional.of(
          run.train(
              new Trainer(objective, recipe),
              new double[2],
              policy,
              TrainingFolder::model,
              () -> Map.of("made_by", "a test"),
              progress));
    }
  }

  /** Text of every file by relative path, with the seconds of the metrics left out. */
  static Map<String, String> files(Path directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        // one character for each byte
        String text = Files.readString(file, ISO_8859_1);
        files.put(
            directory.relativize(file).toString(),
            text.replaceAll("\"seconds\":[-0-9.E]+", "\"seconds\":0"));
      }
    }
    return files;
  }
}

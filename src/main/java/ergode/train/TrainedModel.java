package ergode.train;

import ergode.data.Dataset;
import ergode.data.InvalidInputException;
import ergode.data.Json;
import ergode.data.Manifest;
import ergode.data.SolverConfig;
import ergode.data.Storage;
import ergode.network.InvalidTensorsException;
import ergode.network.Model;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * A finished training: its directory, a model of it, and how it was made.
 *
 * @param sha256 of the model's file
 * @param manifest {@code training.json}
 */
public record TrainedModel(Path directory, Model model, String sha256, TrainingManifest manifest) {

  /** Key of {@code training.json}: a list of {@link TrainedRows}. */
  public static final String TRAINED_ROWS = "data.trained-rows";

  /**
   * Opens a model.
   *
   * @param location of its directory, for the model at the end of the training; or of {@code
   *     model.safetensors} or {@code best.safetensors} in it
   * @throws InvalidInputException if the directory holds none, or an unfinished or unreadable one
   * @throws InvalidTensorsException if the file of its parameters is damaged
   */
  public static TrainedModel open(Storage storage, String location) throws IOException {
    Path path = storage.path(location);
    boolean isFile = isFile(path);
    Path directory = directory(storage, location);
    Path file = manifestFile(directory);
    if (!storage.isFile(file)) {
      throw new InvalidInputException("model", location, expected(storage, directory));
    }
    TrainingManifest manifest = parse(file, storage.read(file));
    Path tensors = isFile ? path : new Path(directory, TrainingRun.MODEL);
    if (!storage.isFile(tensors)) {
      throw new InvalidInputException(
          "model", location, "a directory with a " + tensors.getName() + ", which is missing");
    }
    byte[] content = storage.read(tensors);
    Model model = Model.parse(content, tensors.toString());
    String sha256 = Storage.sha256(content);
    boolean isBest = tensors.getName().equals(TrainingRun.BEST);
    String expected = isBest ? manifest.bestSha256() : manifest.modelSha256();
    if (!sha256.equals(expected)) {
      throw new InvalidTensorsException(
          tensors.toString(),
          "SHA-256 = %s: expected %s, as %s says"
              .formatted(sha256, expected, TrainingRun.MANIFEST));
    }
    return new TrainedModel(directory, model, sha256, manifest);
  }

  /** The directory of a model, which is what such a location names or is a file in. */
  public static Path directory(Storage storage, String location) {
    Path path = storage.path(location);
    return isFile(path) ? path.getParent() : path;
  }

  private static boolean isFile(Path path) {
    return path.getName().equals(TrainingRun.BEST) || path.getName().equals(TrainingRun.MODEL);
  }

  /**
   * How it was solved in training.
   *
   * @throws InvalidInputException that names {@code training.json} and the key in it that will not
   *     do
   */
  public SolverConfig solver() {
    try {
      return SolverConfig.of(manifest.config());
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          manifestFile(directory) + ": " + e.culprit(), e.value(), e.accepted());
    }
  }

  /**
   * What its training has seen, and that of the model that it was started from.
   *
   * @throws InvalidInputException if {@code training.json} does not say
   */
  public List<TrainedRows> trainedRows() {
    Object rows = manifest.config().get(TRAINED_ROWS);
    try {
      List<TrainedRows> all =
          List.of(
              Json.parse(
                  Json.compact(rows == null ? List.of() : rows).getBytes(StandardCharsets.UTF_8),
                  TrainedRows[].class));
      if (!all.isEmpty()) {
        return all;
      }
    } catch (IOException e) {
      // refused below
    }
    throw new InvalidInputException(
        manifestFile(directory) + ": " + TRAINED_ROWS,
        rows == null ? "unset" : Json.compact(rows),
        "the rows that the model was trained on; train it again");
  }

  private static Path manifestFile(Path directory) {
    return new Path(directory, TrainingRun.MANIFEST);
  }

  private static TrainingManifest parse(Path file, byte[] content) {
    try {
      TrainingManifest manifest = Json.parse(content, TrainingManifest.class);
      if (!TrainingManifest.FORMAT.equals(manifest.format())
          || manifest.formatVersion() != TrainingManifest.FORMAT_VERSION) {
        throw new InvalidInputException(
            file.toString(),
            manifest.format() + " " + manifest.formatVersion(),
            TrainingManifest.FORMAT + " " + TrainingManifest.FORMAT_VERSION);
      }
      if (!Manifest.hash(manifest.config()).equals(manifest.configSha256())) {
        throw new InvalidInputException(
            file.toString(),
            "changed since it was written",
            "the configuration that its config_sha256 is of");
      }
      return manifest;
    } catch (IOException e) {
      throw new InvalidInputException(file.toString(), "unreadable", "the JSON that ergode wrote");
    }
  }

  private static String expected(Storage storage, Path directory) throws IOException {
    if (storage.exists(new Path(directory, TrainingRun.WORK))) {
      return "a finished model; this one was interrupted, ergode train --resume completes it";
    }
    String manifest = "a directory with a " + TrainingRun.MANIFEST;
    return storage.isFile(new Path(directory, Dataset.MANIFEST))
        ? manifest + "; this is a data set"
        : manifest;
  }
}

package ergode.train;

import ergode.data.OutputPlan;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * {@code training.json}: how a finished model was made, written last. It depends on the
 * configuration and the versions alone.
 *
 * @param config the keys that decide the result
 * @param configSha256 their hash
 * @param steps taken, with those that were skipped
 * @param skipped steps whose loss or gradient was not finite
 * @param smoothedLoss median of the last losses
 * @param bestStep steps before the checkpoint that {@code best.safetensors} is of
 * @param bestSmoothedLoss the median of the losses before it
 * @param modelSha256 of {@code model.safetensors}
 * @param bestSha256 of {@code best.safetensors}
 */
public record TrainingManifest(
    String format,
    int formatVersion,
    Map<String, Object> config,
    String configSha256,
    Map<String, String> versions,
    int steps,
    int skipped,
    double smoothedLoss,
    int bestStep,
    double bestSmoothedLoss,
    String modelSha256,
    String bestSha256) {
  public static final String FORMAT = "ergode-training";
  public static final int FORMAT_VERSION = 1;

  public TrainingManifest {
    config = new TreeMap<>(Objects.requireNonNull(config, "config"));
    versions = new TreeMap<>(Objects.requireNonNull(versions, "versions"));
    Objects.requireNonNull(configSha256, "config_sha256");
    Objects.requireNonNull(modelSha256, "model_sha256");
    Objects.requireNonNull(bestSha256, "best_sha256");
  }

  static TrainingManifest of(
      OutputPlan plan,
      TrainingState state,
      CheckpointRecord best,
      String modelSha256,
      String bestSha256) {
    return new TrainingManifest(
        FORMAT,
        FORMAT_VERSION,
        plan.config(),
        plan.configSha256(),
        plan.versions(),
        state.counts().step(),
        state.counts().skipped(),
        state.smoothedLoss(),
        best.step(),
        best.smoothedLoss(),
        modelSha256,
        bestSha256);
  }
}

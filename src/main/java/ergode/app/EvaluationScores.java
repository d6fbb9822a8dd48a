package ergode.app;

import ergode.train.ModelScores;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code scores.json}: it depends on the model, the data set and the versions alone.
 *
 * @param modelSha256 of {@code model.safetensors}
 * @param dataConfigSha256 identity of the data set
 * @param trainedAt physical constants that the model was trained at
 * @param solver of the model and of the true equations beside it, by key
 * @param selections which rows were scored
 * @param truthTolerance of the solution that counts as true
 * @param scores by rows and physical parameters
 */
record EvaluationScores(
    String format,
    int formatVersion,
    Map<String, String> versions,
    String modelSha256,
    String dataConfigSha256,
    Map<String, Double> trainedAt,
    Map<String, Object> solver,
    List<Selection> selections,
    double truthTolerance,
    List<ModelScores> scores) {
  static final String FILE = "scores.json";
  static final String FORMAT = "ergode-scores";
  static final int FORMAT_VERSION = 1;

  /**
   * Which rows of a data set were scored.
   *
   * @param rows what they are called: "nonchaotic"
   * @param selection which, and why
   * @param failed rows that were left out because their run failed
   */
  record Selection(String rows, String selection, int failed) {}

  EvaluationScores {
    versions = new TreeMap<>(versions);
    trainedAt = new TreeMap<>(trainedAt);
    solver = new TreeMap<>(solver);
    selections = List.copyOf(selections);
    scores = List.copyOf(scores);
  }
}

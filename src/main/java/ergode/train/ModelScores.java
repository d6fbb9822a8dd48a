package ergode.train;

import java.util.Map;
import java.util.TreeMap;

/**
 * A model's scores on some trajectories beside those of the true equations of motion, both
 * integrated with the same solver settings: what the true equations score is the solver's part.
 *
 * @param rows which trajectories: "nonchaotic"
 * @param system physical parameters, by name; not always those that the model was trained at
 * @param trajectories how many
 * @param model the model's
 * @param exact those of the true equations of motion
 */
public record ModelScores(
    String rows,
    Map<String, Double> system,
    int trajectories,
    FieldScores model,
    FieldScores exact) {
  public ModelScores {
    system = new TreeMap<>(system);
  }
}

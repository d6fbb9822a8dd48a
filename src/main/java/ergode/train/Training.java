package ergode.train;

import ergode.data.InvalidInputException;
import ergode.data.Names;
import ergode.network.Architecture;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that decides a model, but for the data and the solver.
 *
 * @param seed of the first parameters
 * @param pretrainingStates at which pre-training regresses the equation of motion
 * @param holdOut what is kept from training
 */
public record Training(
    Architecture architecture,
    long seed,
    LossTerms terms,
    Recipe recipe,
    int pretrainingStates,
    HoldOut holdOut) {

  public Training {
    if (pretrainingStates < 1) {
      throw new InvalidInputException(
          "pretrain.states", Integer.toString(pretrainingStates), "at least 1");
    }
    if (terms.motion() == MotionTarget.OFF
        && recipe.stages().stream().anyMatch(Stage::isPretraining)) {
      throw new InvalidInputException(
          "loss.equation-of-motion", "off", "oracle or data, because of pretrain.methods");
    }
  }

  /** The keys that decide the result, with their values. */
  public Map<String, Object> canonical() {
    Map<String, Object> keys = new TreeMap<>(recipe.canonical());
    architecture.keys().forEach((key, value) -> keys.put("model." + key, value));
    keys.remove("model.system"); // stands with the physical parameters
    keys.put("model.seed", seed);
    keys.put("loss.trajectory", terms.trajectory());
    keys.put("loss.equation-of-motion", Names.of(terms.motion()));
    keys.put("train.hold-out", holdOut.share());
    if (recipe.stages().stream().anyMatch(Stage::isPretraining)) {
      keys.put("pretrain.states", pretrainingStates);
    }
    return keys;
  }
}

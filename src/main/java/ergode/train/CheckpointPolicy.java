package ergode.train;

import ergode.data.InvalidInputException;

/**
 * When the state is written; it is also at the end of each stage.
 *
 * @param every steps between two checkpoints
 * @param keep how many of the last ones are kept, beside the best
 */
public record CheckpointPolicy(int every, int keep) {
  public CheckpointPolicy {
    require("train.checkpoint.every", every);
    require("train.checkpoint.keep", keep);
  }

  private static void require(String key, int value) {
    if (value < 1) {
      throw new InvalidInputException(key, Integer.toString(value), "at least 1");
    }
  }

  /** Nothing goes on from a state that has diverged, least of all to be a finished model. */
  boolean isDue(TrainingState state) {
    return !state.isDiverged() && (state.counts().step() % every == 0 || state.isStageDone());
  }
}

package ergode.train;

import ergode.data.InvalidInputException;
import ergode.math.Philox4x64;

/**
 * Which trajectories are kept from training, to be scored on. It is a pure function of {@code
 * sim_id}, so that it is the same for every split, order and part of an ensemble; a larger share
 * holds out what a smaller one does, and more.
 *
 * <p>A trajectory is held out if word 0 of the {@link Philox4x64} block with key {@code (0,
 * HOLD_OUT)} and counter {@code (sim_id, 0, 0, 0)} is, as a fraction, less than the share.
 *
 * @param share of all trajectories, from 0 to 1; of few the share differs
 */
public record HoldOut(double share) {
  public static final HoldOut DEFAULT = new HoldOut(0.2);

  /** Key word that keeps these numbers apart from others. */
  private static final long HOLD_OUT = 0x686f6c642d6f7574L;

  public HoldOut {
    if (!(share >= 0 && share <= 1)) {
      throw new InvalidInputException(
          "train.hold-out", Double.toString(share), "a number from 0 to 1");
    }
  }

  /** Whether a trajectory is kept from training. */
  public boolean holds(long simId) {
    long word = Philox4x64.block(0, HOLD_OUT, simId, 0, 0, 0)[0];
    return Philox4x64.toUnitInterval(word) < share;
  }
}

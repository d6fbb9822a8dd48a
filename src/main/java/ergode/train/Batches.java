package ergode.train;

import ergode.math.Philox4x64;
import java.util.HashMap;
import java.util.Map;

/**
 * Draws of some of the trajectories, without replacement within a draw. A draw is a pure function
 * of the seed and the step, so that a resumed run needs no state of a generator.
 *
 * <p>It is the beginning of a shuffle (Fisher and Yates). Its k-th exchange takes word {@code k mod
 * 4} of the {@link Philox4x64} block with key {@code (seed, BATCHES)} and counter {@code (step, k /
 * 4, 0, 0)}; each trajectory is as likely as any other up to {@code trajectories * 2^-53}.
 *
 * @param trajectories to draw from
 * @param size of a draw
 */
public record Batches(long seed, int trajectories, int size) {
  /** Key word that keeps these numbers apart from others of the same seed. */
  private static final long BATCHES = 0x62617463686573L;

  private static final int WORDS = 4;

  public Batches {
    if (size < 1 || size > trajectories) {
      throw new IllegalArgumentException(
          "a draw of %d from %d trajectories".formatted(size, trajectories));
    }
  }

  /** The numbers of the trajectories of a step, in the order of the draw. */
  public int[] at(long step) {
    int[] draw = new int[size];
    Map<Integer, Integer> exchanged = new HashMap<>();
    long[] words = {};
    for (int k = 0; k < size; k++) {
      if (k % WORDS == 0) {
        words = Philox4x64.block(seed, BATCHES, step, k / WORDS, 0, 0);
      }
      double unit = Philox4x64.toUnitInterval(words[k % WORDS]);
      int chosen = k + (int) (unit * (trajectories - k));
      draw[k] = exchanged.getOrDefault(chosen, chosen);
      exchanged.put(chosen, exchanged.getOrDefault(k, k));
    }
    return draw;
  }
}

package ergode.train;

import ergode.backend.LaneGroups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gradient shards that one thread computes side by side.
 *
 * @param shards their numbers, at most two
 * @param trajectories of the shards, one after the other
 */
record GradientBlock(int[] shards, int[] trajectories) {
  private static final int SHARDS = 2;

  /** Lanes of a block. */
  static final int LANES = SHARDS * LaneGroups.SIZE;

  /**
   * The blocks of a batch. Two shards in a block make better use of a processor than one, as long
   * as all threads have a block: the first shard then goes with the last, the second with the one
   * before that, so that blocks take about equal times.
   *
   * @param batch trajectories, those with most steps first
   */
  static List<GradientBlock> of(int[] batch, int threads) {
    int shards = LaneGroups.count(batch.length);
    List<GradientBlock> blocks = new ArrayList<>();
    if (shards < SHARDS * threads) {
      for (int shard = 0; shard < shards; shard++) {
        blocks.add(of(batch, new int[] {shard}));
      }
    } else {
      for (int first = 0, last = shards - 1; first <= last; first++, last--) {
        blocks.add(of(batch, first == last ? new int[] {first} : new int[] {first, last}));
      }
    }
    return blocks;
  }

  private static GradientBlock of(int[] batch, int[] shards) {
    return new GradientBlock(
        shards,
        Arrays.stream(shards)
            .flatMap(
                shard -> IntStream.range(0, LaneGroups.SIZE).map(i -> shard * LaneGroups.SIZE + i))
            .filter(i -> i < batch.length)
            .map(i -> batch[i])
            .toArray());
  }
}

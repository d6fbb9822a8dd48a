package ergode.data.design;

import ergode.data.InvalidInputException;
import ergode.math.Philox4x64;
import java.util.List;

/**
 * Low-discrepancy points of a box: the Sobol sequence with a digital shift that the seed chooses.
 *
 * <p>Trajectory i takes point i of the sequence. Every coordinate is XORed, as a 53-bit fraction,
 * with a random word of its own, which keeps the sequence's balance (each aligned block of 2^m
 * points is still a net) but makes every point uniform over the box and takes point 0 out of the
 * corner. The word of Sobol dimension k is the top 53 bits of word {@code k mod 4} of the {@link
 * Philox4x64} block with key {@code (seed, 0)} and counter {@code (0, k / 4, 1, 0)}; the 1 keeps it
 * apart from the draws of {@link UniformDesign}. Fixed ranges take no Sobol dimension. Any number
 * of samples is accepted; powers of two are balanced best.
 *
 * @param seed any value; read as an unsigned 64-bit key word
 * @param samples number of trajectories, 1 to 10^12
 * @param ranges one per component of the state, at most 16 of them not fixed
 */
public record SobolDesign(long seed, long samples, List<Range> ranges) implements Design {
  private static final int WORDS = 4;
  private static final int DISCARDED_BITS = Long.SIZE - SobolSequence.BITS;

  public SobolDesign {
    DesignChecks.requireSamples(samples);
    ranges = DesignChecks.requireRanges(ranges);
    long axes = ranges.stream().filter(range -> !range.isFixed()).count();
    if (axes > SobolSequence.MAX_DIMENSION) {
      throw new InvalidInputException(
          "ensemble.design",
          "sobol with " + axes + " ranges that are not a single value",
          "at most " + SobolSequence.MAX_DIMENSION + " of them");
    }
  }

  @Override
  public long size() {
    return samples;
  }

  @Override
  public int dimension() {
    return ranges.size();
  }

  @Override
  public void initialCondition(long simId, double[] state) {
    DesignChecks.requireTrajectory(simId, 0, samples, state, dimension());
    long[] shift = {};
    int axis = 0;
    for (int j = 0; j < state.length; j++) {
      Range range = ranges.get(j);
      if (range.isFixed()) {
        state[j] = range.low();
        continue;
      }
      if (axis % WORDS == 0) {
        shift = Philox4x64.block(seed, 0, 0, axis / WORDS, 1, 0);
      }
      long shifted =
          SobolSequence.coordinate(simId, axis) ^ (shift[axis % WORDS] >>> DISCARDED_BITS);
      state[j] = range.at(shifted * 0x1p-53);
      axis++;
    }
  }
}

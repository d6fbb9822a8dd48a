package ergode.data.design;

import ergode.math.Philox4x64;
import java.util.List;

/**
 * Independent uniform draws from a box.
 *
 * <p>Component j of trajectory i is {@code low_j + (high_j - low_j) * u}, where u in [0, 1) is the
 * top 53 bits, {@code (w >>> 11) * 2^-53}, of word {@code w = j mod 4} of the {@link Philox4x64}
 * block with key {@code (seed, 0)} and counter {@code (i, j / 4, 0, 0)}. A fixed range leaves its
 * word unused, so that fixing one component changes no other.
 *
 * @param seed any value; read as an unsigned 64-bit key word
 * @param samples number of trajectories, 1 to 10^12
 * @param ranges one per component of the state
 */
public record UniformDesign(long seed, long samples, List<Range> ranges) implements Design {
  private static final int WORDS = 4;

  public UniformDesign {
    DesignChecks.requireSamples(samples);
    ranges = DesignChecks.requireRanges(ranges);
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
    for (int start = 0; start < state.length; start += WORDS) {
      long[] words = Philox4x64.block(seed, 0, simId, start / WORDS, 0, 0);
      int end = Math.min(start + WORDS, state.length);
      for (int j = start; j < end; j++) {
        state[j] = ranges.get(j).at(Philox4x64.toUnitInterval(words[j - start]));
      }
    }
  }
}

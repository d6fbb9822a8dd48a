package ergode.data.design;

import ergode.data.InvalidInputException;
import java.util.List;

/**
 * Regular grid over a box, end points included: {@code samples = n^d} points, n >= 2 on each of the
 * d components whose range is not fixed.
 *
 * <p>Point k of an axis is {@code low + k * ((high - low) / (n - 1))}, the last exactly {@code
 * high}. The first component varies slowest (row-major; NumPy's {@code linspace} and {@code
 * meshgrid(indexing="ij")}). If every range is fixed, the grid is one point.
 *
 * @param samples number of trajectories, n^d, at most 10^12
 * @param ranges one per component of the state
 */
public record GridDesign(long samples, List<Range> ranges) implements Design {
  public GridDesign {
    ranges = DesignChecks.requireRanges(ranges);
    int axes = countAxes(ranges);
    if (!GridCounts.isAccepted(samples, axes)) {
      throw new InvalidInputException(
          "ensemble.samples", Long.toString(samples), GridCounts.accepted(samples, axes));
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

  /** Points along each component that is not fixed. */
  public long pointsPerAxis() {
    return GridCounts.root(samples, countAxes(ranges));
  }

  @Override
  public void initialCondition(long simId, double[] state) {
    DesignChecks.requireTrajectory(simId, 0, samples, state, dimension());
    long n = pointsPerAxis();
    long rest = simId;
    for (int j = state.length - 1; j >= 0; j--) {
      Range range = ranges.get(j);
      if (range.isFixed()) {
        state[j] = range.low();
      } else {
        state[j] = point(range, rest % n, n);
        rest /= n;
      }
    }
  }

  private static double point(Range range, long k, long n) {
    return k == n - 1 ? range.high() : range.low() + k * ((range.high() - range.low()) / (n - 1));
  }

  private static int countAxes(List<Range> ranges) {
    return (int) ranges.stream().filter(range -> !range.isFixed()).count();
  }
}

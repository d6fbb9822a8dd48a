package ergode.data.validation;

import ergode.data.InvalidInputException;
import ergode.math.Philox4x64;
import java.io.Serializable;
import java.util.stream.LongStream;

/**
 * Which rows stand for all: one drawn from each of {@code size} parts of equal length, so that a
 * sample as large as the number of files visits each file. The same rows whoever asks.
 *
 * @param rows of the whole data set
 * @param size rows in the sample, 0 to {@link #MOST}; all rows if there are no more
 * @param seed of the draws
 */
public record SamplePlan(long rows, long size, long seed) implements Serializable {
  /** Size of a sample that nobody chose. */
  public static final long USUAL = 48;

  static final long MOST = 1_000_000_000;

  public SamplePlan {
    if (size < 0 || size > MOST) {
      throw new InvalidInputException(
          "--sample", Long.toString(size), "a whole number from 0 to " + MOST);
    }
    size = Math.min(size, Math.max(0, rows));
  }

  /**
   * Positions of sampled rows, ascending.
   *
   * @param from first position, counting the rows of all files in order
   * @param to one more than the last
   */
  public long[] positions(long from, long to) {
    if (size == 0 || from >= to) {
      return new long[0];
    }
    long first = Math.max(0, (long) ((double) from / rows * size) - 2);
    return LongStream.range(first, size)
        .takeWhile(part -> start(part) < to)
        .map(this::position)
        .filter(position -> position >= from && position < to)
        .toArray();
  }

  private long position(long part) {
    long start = start(part);
    double u = Philox4x64.toUnitInterval(Philox4x64.block(seed, 0, part, 0, 0, 0)[0]);
    return start + (long) (u * (start(part + 1) - start));
  }

  private long start(long part) {
    return rows / size * part + rows % size * part / size;
  }
}

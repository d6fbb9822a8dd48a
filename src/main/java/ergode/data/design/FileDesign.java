package ergode.data.design;

import ergode.data.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Explicit initial conditions: every row of a file is a trajectory, its {@code simId} the 0-based
 * row. All rows are held in memory, 8 bytes per component; {@link #slice} copies a task's rows, so
 * that a task is not sent the whole file.
 */
public final class FileDesign implements Design {
  private static final long serialVersionUID = 1L;

  private static final int BLOCK_DOUBLES = 1024;

  private final int dimension;
  private final long size;
  private final long firstSimId;

  /** Row-major, starting at row firstSimId. */
  private final double[] values;

  /**
   * A design of {@code values.length / dimension} trajectories.
   *
   * @param dimension components per row
   * @param values finite, row-major; copied
   */
  public FileDesign(int dimension, double[] values) {
    if (dimension < 1 || values.length == 0 || values.length % dimension != 0) {
      throw new IllegalArgumentException(
          "got " + values.length + " values for rows of " + dimension + " components");
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new InvalidInputException(
            "row " + i / dimension + ", component " + i % dimension,
            Double.toString(values[i]),
            "a finite number");
      }
    }
    this.dimension = dimension;
    this.size = values.length / dimension;
    this.firstSimId = 0;
    this.values = values.clone();
  }

  private FileDesign(int dimension, long size, long firstSimId, double[] values) {
    this.dimension = dimension;
    this.size = size;
    this.firstSimId = firstSimId;
    this.values = values;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public void initialCondition(long simId, double[] state) {
    DesignChecks.requireTrajectory(simId, firstSimId, endSimId(), state, dimension);
    int start = Math.toIntExact((simId - firstSimId) * dimension);
    System.arraycopy(values, start, state, 0, dimension);
  }

  @Override
  public FileDesign slice(long from, long to) {
    DesignChecks.requireSlice(from, to, firstSimId, endSimId());
    int start = Math.toIntExact((from - firstSimId) * dimension);
    int end = Math.toIntExact((to - firstSimId) * dimension);
    return new FileDesign(dimension, size, from, Arrays.copyOfRange(values, start, end));
  }

  /**
   * Hash of the rows this object holds, in hexadecimal: SHA-256 over the doubles as 8 little-endian
   * bytes each, row after row. It depends on the content only, so a configuration hash made from it
   * survives a move of the file, its column order and its format.
   */
  public String sha256() {
    Hash hash = new Hash();
    hash.add(values, 0, values.length);
    return hash.hex();
  }

  /** {@link #sha256} of rows that are not all in memory. */
  public static final class Hash {
    private final MessageDigest digest = newSha256();
    private final ByteBuffer bytes =
        ByteBuffer.allocate(BLOCK_DOUBLES * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    /** Appends values {@code from} (inclusive) to {@code to} (exclusive). */
    public void add(double[] values, int from, int to) {
      for (int start = from; start < to; start += BLOCK_DOUBLES) {
        int count = Math.min(BLOCK_DOUBLES, to - start);
        bytes.clear();
        bytes.asDoubleBuffer().put(values, start, count);
        digest.update(bytes.limit(count * Double.BYTES));
      }
    }

    /** The hash of all that was appended, in hexadecimal; the last call. */
    public String hex() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  private long endSimId() {
    return firstSimId + values.length / dimension;
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}

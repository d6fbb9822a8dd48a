package ergode.report;

/** An immutable two-dimensional histogram: counts per (x bin, y bin), and how many fell outside. */
public final class CountGrid {
  private final Bins x;
  private final Bins y;
  private final long[] counts;
  private final long inside;
  private final long outside;

  private CountGrid(Builder builder) {
    this.x = builder.x;
    this.y = builder.y;
    this.counts = builder.counts.clone();
    this.outside = builder.outside;
    long sum = 0;
    for (long c : counts) {
      sum += c;
    }
    this.inside = sum;
  }

  public static Builder builder(Bins x, Bins y) {
    return new Builder(x, y);
  }

  public Bins x() {
    return x;
  }

  public Bins y() {
    return y;
  }

  /** Count in cell (ix, iy), 0-based from the low ends. */
  public long count(int ix, int iy) {
    return counts[index(x, y, ix, iy)];
  }

  /** Sum over all cells. */
  public long inside() {
    return inside;
  }

  /** Points that no cell holds. */
  public long outside() {
    return outside;
  }

  private static int index(Bins x, Bins y, int ix, int iy) {
    if (ix < 0 || ix >= x.count() || iy < 0 || iy >= y.count()) {
      throw new IndexOutOfBoundsException(
          "cell (" + ix + ", " + iy + ") of a " + x.count() + " x " + y.count() + " grid");
    }
    return ix * y.count() + iy;
  }

  /** Adds counts cell by cell or point by point; not safe for use by several threads. */
  public static final class Builder {
    private final Bins x;
    private final Bins y;
    private final long[] counts;
    private long outside;

    private Builder(Bins x, Bins y) {
      this.x = x;
      this.y = y;
      this.counts = new long[Math.multiplyExact(x.count(), y.count())];
    }

    /** Adds {@code n} to cell (ix, iy), as an aggregation keyed by cell delivers it. */
    public Builder add(int ix, int iy, long n) {
      counts[index(x, y, ix, iy)] += nonNegative(n);
      return this;
    }

    /** Adds one point, to its cell or to the number outside. */
    public Builder addPoint(double px, double py) {
      int ix = x.indexOf(px);
      int iy = y.indexOf(py);
      return ix < 0 || iy < 0 ? addOutside(1) : add(ix, iy, 1);
    }

    /** Adds {@code n} points that no cell holds. */
    public Builder addOutside(long n) {
      outside += nonNegative(n);
      return this;
    }

    public CountGrid build() {
      return new CountGrid(this);
    }

    private static long nonNegative(long n) {
      if (n < 0) {
        throw new IllegalArgumentException("a count must be 0 or more, got " + n);
      }
      return n;
    }
  }
}

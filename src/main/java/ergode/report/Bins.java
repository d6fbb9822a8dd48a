package ergode.report;

/**
 * Equal-width bins over a closed interval, with the edges and the membership rule of {@code
 * numpy.histogram}: bin i holds edge(i) &lt;= x &lt; edge(i + 1), the last bin its upper edge too.
 *
 * @param low lower end, in the unit of the binned quantity
 * @param high upper end, greater than {@code low}
 * @param count number of bins, at least 1
 */
public record Bins(double low, double high, int count) {
  public Bins {
    if (!(Double.isFinite(low) && Double.isFinite(high) && low < high)) {
      throw new IllegalArgumentException(
          "bins need finite low < high, got [" + low + ", " + high + "]");
    }
    if (count < 1) {
      throw new IllegalArgumentException("bins need a count of at least 1, got " + count);
    }
  }

  /** The 199 bins between the 200 points of {@code linspace(-pi, pi, 200)}, rad. */
  public static Bins angles() {
    return new Bins(-Math.PI, Math.PI, 199);
  }

  /** Lower edge of bin {@code i}, for i in 0..count; edge(count) is {@code high} exactly. */
  public double edge(int i) {
    return i == count ? high : low + i * width();
  }

  /** Width of one bin. */
  public double width() {
    return (high - low) / count;
  }

  /** Midpoint of bin {@code i}. */
  public double center(int i) {
    return 0.5 * (edge(i) + edge(i + 1));
  }

  /** Bin that holds {@code x}, or -1 if none does (outside, infinite or NaN). */
  public int indexOf(double x) {
    if (!(x >= low && x <= high)) {
      return -1;
    }
    int i = Math.min((int) ((x - low) / width()), count - 1);
    // The division can round across an edge; the edges decide.
    if (x < edge(i)) {
      return i - 1;
    }
    return i < count - 1 && x >= edge(i + 1) ? i + 1 : i;
  }
}

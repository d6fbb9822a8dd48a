package ergode.report;

import java.util.List;

/**
 * Curves over one horizontal axis.
 *
 * @param title above the panel
 * @param xLabel what the horizontal axis is, with its unit
 * @param yLabel what the vertical axis is, with its unit
 * @param curves at least one, drawn in this order
 */
public record LinePanel(
    String title, String xLabel, String yLabel, Scale scale, List<Curve> curves) {
  private static final int MOST_TICKS = 8;

  public LinePanel {
    curves = List.copyOf(curves);
    if (curves.isEmpty()) {
      throw new IllegalArgumentException("the panel '" + title + "' has no curves");
    }
  }

  /**
   * A line through points; it is interrupted where y has no place on the panel's scale.
   *
   * @param label in the legend; none if it is empty
   */
  public record Curve(String label, Pen pen, Series x, Series y) {
    public Curve {
      if (x.size() != y.size() || !x.isFinite()) {
        throw new IllegalArgumentException(
            "the curve '%s' has %d finite x and %d y, expected as many"
                .formatted(label, x.size(), y.size()));
      }
    }
  }

  double low() {
    return curves.stream().mapToDouble(curve -> curve.x().min()).min().orElseThrow();
  }

  /** Above {@link #low}, also if there is a single point. */
  double high() {
    double high = curves.stream().mapToDouble(curve -> curve.x().max()).max().orElseThrow();
    return high > low() ? high : low() + 1;
  }

  /** Between ticks; whole if the horizontal axis counts something. */
  double tickStep() {
    double step = Style.niceStep((high() - low()) / MOST_TICKS);
    return curves.stream().allMatch(curve -> curve.x().isWhole()) ? Math.max(1, step) : step;
  }
}

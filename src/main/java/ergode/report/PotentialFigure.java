package ergode.report;

import ergode.train.PotentialMap;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.Arrays;

/** A learned potential, the true one and their difference, over both angles. */
record PotentialFigure(PotentialMap map) implements Figure {
  static final String NAME = "potential";
  static final int PANEL = 330;
  static final int LEFT = 116;
  static final int TOP = 62;
  static final int PITCH = 545;
  private static final int WIDTH = 1700;
  private static final int HEIGHT = TOP + PANEL + 98;

  /** Below it a scale has powers of ten. */
  private static final double SMALL = 0.1;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Potential energy";
  }

  @Override
  public String caption() {
    return "Potential energy over both angles, J per kilogram of one bob: learned, true, and the"
        + " size of their difference, at most "
        + Numbers.scientific(map.largestError())
        + ". A constant has no effect on the motion: both have the same mean. The first two share"
        + " a scale, to which learned values are clipped.";
  }

  @Override
  public String alt() {
    return "Three heat maps of the potential energy against both angles. The largest difference is "
        + Numbers.scientific(map.largestError())
        + " J per kilogram; the true potential reaches "
        + Numbers.scientific(max(map.truth()))
        + ".";
  }

  @Override
  public Dimension size() {
    return new Dimension(WIDTH, HEIGHT);
  }

  @Override
  public void draw(Canvas canvas) {
    double high = max(map.truth());
    panel(canvas, 0, "Learned", map.learned(), high, Cubehelix.DEFAULT);
    panel(canvas, 1, "True", map.truth(), high, Cubehelix.DEFAULT);
    panel(canvas, 2, "Difference", difference(), map.largestError(), Cubehelix.ON_PAPER);
  }

  private double[][] difference() {
    double[][] difference = new double[map.truth().length][map.truth().length];
    for (int i = 0; i < difference.length; i++) {
      for (int j = 0; j < difference.length; j++) {
        difference[i][j] = Math.abs(map.learned()[i][j] - map.truth()[i][j]);
      }
    }
    return difference;
  }

  private static double max(double[][] values) {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).max().orElse(0);
  }

  private static void panel(
      Canvas canvas, int column, String title, double[][] values, double largest, ColorMap colors) {
    // a scale needs a length, also where all is zero
    double high = largest > 0 ? largest : 1;
    double step = HeatMap.keyStep(high);
    Bins angles = new Bins(-Math.PI, Math.PI, values.length);
    HeatMap heatMap =
        new HeatMap(
            title,
            angles,
            angles,
            (ix, iy) -> values[ix][iy],
            new ColorBar(
                colors,
                high,
                step,
                x -> high < SMALL ? Numbers.scientific(x) : Numbers.tick(x, step)));
    Rectangle area = new Rectangle(LEFT + column * PITCH, TOP, PANEL, PANEL);
    heatMap.drawCells(canvas, area);
    heatMap.drawFrame(canvas, area);
  }
}

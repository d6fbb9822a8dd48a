package ergode.report;

import java.awt.Rectangle;

/**
 * Two heat maps side by side: where non-chaotic and chaotic trajectories spend their time in the
 * (theta1, theta2) plane.
 *
 * @param nonChaotic left panel
 * @param chaotic right panel
 */
public record DensityFigure(Density nonChaotic, Density chaotic) implements Figure {
  /** Side of a panel, device px: 3 px for each of 199 bins, so that all cells look alike. */
  static final int PANEL = 597;

  static final int LEFT = 116;
  static final int TOP = 62;
  static final int PITCH = 846;
  private static final int WIDTH = 2 * PITCH;
  private static final int HEIGHT = TOP + PANEL + 97;

  @Override
  public String name() {
    return "density";
  }

  @Override
  public String title() {
    return "Density of the two angles";
  }

  @Override
  public String caption() {
    return "Saved points per cell of (θ₁, θ₂), "
        + nonChaotic.grid().x().count()
        + " × "
        + nonChaotic.grid().y().count()
        + " bins on [−π, π]. Colour is linear and clipped at "
        + Numbers.grouped(nonChaotic.clip())
        + " (left) and "
        + Numbers.grouped(chaotic.clip())
        + " (right). Angles are not wrapped; beyond the panels lie "
        + outside(nonChaotic)
        + " (left) and "
        + outside(chaotic)
        + " (right).";
  }

  @Override
  public String alt() {
    return "Two heat maps of the second angle against the first, from minus pi to pi. Left: "
        + title(nonChaotic)
        + ". Right: "
        + title(chaotic)
        + ".";
  }

  @Override
  public int width() {
    return WIDTH / Canvas.SCALE;
  }

  @Override
  public int height() {
    return HEIGHT / Canvas.SCALE;
  }

  @Override
  public byte[] png() {
    Canvas canvas = new Canvas(WIDTH, HEIGHT);
    panel(canvas, nonChaotic, LEFT);
    panel(canvas, chaotic, LEFT + PITCH);
    return canvas.png();
  }

  private static void panel(Canvas canvas, Density density, int left) {
    CountGrid grid = density.grid();
    Rectangle area = new Rectangle(left, TOP, PANEL, PANEL);
    double clip = density.clip();
    if (grid.inside() == 0) {
      canvas.fill(area, Style.EMPTY);
      String note = density.runs() == 0 ? "no runs" : "no saved points in this range";
      canvas.centered(
          note, area.getCenterX(), area.getCenterY(), Style.labelFont(), Style.FAINT_INK);
    } else {
      canvas.raster(
          area,
          grid.x().count(),
          grid.y().count(),
          (ix, iy) -> Cubehelix.DEFAULT.rgb(grid.count(ix, iy) / clip));
    }
    canvas.centered(title(density), area.getCenterX(), TOP - 22, Style.titleFont(), Style.INK);
    canvas.plot(
        Style.plot(
            Style.angleAxis("θ₁", grid.x().low(), grid.x().high(), 4),
            Style.angleAxis("θ₂", grid.y().low(), grid.y().high(), 4)),
        area);
    double step = Math.max(1, Style.niceStep(clip / 5));
    new ColorBar(Cubehelix.DEFAULT, clip, step, x -> Numbers.grouped(Math.round(x)))
        .draw(canvas, new Rectangle(left + PANEL + 24, TOP, 26, PANEL), "");
  }

  private static String title(Density density) {
    return density.label()
        + " ("
        + Numbers.grouped(density.runs())
        + (density.runs() == 1 ? " run)" : " runs)");
  }

  private static String outside(Density density) {
    CountGrid grid = density.grid();
    long all = grid.inside() + grid.outside();
    return Numbers.grouped(grid.outside()) + " of " + Numbers.grouped(all) + " points";
  }
}

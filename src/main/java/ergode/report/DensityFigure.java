package ergode.report;

import java.awt.Dimension;
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
  public Dimension size() {
    return new Dimension(WIDTH, HEIGHT);
  }

  @Override
  public void draw(Canvas canvas) {
    panel(canvas, nonChaotic, LEFT);
    panel(canvas, chaotic, LEFT + PITCH);
  }

  private static void panel(Canvas canvas, Density density, int left) {
    CountGrid grid = density.grid();
    double clip = density.clip();
    double step = Math.max(1, HeatMap.keyStep(clip));
    HeatMap map =
        new HeatMap(
            title(density),
            grid.x(),
            grid.y(),
            grid::count,
            new ColorBar(
                Cubehelix.DEFAULT, clip, step, count -> Numbers.grouped(Math.round(count))));
    Rectangle area = new Rectangle(left, TOP, PANEL, PANEL);
    if (grid.inside() == 0) {
      canvas.empty(area, density.runs() == 0 ? "no runs" : "no saved points in this range");
    } else {
      map.drawCells(canvas, area);
    }
    map.drawFrame(canvas, area);
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

package ergode.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;

/**
 * Chaotic runs over the plane of initial angles: single runs while they can be told apart, the
 * share of chaotic runs per cell when there are many.
 *
 * @param plane cell counts and sampled runs
 */
public record InitialPlaneFigure(InitialPlane plane) implements Figure {
  static final int LEFT = 116;
  static final int TOP = 30;
  static final int PANEL = 800;

  /** Over more turns of an angle the bounds around each would merge into one grey. */
  private static final int MOST_TURNS = 12;

  private static final int WIDTH = 1350;
  private static final int HEIGHT = TOP + PANEL + 100;
  private static final int KEY = LEFT + PANEL + 50;

  /** Runs per occupied cell from which a cell's share says more than its points. */
  private static final int MAP_FROM = 10;

  private static final Color BOUND = new Color(0x009E73);
  private static final Color QUIET = new Color(0x9DB8CC);

  @Override
  public String name() {
    return "initial-angles";
  }

  @Override
  public String title() {
    return "Chaotic runs over the initial angles";
  }

  @Override
  public String caption() {
    String text =
        isMap()
            ? "Share of chaotic runs per cell of the initial angles, "
                + plane.runs().x().count()
                + " × "
                + plane.runs().y().count()
                + " cells."
            : "Each point is one run by its initial angles.";
    text += " " + chaoticOfAll() + ".";
    if (plane.runs().outside() > 0) {
      text += " Beyond the panel: " + Numbers.grouped(plane.runs().outside()) + " runs.";
    }
    if (!isMap() && plane.points().size() < plane.total()) {
      text += " Drawn: " + Numbers.grouped(plane.points().size()) + " runs.";
    }
    if (plane.equalMassesAndLengthsAtRest()) {
      text +=
          " Inside the dashed curve 2 cos θ₁ + cos θ₂ = 1 a pendulum released from rest has too"
              + " little energy to flip.";
    }
    return text;
  }

  @Override
  public String alt() {
    return (isMap() ? "Heat map" : "Scatter plot")
        + " of the runs over their two initial angles: "
        + chaoticOfAll()
        + ".";
  }

  @Override
  public Dimension size() {
    return new Dimension(WIDTH, HEIGHT);
  }

  @Override
  public void draw(Canvas canvas) {
    Rectangle area = new Rectangle(LEFT, TOP, PANEL, PANEL);
    Bins x = plane.runs().x();
    Bins y = plane.runs().y();
    if (plane.total() == 0) {
      canvas.empty(area, "no runs");
    } else if (isMap()) {
      map(canvas, area);
      bound(canvas, area);
    } else {
      bound(canvas, area);
      scatter(canvas, area);
    }
    canvas.plot(
        Style.plot(
            Style.angleAxis("θ₁(0)", x.low(), x.high(), 4),
            Style.angleAxis("θ₂(0)", y.low(), y.high(), 4)),
        area);
  }

  /** Points are drawn only if they show every chaotic run; otherwise they would mislead. */
  boolean isMap() {
    long shown = plane.points().stream().filter(InitialPlane.Point::chaotic).count();
    long occupied = 0;
    for (int i = 0; i < plane.runs().x().count(); i++) {
      for (int j = 0; j < plane.runs().y().count(); j++) {
        occupied += plane.runs().count(i, j) > 0 ? 1 : 0;
      }
    }
    return shown < plane.chaoticTotal()
        || plane.points().isEmpty()
        || plane.runs().inside() >= MAP_FROM * occupied;
  }

  private void map(Canvas canvas, Rectangle area) {
    int nx = plane.runs().x().count();
    int ny = plane.runs().y().count();
    double max = 0;
    boolean gaps = false;
    for (int i = 0; i < nx; i++) {
      for (int j = 0; j < ny; j++) {
        gaps |= plane.runs().count(i, j) == 0;
        max = Math.max(max, share(i, j));
      }
    }
    double step = Style.niceStep(Math.max(max, 0.01) / 5);
    double high = Math.min(1, step * Math.ceil(Math.max(max, 0.01) / step - 1e-9));
    canvas.raster(
        area,
        nx,
        ny,
        (i, j) ->
            plane.runs().count(i, j) == 0
                ? Style.GRID.getRGB()
                : Cubehelix.ON_PAPER.rgb(share(i, j) / high));
    new ColorBar(Cubehelix.ON_PAPER, high, step, u -> Numbers.tick(100 * u, 100 * step) + " %")
        .draw(canvas, new Rectangle(KEY, TOP, 30, PANEL / 2), "chaotic share of runs");
    if (gaps) {
      key(canvas, 480, new Rectangle(KEY, TOP + 462, 30, 22), Style.GRID, "no runs");
    }
  }

  private double share(int i, int j) {
    long runs = plane.runs().count(i, j);
    return runs == 0 ? 0 : (double) plane.chaotic().count(i, j) / runs;
  }

  private void scatter(Canvas canvas, Rectangle area) {
    long quiet = plane.total() - plane.chaoticTotal();
    AffineTransform toArea = toArea(area);
    for (boolean chaotic : new boolean[] {false, true}) {
      for (InitialPlane.Point p : plane.points()) {
        if (p.chaotic() == chaotic && isInside(p)) {
          Point2D at = toArea.transform(new Point2D.Double(p.theta1(), p.theta2()), null);
          canvas.fill(dot(at.getX(), at.getY(), chaotic ? 6 : 3), chaotic ? Style.SECOND : QUIET);
        }
      }
    }
    key(
        canvas,
        30,
        dot(KEY + 15, TOP + 22, 6),
        Style.SECOND,
        "chaotic (" + Numbers.grouped(plane.chaoticTotal()) + ")");
    key(
        canvas,
        72,
        dot(KEY + 15, TOP + 64, 4),
        QUIET,
        "non-chaotic (" + Numbers.grouped(quiet) + ")");
  }

  private void bound(Canvas canvas, Rectangle area) {
    Bins x = plane.runs().x();
    Bins y = plane.runs().y();
    double turn = 2 * Math.PI;
    boolean tooSmallToSee = Math.max(x.high() - x.low(), y.high() - y.low()) > MOST_TURNS * turn;
    if (!plane.equalMassesAndLengthsAtRest() || tooSmallToSee) {
      return;
    }
    AffineTransform toArea = toArea(area);
    BasicStroke halo = new BasicStroke(5f);
    for (long i = Math.round(x.low() / turn); i <= Math.round(x.high() / turn); i++) {
      for (long j = Math.round(y.low() / turn); j <= Math.round(y.high() / turn); j++) {
        Shape curve = toArea.createTransformedShape(FlipBound.around(i * turn, j * turn));
        canvas.stroke(curve, area, Color.WHITE, halo);
        canvas.stroke(curve, area, BOUND, Style.DASHED);
      }
    }
    int row = isMap() ? 560 : 130;
    canvas.stroke(
        new Line2D.Double(KEY - 6, TOP + row - 8, KEY + 38, TOP + row - 8),
        new Rectangle(WIDTH, HEIGHT),
        BOUND,
        Style.DASHED);
    canvas.text("2 cos θ₁ + cos θ₂ = 1", KEY + 54, TOP + row, Style.labelFont(), Style.INK);
    canvas.text(
        "inside, from rest: no flip", KEY + 54, TOP + row + 34, Style.labelFont(), Style.INK);
  }

  private boolean isInside(InitialPlane.Point p) {
    return plane.runs().x().indexOf(p.theta1()) >= 0 && plane.runs().y().indexOf(p.theta2()) >= 0;
  }

  private static void key(Canvas canvas, int row, Shape sign, Color color, String text) {
    canvas.fill(sign, color);
    canvas.text(text, KEY + 54, TOP + row, Style.labelFont(), Style.INK);
  }

  private static Shape dot(double x, double y, double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  /** From radians to device px of the panel. */
  private AffineTransform toArea(Rectangle area) {
    Bins x = plane.runs().x();
    Bins y = plane.runs().y();
    double sx = area.width / (x.high() - x.low());
    double sy = area.height / (y.high() - y.low());
    return new AffineTransform(sx, 0, 0, -sy, area.x - sx * x.low(), area.getMaxY() + sy * y.low());
  }

  private String chaoticOfAll() {
    return Numbers.grouped(plane.chaoticTotal())
        + " of "
        + Numbers.grouped(plane.total())
        + " runs are chaotic ("
        + Numbers.percent(plane.chaoticTotal(), plane.total())
        + ")";
  }
}

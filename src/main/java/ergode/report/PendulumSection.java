package ergode.report;

import java.util.List;

/**
 * A double pendulum in motion, drawn by a script from embedded trajectories.
 *
 * @param heading section heading
 * @param l1 length of the upper rod, m
 * @param l2 length of the lower rod, m
 * @param runs one or two trajectories with equally spaced finite times, s; the page keeps at most
 *     {@value #MAX_FRAMES} frames of each, so a long one loses time resolution
 */
public record PendulumSection(String heading, double l1, double l2, List<SampleTrajectory> runs)
    implements Section {
  /** Most frames embedded per trajectory. */
  public static final int MAX_FRAMES = 500;

  /** A ten-thousandth of a radian moves no pixel. */
  private static final int DIGITS = 4;

  public PendulumSection {
    runs = List.copyOf(runs);
    if (!(l1 > 0 && l2 > 0)) {
      throw new IllegalArgumentException("lengths must be positive, got " + l1 + " and " + l2);
    }
    if (runs.isEmpty() || runs.size() > 2) {
      throw new IllegalArgumentException("one or two runs can be animated, got " + runs.size());
    }
    for (SampleTrajectory run : runs) {
      if (!(run.theta1().isFinite() && run.theta2().isFinite() && run.time().isFinite())) {
        throw new IllegalArgumentException(run.name() + " has a value that is not finite");
      }
    }
  }

  @Override
  public List<String> scripts() {
    return List.of("pendulum.js");
  }

  @Override
  public void appendTo(Html html) {
    html.raw("<div class=\"pendulum\" data-pendulum=\"\">\n<div class=\"stages\">\n");
    for (SampleTrajectory run : runs) {
      String label = run.name() + (run.chaotic() ? " (chaotic), " : " (non-chaotic), ");
      html.raw("<figure>\n<canvas role=\"img\" data-frames-drawn=\"0\"")
          .attribute("aria-label", "Moving double pendulum: " + label + run.start())
          .raw("></canvas>\n<figcaption>")
          .element("strong", label)
          .text(run.start())
          .raw("</figcaption>\n</figure>\n");
    }
    html.raw("</div>\n").raw(Resources.text("pendulum.html"));
    html.raw("<script type=\"application/json\">").raw(json()).raw("</script>\n</div>\n");
  }

  /** The data that the script reads: lengths in m, frame spacing in s, angles in rad. */
  String json() {
    StringBuilder out = new StringBuilder("{\"l1\":").append(Json.number(l1, 6));
    out.append(",\"l2\":").append(Json.number(l2, 6)).append(",\"runs\":[");
    for (int i = 0; i < runs.size(); i++) {
      SampleTrajectory run = runs.get(i);
      int stride = (run.time().size() + MAX_FRAMES - 1) / MAX_FRAMES;
      Series time = run.time().every(stride);
      double step = (time.get(time.size() - 1) - time.get(0)) / (time.size() - 1);
      out.append(i == 0 ? "" : ",").append("{\"step\":").append(Json.number(step, 9));
      out.append(",\"theta1\":").append(Json.array(run.theta1().every(stride), DIGITS));
      out.append(",\"theta2\":").append(Json.array(run.theta2().every(stride), DIGITS)).append('}');
    }
    return out.append("]}").toString();
  }
}

package ergode.mechanics;

import ergode.expr.Expr;
import ergode.expr.GraphBuilder;
import java.util.List;
import java.util.Map;

/**
 * Two point masses on massless rods in a plane. Angles are measured from the downward vertical and
 * not wrapped; at g = 9.8, unit masses and unit lengths this is the system of the classic
 * demonstration.
 *
 * <p>With equal masses and lengths, {@code V / (m g l) = -(2 cos theta1 + cos theta2)}, so a
 * pendulum released from rest with {@code 2 cos theta1 + cos theta2 > 1} never flips.
 */
public final class DoublePendulum implements MechanicalSystem {

  /** T - V, both bobs. */
  @Override
  public Expr value(List<Expr> q, List<Expr> v) {
    GraphBuilder graph = q.get(0).graph();
    Expr m1 = graph.parameter("m1");
    Expr m2 = graph.parameter("m2");
    Expr l1 = graph.parameter("l1");
    Expr l2 = graph.parameter("l2");
    Expr g = graph.parameter("g");
    Expr theta1 = q.get(0);
    Expr theta2 = q.get(1);
    Expr omega1 = v.get(0);
    Expr omega2 = v.get(1);

    // T = (m1 + m2) l1^2 omega1^2 / 2 + m2 l2^2 omega2^2 / 2
    //     + m2 l1 l2 omega1 omega2 cos(theta1 - theta2)
    Expr cosine = theta1.minus(theta2).cos();
    Expr upper = m1.plus(m2).times(l1.square()).times(0.5).times(omega1.square());
    Expr lower = m2.times(l2.square()).times(0.5).times(omega2.square());
    Expr coupling = m2.times(l1).times(l2).times(omega1.times(omega2)).times(cosine);
    Expr kinetic = upper.plus(lower).plus(coupling);

    // V = -(m1 + m2) g l1 cos theta1 - m2 g l2 cos theta2
    Expr potential =
        m1.plus(m2)
            .times(g)
            .times(l1)
            .times(theta1.cos())
            .plus(m2.times(g).times(l2).times(theta2.cos()))
            .negate();
    return kinetic.minus(potential);
  }

  @Override
  public String name() {
    return "double-pendulum";
  }

  @Override
  public List<String> coordinates() {
    return List.of("theta1", "theta2");
  }

  @Override
  public List<String> velocities() {
    return List.of("omega1", "omega2");
  }

  @Override
  public List<PhysicalParameter> parameters() {
    return List.of(
        new PhysicalParameter("m1", "kg", "mass of the upper bob"),
        new PhysicalParameter("m2", "kg", "mass of the lower bob"),
        new PhysicalParameter("l1", "m", "length of the upper rod"),
        new PhysicalParameter("l2", "m", "length of the lower rod"),
        new PhysicalParameter("g", "m/s^2", "acceleration of gravity"));
  }

  @Override
  public String coordinateUnit() {
    return "rad";
  }

  /** {@code m1 g l1 + m2 g (l1 + l2)}: 29.4 J for unit masses and lengths at g = 9.8. */
  @Override
  public double energyScale(Map<String, Double> p) {
    double g = value(p, "g");
    double l1 = value(p, "l1");
    double l2 = value(p, "l2");
    return value(p, "m1") * g * l1 + value(p, "m2") * g * (l1 + l2);
  }

  private static double value(Map<String, Double> parameters, String name) {
    Double value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "no value for the parameter " + name + " among " + parameters.keySet());
    }
    return value;
  }
}

package ergode.mechanics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ergode.backend.Evaluation;
import ergode.expr.Expr;
import ergode.expr.GraphBuilder;
import java.util.List;
import org.hipparchus.analysis.differentiation.DerivativeStructure;
import org.junit.jupiter.api.Test;

/** Systems of one to four coordinates whose motion is known otherwise. */
class EulerLagrangeTest {
  private static final List<String> NONE = List.of();

  @Test
  void pendulum() {
    EulerLagrange motion =
        EulerLagrange.of(
            (q, v) -> {
              GraphBuilder graph = q.get(0).graph();
              Expr l = graph.parameter("l");
              Expr kinetic = l.times(v.get(0)).square().times(0.5);
              return kinetic.plus(graph.parameter("g").times(l).times(q.get(0).cos()));
            },
            List.of("theta"),
            List.of("omega"));
    double[] state = {0.7, -1.2};
    assertClose(
        Evaluation.oneLane(motion.rhs(List.of("l", "g")), state, 2.5, 9.8),
        -1.2,
        -9.8 / 2.5 * Math.sin(0.7));
    assertClose(
        Evaluation.oneLane(motion.energy(List.of("g", "l")), state, 9.8, 2.5),
        0.5 * 2.5 * 2.5 * 1.44 - 9.8 * 2.5 * Math.cos(0.7));
  }

  /** Polar coordinates: centrifugal and Coriolis terms come from the drift of the momenta. */
  @Test
  void keplerProblem() {
    EulerLagrange motion =
        EulerLagrange.of(
            (q, v) -> {
              Expr r = q.get(0);
              Expr speed = v.get(0).square().plus(r.times(v.get(1)).square());
              return speed.times(0.5).plus(r.pow(-1).times(3));
            },
            List.of("r", "phi"),
            List.of("vr", "vphi"));
    assertClose(
        Evaluation.oneLane(motion.rhs(NONE), new double[] {1.5, 0.3, -0.4, 0.9}),
        -0.4,
        0.9,
        1.5 * 0.9 * 0.9 - 3 / (1.5 * 1.5),
        -2 * -0.4 * 0.9 / 1.5);
  }

  /** A magnetic field turns the velocity and, being linear in it, carries no energy. */
  @Test
  void chargeInAMagneticField() {
    EulerLagrange motion =
        EulerLagrange.of(
            (q, v) -> {
              Expr kinetic = v.get(0).square().plus(v.get(1).square()).times(0.5);
              Expr area = q.get(0).times(v.get(1)).minus(q.get(1).times(v.get(0)));
              return kinetic.plus(area.times(0.5 * 7));
            },
            List.of("x", "y"),
            List.of("vx", "vy"));
    double[] state = {0.2, -0.6, 3, 4};
    assertClose(Evaluation.oneLane(motion.rhs(NONE), state), 3, 4, 7 * 4, -7 * 3);
    assertClose(Evaluation.oneLane(motion.energy(NONE), state), 12.5);
  }

  /** Four unit masses between springs of stiffness 2 and walls: a = -2 K q. */
  @Test
  void coupledOscillators() {
    EulerLagrange motion =
        EulerLagrange.of(
            (q, v) -> {
              Expr sum = q.get(0).square().plus(q.get(3).square()).negate();
              for (int i = 0; i < 4; i++) {
                sum = sum.plus(v.get(i).square().times(0.5));
              }
              for (int i = 0; i < 3; i++) {
                sum = sum.minus(q.get(i + 1).minus(q.get(i)).square());
              }
              return sum;
            },
            List.of("q1", "q2", "q3", "q4"),
            List.of("v1", "v2", "v3", "v4"));
    double[] q = {0.1, -0.5, 0.4, 0.9};
    assertClose(
        Evaluation.oneLane(motion.rhs(NONE), new double[] {0.1, -0.5, 0.4, 0.9, 1, 2, 3, 4}),
        1,
        2,
        3,
        4,
        -2 * (2 * q[0] - q[1]),
        -2 * (2 * q[1] - q[0] - q[2]),
        -2 * (2 * q[2] - q[1] - q[3]),
        -2 * (2 * q[3] - q[2]));
  }

  /** Three bobs of unit mass on rods of unit length: a full mass matrix, solved by elimination. */
  @Test
  void triplePendulum() {
    EulerLagrange motion =
        EulerLagrange.of(
            EulerLagrangeTest::triplePendulum,
            List.of("q1", "q2", "q3"),
            List.of("v1", "v2", "v3"));
    double[] state = {0.4, 2.9, -1.3, 1.1, -2.3, 0.8};
    double[] a = HipparchusOracle.accelerations(EulerLagrangeTest::triplePendulum, state);
    assertClose(Evaluation.oneLane(motion.rhs(NONE), state), 1.1, -2.3, 0.8, a[0], a[1], a[2]);
    assertClose(
        Evaluation.oneLane(motion.energy(NONE), state),
        HipparchusOracle.energy(EulerLagrangeTest::triplePendulum, state));
  }

  private static Expr triplePendulum(List<Expr> q, List<Expr> v) {
    GraphBuilder graph = q.get(0).graph();
    Expr x = graph.constant(0);
    Expr y = graph.constant(0);
    Expr height = graph.constant(0);
    Expr sum = graph.constant(0);
    for (int i = 0; i < 3; i++) {
      x = x.plus(q.get(i).cos().times(v.get(i)));
      y = y.plus(q.get(i).sin().times(v.get(i)));
      height = height.minus(q.get(i).cos());
      sum = sum.plus(x.square().plus(y.square()).times(0.5)).minus(height.times(9.8));
    }
    return sum;
  }

  private static DerivativeStructure triplePendulum(
      DerivativeStructure[] q, DerivativeStructure[] v) {
    DerivativeStructure x = q[0].getField().getZero();
    DerivativeStructure y = x;
    DerivativeStructure height = x;
    DerivativeStructure sum = x;
    for (int i = 0; i < 3; i++) {
      x = x.add(q[i].cos().multiply(v[i]));
      y = y.add(q[i].sin().multiply(v[i]));
      height = height.subtract(q[i].cos());
      sum = sum.add(x.square().add(y.square()).multiply(0.5)).subtract(height.multiply(9.8));
    }
    return sum;
  }

  @Test
  void countsMustAgree() {
    fails(List.of("a", "b"), List.of("va"), "got 1 velocities for 2 coordinates");
    fails(List.of(), List.of(), "got 0 velocities for 0 coordinates");
  }

  @Test
  void namesMustDiffer() {
    String message = "the coordinates %s and velocities %s do not all have different names";
    fails(List.of("a", "a"), List.of("va", "vb"), message.formatted("[a, a]", "[va, vb]"));
    fails(List.of("a", "b"), List.of("va", "b"), message.formatted("[a, b]", "[va, b]"));
  }

  @Test
  void everyCoordinateNeedsKineticEnergy() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                EulerLagrange.of(
                    (q, v) -> v.get(0).square().plus(q.get(1).cos()).plus(v.get(1)),
                    List.of("x", "y"),
                    List.of("vx", "vy")))
        .withMessage("the Lagrangian has no kinetic energy in the coordinate y");
  }

  @Test
  void aLagrangianIsAScalar() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                EulerLagrange.of(
                    (q, v) -> q.get(0).graph().concat(List.of(q.get(0), v.get(0))),
                    List.of("x"),
                    List.of("vx")))
        .withMessage("a Lagrangian of 2 components, expected a scalar");
  }

  /** A tensor keeps its size, and one that the motion does not depend on its place. */
  @Test
  void parametersMayBeTensors() {
    EulerLagrange motion =
        EulerLagrange.of(
            (q, v) -> {
              GraphBuilder graph = q.get(0).graph();
              Expr force = graph.parameter("w", 2).dot(graph.concat(List.of(q.get(0), v.get(0))));
              return v.get(0).square().times(0.5).plus(force.times(q.get(0)));
            },
            List.of("x"),
            List.of("vx"));
    assertThat(Evaluation.oneLane(motion.rhs(List.of("m", "w")), new double[] {3, 5}, 7, 11, 13))
        .containsExactly(5, 2 * 11 * 3);
    assertThat(Evaluation.oneLane(motion.energy(List.of("w", "m")), new double[] {3, 5}, 11, 13, 7))
        .containsExactly(12.5 - 11 * 9);
  }

  @Test
  void parametersThatAreNotListedAreNamed() {
    EulerLagrange motion = new DoublePendulum().equationsOfMotion();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> motion.rhs(List.of("m1", "m2", "l1", "l2")))
        .withMessage(
            "g is neither among the inputs [theta1, theta2, omega1, omega2] nor the parameters"
                + " [m1, m2, l1, l2]");
  }

  private static void fails(List<String> coordinates, List<String> velocities, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EulerLagrange.of((q, v) -> q.get(0), coordinates, velocities))
        .withMessage(message);
  }

  private static void assertClose(double[] actual, double... expected) {
    assertThat(actual).containsExactly(expected, within(1e-12));
  }
}

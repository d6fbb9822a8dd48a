package ergode.mechanics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ergode.backend.Evaluation;
import ergode.expr.Graph;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.hipparchus.analysis.differentiation.DerivativeStructure;
import org.junit.jupiter.api.Test;

/** Against closed forms, another library's derivatives, and symmetries. */
class DoublePendulumTest {
  private static final double[] EQUAL = {1, 1, 1, 1, 9.8};
  private static final double[] UNEQUAL = {1.7, 0.6, 0.8, 1.3, 9.81};

  private final DoublePendulum system = new DoublePendulum();
  private final EulerLagrange motion = system.equationsOfMotion();
  private final Graph rhs = motion.rhs(system.parameterNames());
  private final Graph energy = motion.energy(system.parameterNames());

  /** The closed form for unit masses and lengths, by Cramer's rule. */
  @Test
  void equalPendulumsFollowTheKnownEquations() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      double[] s = state(random);
      double c = Math.cos(s[0] - s[1]);
      double d = Math.sin(s[0] - s[1]);
      double f1 = -0.5 * s[3] * s[3] * d - 9.8 * Math.sin(s[0]);
      double f2 = s[2] * s[2] * d - 9.8 * Math.sin(s[1]);
      double determinant = 1 - 0.5 * c * c;
      assertRelative(
          rates(s, EQUAL),
          s[2],
          s[3],
          (f1 - 0.5 * c * f2) / determinant,
          (f2 - c * f1) / determinant);
    }
  }

  /** The closed form of Newton's equations, the tensions of the rods eliminated. */
  @Test
  void unequalPendulumsFollowNewton() {
    Random random = new Random(2);
    for (int i = 0; i < 200; i++) {
      double[] s = state(random);
      double[] p = {
        0.1 + 3 * random.nextDouble(),
        0.1 + 3 * random.nextDouble(),
        0.1 + 3 * random.nextDouble(),
        0.1 + 3 * random.nextDouble(),
        20 * random.nextDouble()
      };
      assertRelative(rates(s, p), newton(s, p));
    }
  }

  private static double[] newton(double[] s, double[] p) {
    double m1 = p[0];
    double m2 = p[1];
    double l1 = p[2];
    double l2 = p[3];
    double g = p[4];
    double difference = s[0] - s[1];
    double sin = Math.sin(difference);
    double cos = Math.cos(difference);
    double w1 = s[2] * s[2];
    double w2 = s[3] * s[3];
    double common = 2 * m1 + m2 - m2 * Math.cos(2 * difference);
    double a1 =
        -g * (2 * m1 + m2) * Math.sin(s[0])
            - m2 * g * Math.sin(s[0] - 2 * s[1])
            - 2 * sin * m2 * (w2 * l2 + w1 * l1 * cos);
    double a2 =
        2 * sin * (w1 * l1 * (m1 + m2) + g * (m1 + m2) * Math.cos(s[0]) + w2 * l2 * m2 * cos);
    return new double[] {s[2], s[3], a1 / (l1 * common), a2 / (l2 * common)};
  }

  @Test
  void derivativesAreThoseOfHipparchus() {
    Random random = new Random(3);
    for (int i = 0; i < 50; i++) {
      double[] s = state(random);
      for (double[] p : new double[][] {EQUAL, UNEQUAL}) {
        double[] a = HipparchusOracle.accelerations((q, v) -> lagrangian(q, v, p), s);
        assertRelative(rates(s, p), s[2], s[3], a[0], a[1]);
        assertRelative(energy(s, p), HipparchusOracle.energy((q, v) -> lagrangian(q, v, p), s));
      }
    }
  }

  /** From the positions of the bobs, unlike the system's own. */
  private static DerivativeStructure lagrangian(
      DerivativeStructure[] q, DerivativeStructure[] v, double[] p) {
    DerivativeStructure vx1 = q[0].cos().multiply(v[0]).multiply(p[2]);
    DerivativeStructure vy1 = q[0].sin().multiply(v[0]).multiply(p[2]);
    DerivativeStructure vx2 = vx1.add(q[1].cos().multiply(v[1]).multiply(p[3]));
    DerivativeStructure vy2 = vy1.add(q[1].sin().multiply(v[1]).multiply(p[3]));
    DerivativeStructure y1 = q[0].cos().multiply(-p[2]);
    DerivativeStructure y2 = y1.subtract(q[1].cos().multiply(p[3]));
    DerivativeStructure kinetic1 = vx1.square().add(vy1.square()).multiply(p[0] / 2);
    DerivativeStructure kinetic2 = vx2.square().add(vy2.square()).multiply(p[1] / 2);
    return kinetic1
        .add(kinetic2)
        .subtract(y1.multiply(p[0] * p[4]))
        .subtract(y2.multiply(p[1] * p[4]));
  }

  @Test
  void energyIsKineticPlusPotential() {
    Random random = new Random(4);
    for (int i = 0; i < 50; i++) {
      double[] s = state(random);
      double expected =
          s[2] * s[2]
              + 0.5 * s[3] * s[3]
              + s[2] * s[3] * Math.cos(s[0] - s[1])
              - 9.8 * (2 * Math.cos(s[0]) + Math.cos(s[1]));
      assertRelative(energy(s, EQUAL), expected);
    }
  }

  @Property(seed = "42")
  void reflectionIsExact(
      @ForAll @DoubleRange(min = -50, max = 50) double theta1,
      @ForAll @DoubleRange(min = -50, max = 50) double theta2,
      @ForAll @DoubleRange(min = -20, max = 20) double omega1,
      @ForAll @DoubleRange(min = -20, max = 20) double omega2) {
    double[] rates = rates(new double[] {theta1, theta2, omega1, omega2}, UNEQUAL);
    double[] mirrored = rates(new double[] {-theta1, -theta2, -omega1, -omega2}, UNEQUAL);
    double[] backwards = rates(new double[] {theta1, theta2, -omega1, -omega2}, UNEQUAL);
    for (int i = 0; i < 4; i++) {
      assertThat(mirrored[i] == -rates[i]).as("rate %d under reflection", i).isTrue();
      assertThat(backwards[i] == (i < 2 ? -rates[i] : rates[i]))
          .as("rate %d under time reversal", i)
          .isTrue();
    }
  }

  /** Time in other units: g -> 4 g, omega -> 2 omega are powers of two, so no bit changes. */
  @Property(seed = "42")
  void changingTheUnitOfTimeIsExact(
      @ForAll @DoubleRange(min = -50, max = 50) double theta1,
      @ForAll @DoubleRange(min = -50, max = 50) double theta2,
      @ForAll @DoubleRange(min = -20, max = 20) double omega1,
      @ForAll @DoubleRange(min = -20, max = 20) double omega2) {
    double[] rates = rates(new double[] {theta1, theta2, omega1, omega2}, EQUAL);
    double[] scaled =
        rates(
            new double[] {theta1, theta2, 2 * omega1, 2 * omega2}, new double[] {1, 1, 1, 1, 39.2});
    assertThat(scaled).containsExactly(2 * rates[0], 2 * rates[1], 4 * rates[2], 4 * rates[3]);
  }

  @Test
  void fullTurnsOfEitherAngleChangeNothing() {
    Random random = new Random(5);
    for (int i = 0; i < 50; i++) {
      double[] s = state(random);
      double[] upper = {s[0] + 2 * Math.PI, s[1], s[2], s[3]};
      double[] lower = {s[0], s[1] - 6 * Math.PI, s[2], s[3]};
      assertRelative(rates(upper, UNEQUAL), rates(s, UNEQUAL));
      assertRelative(rates(lower, UNEQUAL), rates(s, UNEQUAL));
    }
  }

  @Test
  void stateAndParametersHaveTheirNames() {
    assertThat(system.name()).isEqualTo("double-pendulum");
    assertThat(system.components()).containsExactly("theta1", "theta2", "omega1", "omega2");
    assertThat(motion.state())
        .extracting(Object::toString)
        .containsExactly("theta1", "theta2", "omega1", "omega2");
    assertThat(system.parameterNames()).containsExactly("m1", "m2", "l1", "l2", "g");
  }

  @Test
  void energyScaleIsTheDepthOfThePotential() {
    assertThat(system.energyScale(Map.of("m1", 1.0, "m2", 1.0, "l1", 1.0, "l2", 1.0, "g", 9.8)))
        .isCloseTo(29.4, within(1e-14));
    assertThat(system.energyScale(Map.of("m1", 2.0, "m2", 3.0, "l1", 5.0, "l2", 7.0, "g", 10.0)))
        .isEqualTo(2 * 10 * 5 + 3 * 10 * 12);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> system.energyScale(Map.of("g", 9.8)))
        .withMessage("no value for the parameter l1 among [g]");
  }

  private static double[] state(Random random) {
    return new double[] {
      20 * random.nextDouble() - 10,
      20 * random.nextDouble() - 10,
      20 * random.nextDouble() - 10,
      20 * random.nextDouble() - 10
    };
  }

  private double[] rates(double[] state, double[] parameters) {
    return Evaluation.oneLane(rhs, state, parameters);
  }

  private double[] energy(double[] state, double[] parameters) {
    return Evaluation.oneLane(energy, state, parameters);
  }

  private static void assertRelative(double[] actual, double... expected) {
    double scale = 1;
    for (double x : expected) {
      scale = Math.max(scale, Math.abs(x));
    }
    assertThat(actual).containsExactly(expected, within(1e-12 * scale));
  }
}

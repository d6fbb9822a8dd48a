package ergode.mechanics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.backend.Evaluation;
import ergode.expr.Derivatives;
import ergode.expr.Expr;
import ergode.expr.Graph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hipparchus.complex.Complex;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionNonSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The motion close to the four equilibria of two equal pendulums, exactly: M = m l^2 (2 s, s 1)
 * with s = +-1 whether both hang or stand alike, stiffness m g l diag(2 cos theta1, cos theta2),
 * and exponents sqrt(-eigenvalue of M^-1 K).
 */
class EquilibriaTest {
  private static final double L = 1.3;
  private static final double G = 9.8;
  private static final double M = 0.7;

  private final DoublePendulum system = new DoublePendulum();
  private final EulerLagrange motion = system.equationsOfMotion();

  /**
   * An equilibrium.
   *
   * @param energy in units of m g l
   * @param squares squares of the exponents in units of g/l: negative for an oscillation
   */
  record Equilibrium(double theta1, double theta2, double energy, double... squares) {}

  static Stream<Equilibrium> equilibria() {
    double root = Math.sqrt(2);
    return Stream.of(
        new Equilibrium(0, 0, -3, -2 - root, -2 + root),
        new Equilibrium(0, Math.PI, -1, -root, root),
        new Equilibrium(Math.PI, 0, 1, -root, root),
        new Equilibrium(Math.PI, Math.PI, 3, 2 - root, 2 + root));
  }

  @ParameterizedTest
  @MethodSource("equilibria")
  void energyIsAMultipleOfMgl(Equilibrium at) {
    double[] energy =
        Evaluation.oneLane(motion.energy(system.parameterNames()), state(at), M, M, L, L, G);
    assertThat(energy[0]).isCloseTo(at.energy * M * G * L, within(1e-13));
  }

  @ParameterizedTest
  @MethodSource("equilibria")
  void nothingMoves(Equilibrium at) {
    double[] rates =
        Evaluation.oneLane(motion.rhs(system.parameterNames()), state(at), M, M, L, L, G);
    assertThat(rates).containsExactly(new double[4], within(1e-14));
  }

  @ParameterizedTest
  @MethodSource("equilibria")
  void exponentsOfTheLinearisedMotion(Equilibrium at) {
    List<Complex> expected = new ArrayList<>();
    for (double square : at.squares) {
      Complex exponent = new Complex(square * G / L).sqrt();
      expected.add(exponent);
      expected.add(exponent.negate());
    }
    List<Complex> actual =
        new ArrayList<>(List.of(new EigenDecompositionNonSymmetric(jacobian(at)).getEigenvalues()));
    Comparator<Complex> order =
        Comparator.comparingDouble((Complex z) -> Math.rint(z.getReal() * 1e6))
            .thenComparingDouble(z -> Math.rint(z.getImaginary() * 1e6));
    expected.sort(order);
    actual.sort(order);
    assertThat(actual).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(actual.get(i).subtract(expected.get(i)).norm())
          .as("%s instead of %s", actual.get(i), expected.get(i))
          .isLessThan(1e-12);
    }
  }

  /** The derivative of the rates by the state, one forward derivative per column. */
  private RealMatrix jacobian(Equilibrium at) {
    Graph rhs = motion.rhs(system.parameterNames());
    Expr one = rhs.inputs().get(0).graph().constant(1);
    RealMatrix jacobian = new Array2DRowRealMatrix(4, 4);
    for (int j = 0; j < 4; j++) {
      List<Expr> column = Derivatives.jvp(rhs.outputs(), Map.of(rhs.inputs().get(j), one));
      Graph graph = new Graph(rhs.inputs(), rhs.parameters(), column);
      jacobian.setColumn(j, Evaluation.oneLane(graph, state(at), M, M, L, L, G));
    }
    return jacobian;
  }

  private static double[] state(Equilibrium at) {
    return new double[] {at.theta1, at.theta2, 0, 0};
  }
}

package ergode.mechanics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ergode.backend.Evaluation;
import ergode.expr.Derivatives;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;

/** The pseudo-inverse, against Hipparchus' singular values. */
class InversionTest {
  private static final GraphBuilder GRAPH = new GraphBuilder();
  private static final Expr MASS = GRAPH.input("mass", 4);
  private static final Expr FORCE = GRAPH.input("force", 2);
  private static final Expr VALUE = Inversion.PSEUDO_INVERSE.apply(MASS, FORCE);
  private static final Graph PINV = new Graph(List.of(MASS, FORCE), List.of(), List.of(VALUE));

  @Test
  void isTheInverseOfARegularMatrix() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      double[] r = random.doubles(5, -2, 2).toArray();
      compare(new double[] {r[0], r[1], r[1], r[2]}, r[3], r[4]);
    }
  }

  @Test
  void leavesOutTheDirectionWithoutMass() {
    Random random = new Random(2);
    for (int i = 0; i < 200; i++) {
      double[] r = random.doubles(5, -2, 2).toArray();
      double sign = i % 2 == 0 ? 1 : -1;
      compare(
          new double[] {
            sign * r[0] * r[0], sign * r[0] * r[1], sign * r[0] * r[1], sign * r[1] * r[1]
          },
          r[2],
          r[3]);
    }
    compare(new double[] {0, 0, 0, 3}, 1, 6);
    compare(new double[] {0, 0, 0, 0}, 1, 6);
  }

  /** Eigenvalues apart by more than the cutoff both count, by less only the larger one. */
  @Test
  void theCutoffIsThatOfJax() {
    double above = 1.01 * Inversion.CUTOFF;
    double below = 0.99 * Inversion.CUTOFF;
    assertThat(value(new double[] {2, 0, 0, 2 * above}, 1, 1))
        .containsExactly(0.5, 1 / (2 * above));
    assertThat(value(new double[] {2, 0, 0, 2 * below}, 1, 1)[1]).isLessThan(1e-10);
  }

  private static void compare(double[] m, double... force) {
    double[] expected =
        new SingularValueDecomposition(
                new Array2DRowRealMatrix(new double[][] {{m[0], m[1]}, {m[2], m[3]}}))
            .getSolver()
            .getInverse()
            .operate(force);
    double[] actual = value(m, force);
    double size = Math.max(1, Math.max(Math.abs(expected[0]), Math.abs(expected[1])));
    assertThat(actual)
        .as(Arrays.toString(m))
        .containsExactly(expected, within(1e-13 * size * size));
  }

  private static double[] value(double[] m, double... force) {
    return Evaluation.oneLane(
        PINV, DoubleStream.concat(Arrays.stream(m), Arrays.stream(force)).toArray());
  }

  @Test
  void derivativesAreFiniteEverywhere() {
    List<Expr> cotangents = List.of(GRAPH.constant(1, 2));
    Graph derivatives =
        new Graph(
            List.of(MASS, FORCE),
            List.of(),
            List.of(
                Derivatives.vjp(List.of(VALUE), cotangents, List.of(MASS)).get(0),
                Derivatives.jvp(List.of(VALUE), Map.of(MASS, GRAPH.constant(1, 4))).get(0)));
    for (double[] m :
        new double[][] {{0, 0, 0, 0}, {1, 1, 1, 1}, {1, 0, 0, 1}, {0, 2, 2, 0}, {-3, 0, 0, 0}}) {
      assertThat(
              Arrays.stream(
                  Evaluation.oneLane(derivatives, new double[] {m[0], m[1], m[2], m[3], 1, 2})))
          .as(Arrays.toString(m))
          .allMatch(Double::isFinite);
    }
  }

  @Test
  void oneCoordinate() {
    GraphBuilder graph = new GraphBuilder();
    Expr mass = graph.input("mass");
    Expr force = graph.input("force");
    Graph pinv =
        new Graph(
            List.of(mass, force), List.of(), List.of(Inversion.PSEUDO_INVERSE.apply(mass, force)));
    assertThat(Evaluation.oneLane(pinv, new double[] {-4, 2})).containsExactly(-0.5);
    assertThat(Evaluation.oneLane(pinv, new double[] {0, 2})).containsExactly(0);
  }

  @Test
  void threeCoordinatesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                EulerLagrange.of(
                    (q, v) -> v.get(0).square().plus(v.get(1).square()).plus(v.get(2).square()),
                    List.of("x", "y", "z"),
                    List.of("vx", "vy", "vz"),
                    Inversion.PSEUDO_INVERSE))
        .withMessage("a pseudo-inverse of the mass matrix of 3 coordinates, expected at most 2");
  }
}

package ergode.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ergode.backend.Evaluation;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import ergode.mechanics.DoublePendulum;
import ergode.mechanics.Inversion;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against JAX, a closed form of the accelerations, and the double pendulum itself. */
class LearnedPotentialTest {
  private static final Architecture SEED =
      architecture(Form.POTENTIAL_GL2, 32, 3, Activation.TANH, false);

  private static Architecture architecture(
      Form form, int width, int depth, Activation activation, boolean skip) {
    return new Architecture(
        "double-pendulum",
        form,
        Features.FOURIER,
        width,
        depth,
        activation,
        false,
        skip,
        Inversion.SOLVE);
  }

  @Test
  void accelerationsAreThoseOfJax() throws IOException {
    GoldenNde golden = GoldenNde.read();
    Graph rhs = SEED.lagrangian().rhs();
    double[][] states = golden.rows("states");
    double[][] accelerations = golden.rows("accelerations");
    assertThat(states).hasDimensions(16, 4);
    for (int i = 0; i < states.length; i++) {
      double[] rates = Evaluation.oneLane(rhs, states[i], golden.parameters());
      double[] expected = {states[i][2], states[i][3], accelerations[i][0], accelerations[i][1]};
      assertRelative(rates, 1e-12, expected);
    }
  }

  @Test
  void theLagrangianIsThatOfJax() throws IOException {
    GoldenNde golden = GoldenNde.read();
    double[][] states = golden.rows("states");
    double[] values = golden.row("lagrangian");
    for (int i = 0; i < states.length; i++) {
      assertRelative(
          Evaluation.oneLane(value(SEED.lagrangian()), states[i], golden.parameters()),
          1e-12,
          values[i]);
    }
  }

  /** L itself, by the state. */
  private static Graph value(NeuralLagrangian lagrangian) {
    var graph = new GraphBuilder();
    List<Expr> q = lagrangian.system().coordinates().stream().map(graph::input).toList();
    List<Expr> v = lagrangian.system().velocities().stream().map(graph::input).toList();
    Expr value = lagrangian.value(q, v);
    return new Graph(
        Stream.concat(q.stream(), v.stream()).toList(),
        lagrangian.parameterNames().stream().map(graph::parameterNamed).toList(),
        List.of(value));
  }

  @Test
  void energyIsKineticPlusPotentialEnergy() throws IOException {
    double[] parameters = GoldenNde.read().parameters();
    NeuralLagrangian lagrangian = SEED.lagrangian();
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      double[] s = random.doubles(4, -3, 3).toArray();
      double potential =
          Evaluation.oneLane(lagrangian.potential().orElseThrow(), Arrays.copyOf(s, 2), parameters)[
              0];
      double kinetic = s[2] * s[2] + 0.5 * s[3] * s[3] + s[2] * s[3] * Math.cos(s[0] - s[1]);
      assertRelative(
          Evaluation.oneLane(lagrangian.energy(), s, parameters), 1e-13, kinetic + potential);
      assertRelative(
          Evaluation.oneLane(value(lagrangian), s, parameters), 1e-13, kinetic - potential);
    }
  }

  /** The closed form by the network's gradient, itself from central differences. */
  @ParameterizedTest
  @CsvSource({"TANH", "SWISH", "GELU", "SOFTPLUS"})
  void accelerationsFollowTheClosedForm(Activation activation) {
    NeuralLagrangian lagrangian =
        architecture(Form.POTENTIAL_GL2, 7, 2, activation, true).lagrangian();
    Random random = new Random(2);
    double[] tensors = random.doubles(lagrangian.layout().size(), -0.7, 0.7).toArray();
    double g = 3.7;
    double l = 1.3;
    double[] parameters = concat(new double[] {g, l}, tensors);
    Graph potential = lagrangian.potential().orElseThrow();
    Graph rhs = lagrangian.rhs();
    for (int i = 0; i < 20; i++) {
      double[] s = random.doubles(4, -3, 3).toArray();
      double[] gradient = new double[2];
      double h = 1e-5;
      for (int k = 0; k < 2; k++) {
        double[] ahead = Arrays.copyOf(s, 2);
        double[] behind = Arrays.copyOf(s, 2);
        ahead[k] += h;
        behind[k] -= h;
        gradient[k] =
            (Evaluation.oneLane(potential, ahead, parameters)[0]
                    - Evaluation.oneLane(potential, behind, parameters)[0])
                / (-g * l * l * 2 * h);
      }
      double c = Math.cos(s[0] - s[1]);
      double sine = Math.sin(s[0] - s[1]);
      double r1 = g * gradient[0] - sine * s[3] * s[3];
      double r2 = g * gradient[1] + sine * s[2] * s[2];
      double determinant = 2 - c * c;
      assertRelative(
          Evaluation.oneLane(rhs, s, parameters),
          1e-8,
          s[2],
          s[3],
          (r1 - c * r2) / determinant,
          (2 * r2 - c * r1) / determinant);
    }
  }

  /** The skip alone holds 2 cos q1 + cos q2; the form g l^2 needs it divided by l. */
  @ParameterizedTest
  @CsvSource({
    "POTENTIAL_GL2, 9.8, 1", "POTENTIAL_GL2, 1.62, 1", "POTENTIAL_GL2, 9.8, 0.3",
    "POTENTIAL_GL, 9.8, 1", "POTENTIAL_GL, 9.8, 0.3", "POTENTIAL_GL, 24.8, 2.5"
  })
  void holdsTheDoublePendulum(Form form, double g, double l) {
    NeuralLagrangian lagrangian = architecture(form, 4, 1, Activation.TANH, true).lagrangian();
    double[] tensors = new double[lagrangian.layout().size()];
    int skip = lagrangian.layout().offset("mlp.skip");
    double divisor = form == Form.POTENTIAL_GL2 ? l : 1;
    tensors[skip] = 2 / divisor;
    tensors[skip + 2] = 1 / divisor;
    double[] parameters = concat(new double[] {g, l}, tensors);
    DoublePendulum exact = new DoublePendulum();
    Graph truth = exact.equationsOfMotion().rhs(exact.parameterNames());
    Graph energy = exact.equationsOfMotion().energy(exact.parameterNames());
    Graph rhs = lagrangian.rhs();
    Random random = new Random(3);
    for (int i = 0; i < 100; i++) {
      double[] s = random.doubles(4, -6, 6).toArray();
      assertRelative(
          Evaluation.oneLane(rhs, s, parameters),
          1e-13,
          Evaluation.oneLane(truth, s, 1, 1, l, l, g));
      assertRelative(
          Evaluation.oneLane(lagrangian.energy(), s, parameters),
          1e-13,
          Evaluation.oneLane(energy, s, 1, 1, l, l, g));
    }
  }

  @Test
  void theSeedsModelHas2304Parameters() {
    assertThat(SEED.lagrangian().layout().size()).isEqualTo(2304);
    assertThat(SEED.lagrangian().parameterNames())
        .containsExactly(
            "g",
            "l",
            "mlp.0.weight",
            "mlp.0.bias",
            "mlp.1.weight",
            "mlp.1.bias",
            "mlp.2.weight",
            "mlp.2.bias",
            "mlp.3.weight");
  }

  @Test
  void fullTurnsChangeNothing() throws IOException {
    double[] parameters = GoldenNde.read().parameters();
    Graph rhs = SEED.lagrangian().rhs();
    Random random = new Random(4);
    for (int i = 0; i < 20; i++) {
      double[] s = random.doubles(4, -3, 3).toArray();
      double[] turned = {s[0] + 4 * Math.PI, s[1] - 2 * Math.PI, s[2], s[3]};
      assertRelative(
          Evaluation.oneLane(rhs, turned, parameters),
          1e-13,
          Evaluation.oneLane(rhs, s, parameters));
    }
  }

  /** As the seed starts: without a potential, whatever the hidden layers. */
  @Test
  void startsAsFreeRotors() {
    NeuralLagrangian lagrangian = SEED.lagrangian();
    double[] initial = lagrangian.initial(420);
    double[] parameters = concat(new double[] {9.8, 1}, initial);
    assertThat(
            Evaluation.oneLane(
                lagrangian.potential().orElseThrow(), new double[] {1, 2}, parameters))
        .containsExactly(new double[1], within(0.0));
    assertThat(Evaluation.oneLane(lagrangian.rhs(), new double[] {1, 2, 0, 0}, parameters))
        .containsExactly(new double[4], within(0.0));
  }

  private static double[] concat(double[] a, double[] b) {
    return DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
  }

  private static void assertRelative(double[] actual, double tolerance, double... expected) {
    double scale = 1;
    for (double x : expected) {
      scale = Math.max(scale, Math.abs(x));
    }
    assertThat(actual).containsExactly(expected, within(tolerance * scale));
  }
}

package ergode.train;

import ergode.backend.Backend;
import ergode.mechanics.DoublePendulum;
import ergode.mechanics.Inversion;
import ergode.network.Activation;
import ergode.network.Architecture;
import ergode.network.Features;
import ergode.network.Form;
import ergode.network.NeuralLagrangian;
import ergode.ode.InitialValueProblem;
import ergode.ode.SaveAt;
import ergode.ode.SolverSettings;
import ergode.ode.VectorField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What tests learn: double pendulums of equal masses and lengths. */
final class Pendulums {
  static final double GRAVITY = 9.8;
  private static final DoublePendulum PENDULUM = new DoublePendulum();

  private Pendulums() {}

  static LearningProblem problem(NeuralLagrangian model) {
    Map<String, Double> constants = new LinkedHashMap<>();
    constants.put("g", GRAVITY);
    for (String name : List.of("l", "m1", "m2", "l1", "l2")) {
      constants.put(name, 1.0);
    }
    return new LearningProblem(
        model.rhs(), PENDULUM.equationsOfMotion().rhs(PENDULUM.parameterNames()), constants);
  }

  /** Angles within a turn, angular velocities within 3 rad/s. */
  static MotionData randomStates(int count, long seed) {
    Random random = new Random(seed);
    double[][] states = new double[4][count];
    for (int j = 0; j < count; j++) {
      for (int i = 0; i < 4; i++) {
        states[i][j] = (i < 2 ? Math.PI : 3) * (2 * random.nextDouble() - 1);
      }
    }
    return new MotionData(states, new double[0][]);
  }

  /** By hand: the well-known closed form for masses and lengths of 1. */
  static double[][] accelerations(double[][] states) {
    double[][] accelerations = new double[2][states[0].length];
    for (int j = 0; j < states[0].length; j++) {
      double a = states[0][j];
      double b = states[1][j];
      double va = states[2][j] * states[2][j];
      double vb = states[3][j] * states[3][j];
      double sin = Math.sin(a - b);
      double cos = Math.cos(a - b);
      double denominator = 3 - Math.cos(2 * (a - b));
      accelerations[0][j] =
          (-GRAVITY * (3 * Math.sin(a) + Math.sin(a - 2 * b)) - 2 * sin * (vb + va * cos))
              / denominator;
      accelerations[1][j] = 2 * sin * (2 * va + 2 * GRAVITY * Math.cos(a) + vb * cos) / denominator;
    }
    return accelerations;
  }

  /** True trajectories from random angles within 2 rad, at rest. */
  static TrajectoryData trajectories(
      Backend backend, SolverSettings settings, SaveAt saveAt, int count, long seed) {
    Random random = new Random(seed);
    long[] ids = new long[count];
    double[][][] starts = new double[count][4][saveAt.points()];
    for (int i = 0; i < count; i++) {
      ids[i] = 100L + i;
      starts[i][0][0] = 2 * (2 * random.nextDouble() - 1);
      starts[i][1][0] = 2 * (2 * random.nextDouble() - 1);
    }
    InitialValueProblem truth =
        new InitialValueProblem(
            VectorField.autonomous(PENDULUM.equationsOfMotion().rhs(PENDULUM.parameterNames())),
            new double[] {1, 1, 1, 1, GRAVITY},
            null);
    TrajectoryData start = new TrajectoryData(saveAt, ids, starts);
    return new TrajectoryData(
        saveAt, ids, Forecast.of(backend, truth, settings, start, 1).states());
  }

  /** A tanh network on Fourier features as part of a double pendulum's Lagrangian. */
  static NeuralLagrangian model(Form form, int width, int depth) {
    return new Architecture(
            "double-pendulum",
            form,
            Features.FOURIER,
            width,
            depth,
            Activation.TANH,
            false,
            false,
            Inversion.SOLVE)
        .lagrangian();
  }
}

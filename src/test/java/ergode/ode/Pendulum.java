package ergode.ode;

import ergode.mechanics.DoublePendulum;
import ergode.mechanics.EulerLagrange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The double pendulum with unit masses and lengths, as the tests of this package use it. */
final class Pendulum {

  /** {@code m1 g l1 + m2 g (l1 + l2)}, J. */
  static final double ENERGY_SCALE = 29.4;

  private Pendulum() {}

  static InitialValueProblem problem(double g) {
    DoublePendulum system = new DoublePendulum();
    EulerLagrange motion = system.equationsOfMotion();
    List<String> names = system.parameterNames();
    return new InitialValueProblem(
        VectorField.autonomous(motion.rhs(names)),
        new double[] {1, 1, 1, 1, g},
        motion.energy(names));
  }

  static List<Runs.Run> runs(SolverSettings settings, SaveAt saveAt, double[]... initial) {
    return Runs.all(problem(9.8), settings, saveAt, initial);
  }

  /** The 1,200 initial conditions that ship with the project. */
  static double[][] seedInitialConditions() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("conf", "seed-initial-conditions.csv"))) {
      return lines
          .skip(1)
          .map(line -> Stream.of(line.split(",")).mapToDouble(Double::parseDouble).toArray())
          .toArray(double[][]::new);
    }
  }

  /** Whether an angle exceeds pi in size at a save point. */
  static boolean flips(Runs.Run run) {
    for (int i = 0; i < 2; i++) {
      for (double angle : run.saved()[i]) {
        if (Math.abs(angle) > Math.PI) {
          return true;
        }
      }
    }
    return false;
  }
}

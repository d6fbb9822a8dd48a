package ergode.bench;

import ergode.backend.Backend;
import ergode.data.AngleRule;
import ergode.data.Simulation;
import ergode.ode.EnsembleSolver;
import ergode.ode.Outcome;
import ergode.ode.Trajectory;
import ergode.train.TrajectoryData;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The training problem of the course: of an ensemble, the runs that the angle rule keeps, the first
 * four fifths to learn from and the rest to be scored on.
 */
record PendulumData(TrajectoryData train, TrajectoryData test) {
  private static final int SAMPLES = 1_200;
  private static final double TRAINED = 0.8;

  static PendulumData of(Simulation ensemble, Backend backend) {
    Integration integration =
        new Integration(
            ensemble,
            CoreFigures.TSIT5,
            CoreFigures.TOLERANCE,
            CoreFigures.TMAX,
            CoreFigures.POINTS);
    EnsembleSolver solver = integration.solver(backend);
    AngleRule rule = new AngleRule(Math.PI);
    List<Long> ids = new ArrayList<>();
    List<double[][]> kept = new ArrayList<>();
    solver.solve(
        integration.design()::initialCondition,
        0,
        SAMPLES,
        trajectory -> {
          if (!rule.isChaotic(trajectory.saved())) {
            ids.add(trajectory.id());
            kept.add(states(trajectory));
          }
        });
    int split = (int) (TRAINED * kept.size());
    TrajectoryData all =
        new TrajectoryData(
            integration.saveAt(),
            ids.stream().mapToLong(Long::longValue).toArray(),
            kept.toArray(double[][][]::new));
    return new PendulumData(
        all.select(IntStream.range(0, split).toArray()),
        all.select(IntStream.range(split, kept.size()).toArray()));
  }

  private static double[][] states(Trajectory trajectory) {
    if (trajectory.outcome() != Outcome.OK) {
      throw new IllegalStateException(
          "trajectory " + trajectory.id() + " ended with " + trajectory.outcome());
    }
    double[][] states = new double[trajectory.saved().length][];
    for (int i = 0; i < states.length; i++) {
      states[i] = trajectory.saved()[i].clone();
    }
    return states;
  }
}

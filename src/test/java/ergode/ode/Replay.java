package ergode.ode;

import ergode.backend.ReferenceBackend;
import java.util.stream.IntStream;

/**
 * Takes recorded steps again, from any initial state and with any parameters, whatever their error:
 * the map whose derivative an adjoint computes.
 */
final class Replay {
  private final SaveAt saveAt;
  private final int[] components;
  private final Lanes lanes;
  private final RungeKuttaStep step;
  private final DenseOutput denseOutput;

  /** A replay with the parameters that the problem has at the time. */
  Replay(InitialValueProblem problem, SolverSettings settings, SaveAt saveAt) {
    int dimension = problem.field().dimension();
    this.saveAt = saveAt;
    components = IntStream.range(0, dimension).toArray();
    lanes = new Lanes(1, dimension, settings.method());
    step = new RungeKuttaStep(new ReferenceBackend(), problem, settings, saveAt, components, lanes);
    denseOutput = new DenseOutput(saveAt, components, lanes);
  }

  /** The states at the save points, [component][point]; NaN after the end of the tape. */
  double[][] saved(Tape tape, double[] initial) {
    Trajectory trajectory = new Trajectory(lanes.dimension, saveAt.points(), components);
    trajectory.begin(0);
    System.arraycopy(initial, 0, trajectory.initial, 0, initial.length);
    denseOutput.start(trajectory, 0);
    for (int i = 0; i < initial.length; i++) {
      lanes.y[i][0] = initial[i];
    }
    lanes.t[0] = saveAt.t0();
    step.start(1);
    for (int i = 0; i < tape.steps(); i++) {
      lanes.t[0] = tape.time(i);
      lanes.tNext[0] = tape.time(i + 1);
      lanes.h[0] = lanes.tNext[0] - lanes.t[0];
      step.attempt(1);
      step.interpolate(1);
      if (denseOutput.isDue(0)) {
        denseOutput.save(trajectory, 0);
      }
      for (int component = 0; component < initial.length; component++) {
        lanes.y[component][0] = lanes.yNext[component][0];
        lanes.k[0][component][0] = lanes.k[lanes.end][component][0];
      }
    }
    trajectory.end(Outcome.OK);
    return trajectory.saved();
  }
}

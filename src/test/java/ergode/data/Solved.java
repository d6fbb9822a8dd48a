package ergode.data;

import ergode.backend.ReferenceBackend;
import ergode.ode.EnsembleSolver;
import ergode.ode.SaveAt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One trajectory as the solver alone gives it, without shards and files: the oracle for data sets.
 *
 * @param saved [component][point]
 */
public record Solved(
    long id, double[] initial, double[][] saved, String status, long steps, long rejected) {

  /** Lanes unlike those of a shard, and no multiple of anything. */
  private static final int LANES = 7;

  /** All trajectories of a simulation, in order. */
  public static List<Solved> all(Simulation simulation) {
    SaveAt saveAt = simulation.save().saveAt();
    List<Solved> solved = new ArrayList<>();
    new EnsembleSolver(
            new ReferenceBackend(),
            simulation.problem(),
            simulation.solver().settings(saveAt),
            saveAt,
            LANES)
        .solve(
            simulation.ensemble().design()::initialCondition,
            0,
            simulation.shards().rows(),
            trajectory ->
                solved.add(
                    new Solved(
                        trajectory.id(),
                        trajectory.initial().clone(),
                        Arrays.stream(trajectory.saved())
                            .map(double[]::clone)
                            .toArray(double[][]::new),
                        trajectory.outcome().label(),
                        trajectory.steps(),
                        trajectory.rejected())));
    return solved;
  }
}

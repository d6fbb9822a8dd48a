package ergode.data;

import ergode.data.parquet.TrajectorySchema;
import ergode.mechanics.EulerLagrange;
import ergode.mechanics.MechanicalSystem;
import ergode.ode.InitialValueProblem;
import ergode.ode.VectorField;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that decides the bytes of a simulated data set, validated. Serializable, so that a
 * task can compute any shard from it alone.
 */
public record Simulation(
    SystemConfig system,
    EnsembleConfig ensemble,
    SolverConfig solver,
    SaveConfig save,
    ShardPlan shards,
    OutputConfig output)
    implements Serializable {

  /**
   * The simulation that {@link #canonical} keys describe; its own canonical keys are the same. If
   * the initial conditions were read from a file, it has an {@link EnsembleConfig.Recorded}
   * ensemble.
   *
   * @param config keys that begin with {@code filter.} are skipped
   * @throws InvalidInputException naming the first key that is missing, unknown or will not do
   */
  public static Simulation of(Map<String, Object> config) {
    return new CanonicalKeys(config).simulation();
  }

  /** The problem each trajectory solves; its invariant is the energy. */
  public InitialValueProblem problem() {
    MechanicalSystem mechanics = system.system();
    EulerLagrange motion = mechanics.equationsOfMotion();
    return new InitialValueProblem(
        VectorField.autonomous(motion.rhs(mechanics.parameterNames())),
        system.parameters(),
        motion.energy(mechanics.parameterNames()));
  }

  /** The columns of its rows. */
  public TrajectorySchema schema() {
    return new TrajectorySchema(system.system(), save);
  }

  /** This simulation for one shard's task: with no more initial conditions than the shard needs. */
  public Simulation forShard(int shard) {
    if (!(ensemble instanceof EnsembleConfig.Explicit explicit)) {
      return this;
    }
    EnsembleConfig slice =
        new EnsembleConfig.Explicit(
            explicit.design().slice(shards.firstId(shard), shards.firstId(shard + 1)));
    return new Simulation(system, slice, solver, save, shards, output);
  }

  /**
   * The keys that decide the bytes, by name, with defaults resolved: the same map for two
   * configurations that mean the same. Its hash identifies the data set.
   */
  public Map<String, Object> canonical() {
    Map<String, Object> keys = new TreeMap<>();
    keys.putAll(system.canonical());
    keys.putAll(ensemble.canonical());
    keys.putAll(solver.canonical(save.saveAt()));
    keys.putAll(save.canonical());
    keys.put("output.shards", shards.shards());
    keys.putAll(output.canonical());
    return keys;
  }
}

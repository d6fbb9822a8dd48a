package ergode.ode;

/** Takes finished trajectories. */
@FunctionalInterface
public interface TrajectorySink {

  /** Called once per trajectory, in the order of their ids; the trajectory is reused afterwards. */
  void accept(Trajectory trajectory);
}

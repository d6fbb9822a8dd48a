package ergode.spark;

/** Told how far a job is. */
@FunctionalInterface
public interface Progress {

  /** So many more trajectories are done. */
  void advance(long trajectories);
}

package ergode.train;

/** What the accelerations of the model are compared with: {@code loss.equation-of-motion}. */
public enum MotionTarget {
  /**
   * The true equations of motion, at the predicted states. That is an oracle: it knows what is to
   * be learned.
   */
  ORACLE,
  /** Accelerations estimated from the recorded velocities, at the recorded states. */
  DATA,
  /** Nothing: trajectories alone. */
  OFF
}

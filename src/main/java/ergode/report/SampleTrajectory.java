package ergode.report;

/**
 * One trajectory to draw.
 *
 * @param name how the reader finds it again, for example "sim_id 17"
 * @param chaotic its label
 * @param time saved times, s, increasing
 * @param theta1 first angle at those times, rad, not wrapped
 * @param theta2 second angle at those times, rad, not wrapped
 */
public record SampleTrajectory(
    String name, boolean chaotic, Series time, Series theta1, Series theta2) {
  public SampleTrajectory {
    if (time.size() < 2 || theta1.size() != time.size() || theta2.size() != time.size()) {
      throw new IllegalArgumentException(
          "trajectory "
              + name
              + " needs at least 2 times and as many angles, got "
              + time.size()
              + " times, "
              + theta1.size()
              + " theta1 and "
              + theta2.size()
              + " theta2");
    }
  }

  /** The first angles, for example "θ₁(0) = 0.52, θ₂(0) = −1.10". */
  String start() {
    return "θ₁(0) = "
        + Numbers.fixed(theta1.get(0), 2)
        + ", θ₂(0) = "
        + Numbers.fixed(theta2.get(0), 2);
  }
}

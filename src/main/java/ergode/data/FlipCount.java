package ergode.data;

import ergode.data.parquet.TrajectoryRow;
import ergode.math.Trig;
import java.io.Serializable;

/**
 * How many double pendulums went over the top, and how many of those had not the energy to. With
 * equal masses and lengths {@code V / (m g l) = -(2 cos theta1 + cos theta2)}; the lowest state in
 * which a rod stands upright has E = -m g l, so a run released from rest with {@code 2 cos theta1 +
 * cos theta2 > 1} can never flip.
 *
 * @param flipped runs with an angle beyond pi at a saved point
 * @param unable runs without the energy to flip, as far as the rule above tells
 * @param impossible runs that are both: each one is a wrong trajectory
 */
public record FlipCount(long flipped, long unable, long impossible) implements Serializable {
  public static final FlipCount NONE = new FlipCount(0, 0, 0);

  /**
   * The count of one run.
   *
   * @param equalPendulums whether both masses and both lengths are equal
   */
  public static FlipCount of(TrajectoryRow row, boolean equalPendulums) {
    double[] initial = row.initial();
    boolean flipped = FlipTime.RULE.isChaotic(row.maxAbs());
    boolean unable =
        equalPendulums
            && initial[2] == 0
            && initial[3] == 0
            && isWithinOneTurn(initial[0])
            && isWithinOneTurn(initial[1])
            && 2 * Trig.cos(initial[0]) + Trig.cos(initial[1]) > 1;
    return new FlipCount(flipped ? 1 : 0, unable ? 1 : 0, flipped && unable ? 1 : 0);
  }

  /** Angles are not wrapped: one that starts beyond pi is beyond pi without a flip. */
  private static boolean isWithinOneTurn(double angle) {
    return Math.abs(angle) < Math.PI;
  }

  public FlipCount plus(FlipCount other) {
    return new FlipCount(
        flipped + other.flipped, unable + other.unable, impossible + other.impossible);
  }
}

package ergode.train;

import java.util.function.Function;

/**
 * A loss over trajectories and its gradient by the parameters. The same arguments give the same
 * bits, however it is computed.
 */
public interface Objective {

  /** What it is a sum of. */
  LossTerms terms();

  /** Trained parameters. */
  int parameterCount();

  /** Trajectories that a batch may draw from. */
  int size();

  /** Save points of a trajectory. */
  int points();

  /**
   * The loss at some parameters.
   *
   * @param parameters left unchanged
   * @param batch numbers of trajectories, from 0 to {@link #size} - 1
   * @param points how many save points are used, from the first on
   */
  Evaluation evaluate(double[] parameters, int[] batch, int points);

  /** The loss of one batch as a function of the parameters. */
  default Function<double[], Evaluation> loss(int[] batch, int points) {
    return parameters -> evaluate(parameters, batch, points);
  }
}

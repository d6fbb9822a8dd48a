package ergode.train;

import java.util.Map;
import java.util.function.Function;

/**
 * An iterative method that lowers a loss. All that it remembers from step to step is its state, so
 * that a run which is resumed from a checkpoint takes the steps of one that was not interrupted.
 */
public interface Optimiser {

  /**
   * One step. If the loss or its gradient that it returns is not finite, neither the parameters nor
   * the state changes.
   *
   * @param parameters where the step starts; on return, where it ends
   * @param objective the loss at any parameters, which it leaves unchanged
   * @param rate the learning rate, or the first step length that a line search tries
   * @return the loss where the step starts; for a method of a single step, where it ends
   */
  Evaluation step(double[] parameters, Function<double[], Evaluation> objective, double rate);

  /** Whether further steps would change nothing. */
  boolean isConverged();

  /** The state, by name. */
  Map<String, double[]> state();

  /**
   * Goes back to a state that {@link #state} gave.
   *
   * @throws IllegalArgumentException if it is that of another method or number of parameters
   */
  void restore(Map<String, double[]> state);
}

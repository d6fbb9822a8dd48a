package ergode.train;

import java.util.Map;
import java.util.function.Function;

/**
 * Solves for the parameters that a {@link LinearLoss} is quadratic in: one step is all of it, and
 * its loss is therefore that where it ends.
 */
final class LeastSquares implements Optimiser {

  @Override
  public Evaluation step(
      double[] parameters, Function<double[], Evaluation> objective, double rate) {
    if (!(objective instanceof LinearLoss linear)) {
      throw new IllegalArgumentException("least squares of a loss that is not quadratic");
    }
    Evaluation start = objective.apply(parameters);
    if (!start.isFinite()) {
      return start;
    }
    double[] minimum = linear.minimum(parameters);
    Evaluation end = objective.apply(minimum);
    if (end.isFinite()) {
      System.arraycopy(minimum, 0, parameters, 0, parameters.length);
    }
    return end;
  }

  @Override
  public boolean isConverged() {
    return false;
  }

  @Override
  public Map<String, double[]> state() {
    return Map.of();
  }

  @Override
  public void restore(Map<String, double[]> state) {
    // there is none
  }
}

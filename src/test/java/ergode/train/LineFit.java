package ergode.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Least squares as an objective: trajectory i is the line {@code y(t) = 2 + 3 x_i t} at times k /
 * 10, to be found as {@code p0 + p1 x_i t}. What it is asked for is kept.
 */
final class LineFit implements Objective {
  static final int POINTS = 10;

  private final int size;
  final List<int[]> batches = new ArrayList<>();

  /** Batches that begin with one of these have no finite loss. */
  final List<Integer> poisoned = new ArrayList<>();

  LineFit(int size) {
    this.size = size;
  }

  @Override
  public int parameterCount() {
    return 2;
  }

  @Override
  public LossTerms terms() {
    return new LossTerms(true, MotionTarget.ORACLE);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int points() {
    return POINTS;
  }

  @Override
  public Evaluation evaluate(double[] parameters, int[] batch, int points) {
    batches.add(batch.clone());
    double loss = 0.0;
    double[] gradient = new double[2];
    int terms = batch.length * points;
    for (int i : batch) {
      double x = Math.sqrt(i + 1.0) / 3.0;
      for (int k = 0; k < points; k++) {
        double xt = x * k / 10.0;
        double residual = parameters[0] + parameters[1] * xt - (2.0 + 3.0 * xt);
        loss += residual * residual / terms;
        gradient[0] += 2.0 * residual / terms;
        gradient[1] += 2.0 * residual * xt / terms;
      }
    }
    boolean poison = poisoned.contains(batch[0]);
    return new Evaluation(
        poison ? Double.NaN : loss, 0.75 * loss, 0.25 * loss, gradient, poison ? 1 : 0);
  }

  /** A recipe of two lengths and two methods. */
  static Recipe recipe() {
    return recipe(true, Method.ADAM, Method.ADAM, Method.LBFGS);
  }

  static Recipe recipe(boolean resetState, Method... methods) {
    return new Recipe(
        Recipe.stages(
            Arrays.asList(methods),
            List.of(6, 5, 30).subList(0, methods.length),
            List.of(0.5, 1.0, 1.0).subList(0, methods.length)),
        new Rates(Rates.Kind.INTENDED, List.of(0.1, 0.05, 1.0).subList(0, methods.length), 0.0, 0),
        4,
        11,
        resetState,
        AdamSettings.DEFAULT,
        3);
  }
}

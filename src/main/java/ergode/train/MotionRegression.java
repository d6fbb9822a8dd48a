package ergode.train;

import ergode.backend.Backend;
import java.util.List;
import java.util.function.Function;

/** A {@link MotionObjective} that is quadratic in the tensors that accelerations are linear in. */
final class MotionRegression implements Objective, AutoCloseable {
  private final MotionObjective objective;
  private final Function<double[], double[]> minimum;

  /**
   * An objective with kernels for {@code threads} threads.
   *
   * @param linear names of those tensors
   */
  MotionRegression(
      Backend backend,
      LearningProblem problem,
      List<String> linear,
      MotionTarget target,
      MotionData data,
      int threads) {
    objective = new MotionObjective(backend, problem, target, data, threads);
    minimum =
        parameters ->
            LinearFit.of(backend, problem, linear, target, data, parameters, threads).parameters();
  }

  @Override
  public LossTerms terms() {
    return objective.terms();
  }

  @Override
  public int parameterCount() {
    return objective.parameterCount();
  }

  @Override
  public int size() {
    return objective.size();
  }

  @Override
  public int points() {
    return objective.points();
  }

  @Override
  public Evaluation evaluate(double[] parameters, int[] batch, int points) {
    return objective.evaluate(parameters, batch, points);
  }

  /** Over all states: those of a batch are no other. */
  @Override
  public Function<double[], Evaluation> loss(int[] batch, int points) {
    return new LinearLoss() {
      @Override
      public double[] minimum(double[] parameters) {
        return minimum.apply(parameters);
      }

      @Override
      public Evaluation apply(double[] parameters) {
        return evaluate(parameters, batch, points);
      }
    };
  }

  @Override
  public void close() {
    objective.close();
  }
}

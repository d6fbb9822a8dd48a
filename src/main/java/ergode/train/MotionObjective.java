package ergode.train;

import ergode.backend.Backend;
import ergode.expr.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The loss of a model's accelerations at given states: regression on the equation of motion,
 * without an integration. A hundred times cheaper than a loss over trajectories, and its minimum is
 * the same where the model can be exact.
 */
public final class MotionObjective implements Objective, AutoCloseable {
  private final LearningProblem problem;
  private final LossTerms terms;
  private final MotionData data;
  private final StateSums sums;

  /**
   * An objective with kernels for {@code threads} threads.
   *
   * @param target {@link MotionTarget#DATA} if the data has accelerations, else {@link
   *     MotionTarget#ORACLE}
   */
  public MotionObjective(
      Backend backend, LearningProblem problem, MotionTarget target, MotionData data, int threads) {
    this.problem = problem;
    terms = new LossTerms(false, target);
    this.data = data;
    Graph loss =
        PointLoss.of(
            terms, problem.model(), problem.truth(), problem.all(), problem.trainedNames());
    List<double[]> rows = new ArrayList<>(List.of(data.states()));
    rows.addAll(List.of(data.states()));
    rows.addAll(List.of(data.accelerations()));
    sums = new StateSums(backend, loss, rows, threads);
  }

  @Override
  public LossTerms terms() {
    return terms;
  }

  @Override
  public int parameterCount() {
    return problem.trainedCount();
  }

  @Override
  public int size() {
    return data.size();
  }

  @Override
  public int points() {
    return 1;
  }

  /** The loss at the states of a batch; they have no further points. */
  @Override
  public Evaluation evaluate(double[] parameters, int[] batch, int points) {
    double[] sum = sums.at(problem.values(parameters), batch);
    double scale = 1.0 / ((double) batch.length * problem.dimension());
    for (int i = 0; i < sum.length; i++) {
      sum[i] *= scale;
    }
    int n = parameterCount();
    return new Evaluation(sum[n], 0, sum[n], Arrays.copyOf(sum, n), 0);
  }

  @Override
  public void close() {
    sums.close();
  }
}

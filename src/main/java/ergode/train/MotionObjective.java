package ergode.train;

import ergode.backend.Backend;
import ergode.backend.Kernel;
import ergode.backend.Strands;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The loss of a model's accelerations at given states: regression on the equation of motion,
 * without an integration. A hundred times cheaper than a loss over trajectories, and its minimum is
 * the same where the model can be exact.
 *
 * <p>A gradient shard is so many consecutive states of the batch; shards are added in a fixed tree.
 */
public final class MotionObjective implements Objective, AutoCloseable {
  private static final int SHARD = 512;
  private static final int CALL_LANES = 128;

  private final LearningProblem problem;
  private final MotionData data;
  private final Workers<Worker> workers;

  /**
   * An objective with kernels for {@code threads} threads.
   *
   * @param target {@link MotionTarget#DATA} if the data has accelerations, else {@link
   *     MotionTarget#ORACLE}
   */
  public MotionObjective(
      Backend backend, LearningProblem problem, MotionTarget target, MotionData data, int threads) {
    this.problem = problem;
    this.data = data;
    LossTerms terms = new LossTerms(false, target);
    workers =
        new Workers<>(
            threads,
            () ->
                new Worker(
                    backend.compile(
                        PointLoss.of(
                            terms,
                            problem.model(),
                            problem.truth(),
                            problem.all(),
                            problem.trainedNames()))));
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
    double[] values = problem.values();
    System.arraycopy(parameters, 0, values, values.length - parameters.length, parameters.length);
    double[][] shards = new double[(batch.length + SHARD - 1) / SHARD][];
    workers.run(
        shards.length,
        (worker, i) -> {
          int to = Math.min(batch.length, (i + 1) * SHARD);
          shards[i] = worker.run(values, batch, i * SHARD, to);
        });
    List<double[]> sums = new ArrayList<>(List.of(shards));
    double[] sum = FixedTree.sum(sums);
    double scale = 1.0 / ((double) batch.length * problem.dimension());
    for (int i = 0; i < sum.length; i++) {
      sum[i] *= scale;
    }
    int n = parameterCount();
    return new Evaluation(sum[n], 0, sum[n], Arrays.copyOf(sum, n), 0);
  }

  @Override
  public void close() {
    workers.close();
  }

  /** A thread's kernel. */
  private final class Worker {
    private final Kernel kernel;
    private final double[][] inputs;
    private final double[][] outputs;
    private final double[] totals;

    Worker(Kernel kernel) {
      this.kernel = kernel;
      inputs = new double[kernel.inputRows()][CALL_LANES];
      outputs = new double[kernel.outputRows()][CALL_LANES];
      totals = new double[kernel.totalCount() * Strands.GROUP];
      Arrays.fill(inputs[0], 1.0);
    }

    double[] run(double[] values, int[] batch, int from, int to) {
      Arrays.fill(totals, 0);
      for (int first = from; first < to; first += CALL_LANES) {
        int count = Math.min(CALL_LANES, to - first);
        gather(batch, first, count);
        kernel.run(inputs, values, outputs, totals, count);
      }
      return Strands.sum(totals, Strands.GROUP, 0, kernel.totalCount());
    }

    private void gather(int[] batch, int first, int count) {
      int dimension = data.states().length;
      for (int lane = 0; lane < count; lane++) {
        int state = batch[first + lane];
        for (int i = 0; i < dimension; i++) {
          inputs[1 + i][lane] = data.states()[i][state];
          inputs[1 + dimension + i][lane] = data.states()[i][state];
        }
        for (int i = 0; i < data.accelerations().length; i++) {
          inputs[1 + 2 * dimension + i][lane] = data.accelerations()[i][state];
        }
      }
    }
  }
}

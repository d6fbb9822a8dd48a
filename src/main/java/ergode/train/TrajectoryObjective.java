package ergode.train;

import ergode.backend.Backend;
import ergode.backend.Strands;
import ergode.ode.SolverSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The loss of a model over recorded trajectories: each is integrated from its first state, and the
 * gradient is that of the discrete solution (discretise, then optimise; Kidger, On Neural
 * Differential Equations, 2022, section 5.1), with the step sizes held constant.
 *
 * <p>Eight consecutive trajectories of a batch are a gradient shard. A shard's sums have a strand
 * per trajectory, shards are added in a fixed tree: threads and blocks change no bit.
 */
public final class TrajectoryObjective implements Objective, AutoCloseable {

  /** Gradient shards that are computed side by side, in the lanes of one block. */
  private static final int SHARDS_PER_BLOCK = 2;

  private final LearningProblem problem;
  private final TrajectoryData data;
  private final Workers<BlockGradient> workers;

  /**
   * An objective with kernels for {@code threads} threads.
   *
   * @param settings of the solver; the first step does not depend on the length of the series
   */
  public TrajectoryObjective(
      Backend backend,
      LearningProblem problem,
      LossTerms terms,
      SolverSettings settings,
      TrajectoryData data,
      int threads) {
    this.problem = problem;
    this.data = data;
    int lanes = SHARDS_PER_BLOCK * Strands.GROUP;
    double[][][] accelerations =
        terms.motion() == MotionTarget.DATA ? data.accelerations() : new double[0][][];
    workers =
        new Workers<>(
            threads,
            () -> new BlockGradient(backend, problem, terms, settings, data, accelerations, lanes));
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
    return data.saveAt().points();
  }

  @Override
  public Evaluation evaluate(double[] parameters, int[] batch, int points) {
    int block = SHARDS_PER_BLOCK * Strands.GROUP;
    int blocks = (batch.length + block - 1) / block;
    ShardSums[][] sums = new ShardSums[blocks][];
    workers.run(
        blocks,
        (worker, i) -> {
          int to = Math.min(batch.length, (i + 1) * block);
          sums[i] = worker.run(parameters, Arrays.copyOfRange(batch, i * block, to), points);
        });
    List<double[]> shards = new ArrayList<>();
    int failed = 0;
    for (ShardSums[] group : sums) {
      for (ShardSums shard : group) {
        shards.add(shard.sums());
        failed += shard.failed();
      }
    }
    double[] sum = FixedTree.sum(shards);
    double scale = 1.0 / ((double) (batch.length - failed) * points * problem.dimension());
    for (int i = 0; i < sum.length; i++) {
      sum[i] *= scale;
    }
    int n = parameterCount();
    return new Evaluation(sum[n] + sum[n + 1], sum[n], sum[n + 1], Arrays.copyOf(sum, n), failed);
  }

  @Override
  public void close() {
    workers.close();
  }
}

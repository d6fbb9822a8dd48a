package ergode.train;

import ergode.backend.Backend;
import ergode.backend.LaneGroups;
import ergode.ode.SolverSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The loss of a model over recorded trajectories: each is integrated from its first state, and the
 * gradient is that of the discrete solution (discretise, then optimise; Kidger, On Neural
 * Differential Equations, 2022, section 5.1), with the step sizes held constant.
 *
 * <p>The trajectories of a batch are put in order, longest path first, and eight consecutive ones
 * are a gradient shard, so that those side by side take about as many steps. A shard is a group of
 * lanes ({@link LaneGroups}), shards are added in a fixed tree: threads and blocks change no bit.
 */
public final class TrajectoryObjective implements Objective, AutoCloseable {

  private final LearningProblem problem;
  private final LossTerms terms;
  private final TrajectoryData data;
  private final int threads;
  private final Workers<BlockGradient> workers;
  private double[] pathLengths = {};
  private int measuredPoints;

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
    this.terms = terms;
    this.data = data;
    this.threads = threads;
    double[][][] accelerations =
        terms.motion() == MotionTarget.DATA ? data.accelerations() : new double[0][][];
    workers =
        new Workers<>(
            threads,
            () ->
                new BlockGradient(
                    backend, problem, terms, settings, data, accelerations, GradientBlock.LANES));
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
    return data.saveAt().points();
  }

  @Override
  public Evaluation evaluate(double[] parameters, int[] batch, int points) {
    List<GradientBlock> blocks = GradientBlock.of(longestFirst(batch, points), threads);
    ShardSums[] shards = new ShardSums[LaneGroups.count(batch.length)];
    workers.run(
        blocks.size(),
        (worker, i) -> {
          GradientBlock block = blocks.get(i);
          ShardSums[] sums = worker.run(parameters, block.trajectories(), points);
          for (int k = 0; k < sums.length; k++) {
            shards[block.shards()[k]] = sums[k];
          }
        });
    List<double[]> vectors = new ArrayList<>();
    int failed = 0;
    for (ShardSums shard : shards) {
      vectors.add(shard.sums());
      failed += shard.failed();
    }
    double[] sum = FixedTree.sum(vectors);
    double scale = 1.0 / ((double) (batch.length - failed) * points * problem.dimension());
    for (int i = 0; i < sum.length; i++) {
      sum[i] *= scale;
    }
    int n = parameterCount();
    return new Evaluation(sum[n] + sum[n + 1], sum[n], sum[n + 1], Arrays.copyOf(sum, n), failed);
  }

  /** In descending order of the paths' lengths, which predict the numbers of steps. */
  private int[] longestFirst(int[] batch, int points) {
    if (points != measuredPoints) {
      pathLengths = data.pathLengths(points);
      measuredPoints = points;
    }
    return Arrays.stream(batch)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -pathLengths[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Override
  public void close() {
    workers.close();
  }
}

package ergode.train;

import ergode.backend.Backend;
import ergode.backend.LaneGroups;
import ergode.ode.AdjointSolver;
import ergode.ode.EnsembleSolver;
import ergode.ode.InitialValueProblem;
import ergode.ode.Outcome;
import ergode.ode.SolverSettings;
import ergode.ode.Tape;
import ergode.ode.Trajectory;
import ergode.ode.VectorField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One thread's sums over blocks of trajectories, one per lane: forward with a record of the steps,
 * the loss at all save points with its cotangents, and back over the steps.
 */
final class BlockGradient {
  private final Backend backend;
  private final LearningProblem problem;
  private final SolverSettings settings;
  private final TrajectoryData data;
  private final int lanes;
  private final double[] values;
  private final double[] modelValues;
  private final PathLoss loss;
  private final List<Tape> tapes = new ArrayList<>();
  private final List<Tape> used;
  private final Tape none;

  /** Predicted states, then their cotangents, [lane][component][point]. */
  private final double[][][] path;

  private final boolean[] failed;
  private final double[] gradient;
  private final double[][] initialCotangents;
  private final InitialValueProblem model;
  private final AdjointSolver adjoint;
  private int points;
  private EnsembleSolver solver;

  BlockGradient(
      Backend backend,
      LearningProblem problem,
      LossTerms terms,
      SolverSettings settings,
      TrajectoryData data,
      double[][][] accelerations,
      int lanes) {
    this.backend = backend;
    this.problem = problem;
    this.settings = settings;
    this.data = data;
    this.lanes = lanes;
    values = problem.values();
    modelValues = problem.modelValues(values);
    loss = new PathLoss(backend, problem, terms, data, accelerations);
    int dimension = problem.dimension();
    for (int lane = 0; lane < lanes; lane++) {
      tapes.add(new Tape(dimension));
    }
    used = new ArrayList<>(tapes);
    none = new Tape(dimension);
    path = new double[lanes][dimension][data.saveAt().points()];
    failed = new boolean[lanes];
    gradient = new double[problem.trainedCount() * LaneGroups.count(lanes)];
    initialCotangents = new double[lanes][dimension];
    points = data.saveAt().points();
    model = new InitialValueProblem(VectorField.autonomous(problem.model()), modelValues, null);
    solver = newSolver();
    adjoint = new AdjointSolver(backend, model, settings, problem.trainedNames(), lanes);
  }

  private EnsembleSolver newSolver() {
    return new EnsembleSolver(backend, model, settings, data.first(points), lanes);
  }

  /**
   * The sums of a block's shards.
   *
   * @param batch numbers of at most as many trajectories as there are lanes
   */
  ShardSums[] run(double[] parameters, int[] batch, int count) {
    if (count != points) {
      points = count;
      solver = newSolver();
    }
    System.arraycopy(parameters, 0, values, values.length - parameters.length, parameters.length);
    System.arraycopy(problem.modelValues(values), 0, modelValues, 0, modelValues.length);
    integrate(batch);
    Arrays.fill(gradient, 0);
    ShardSums[] shards = losses(batch);
    for (int lane = 0; lane < batch.length; lane++) {
      used.set(lane, failed[lane] ? none : tapes.get(lane));
    }
    adjoint.backward(
        used.subList(0, batch.length), data.first(points), path, gradient, initialCotangents);
    int trained = problem.trainedCount();
    for (int shard = 0; shard < shards.length; shard++) {
      System.arraycopy(gradient, shard * trained, shards[shard].sums(), 0, trained);
    }
    return shards;
  }

  private void integrate(int[] batch) {
    solver.solve(
        (id, state) -> data.first(batch[(int) id], state),
        0,
        batch.length,
        id -> tapes.get((int) id),
        this::keep);
  }

  private void keep(Trajectory trajectory) {
    int lane = (int) trajectory.id();
    failed[lane] = trajectory.outcome() != Outcome.OK;
    for (int i = 0; i < path[lane].length; i++) {
      System.arraycopy(trajectory.saved()[i], 0, path[lane][i], 0, points);
    }
  }

  /** The losses of each shard, their cotangents, and the start of the gradient. */
  private ShardSums[] losses(int[] batch) {
    ShardSums[] shards = new ShardSums[LaneGroups.count(batch.length)];
    for (int shard = 0; shard < shards.length; shard++) {
      int first = shard * LaneGroups.SIZE;
      int lost = 0;
      loss.clear();
      for (int lane = first; lane < Math.min(batch.length, first + LaneGroups.SIZE); lane++) {
        if (failed[lane]) {
          lost++;
        } else {
          loss.add(values, batch[lane], path[lane], points);
        }
      }
      loss.gradientTo(gradient, shard * problem.trainedCount());
      double[] sums = new double[problem.trainedCount() + 2];
      sums[sums.length - 2] = loss.trajectoryLoss();
      sums[sums.length - 1] = loss.motionLoss();
      shards[shard] = new ShardSums(sums, lost);
    }
    return shards;
  }
}

package ergode.ode;

import ergode.backend.Backend;
import ergode.backend.LaneGroups;
import ergode.backend.ReferenceBackend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * An ensemble, and a weighted sum of its saved states to be differentiated: by the adjoint, and by
 * central differences over the same steps.
 */
record AdjointCase(
    InitialValueProblem problem,
    SolverSettings settings,
    SaveAt saveAt,
    List<String> trained,
    double[][] initial) {

  /** Step of the differences, in units of the larger of a number and 1. */
  private static final double STEP = 1e-3;

  /**
   * What goes back.
   *
   * @param totals gradient by [group][trained element]
   * @param initial gradient by [trajectory][component] of the initial states
   */
  record Gradient(double[] totals, double[][] initial) {

    /** Of all trajectories, [trained element]. */
    double[] parameters(int count) {
      double[] sums = new double[count];
      for (int i = 0; i < totals.length; i++) {
        sums[i % count] += totals[i];
      }
      return sums;
    }
  }

  /** Weights of the saved states, [trajectory][component][point]; a trajectory has its own. */
  double[][][] weights() {
    double[][][] weights = new double[initial.length][initial[0].length][];
    for (int i = 0; i < weights.length; i++) {
      SplittableRandom random = new SplittableRandom(Arrays.hashCode(initial[i]));
      for (int j = 0; j < weights[i].length; j++) {
        weights[i][j] = random.doubles(saveAt.points(), -1, 1).toArray();
      }
    }
    return weights;
  }

  List<Tape> record() {
    List<Tape> tapes = Arrays.stream(initial).map(state -> new Tape(state.length)).toList();
    Runs.solver(problem, settings, saveAt, 8)
        .solve(
            (id, state) -> System.arraycopy(initial[(int) id], 0, state, 0, state.length),
            0,
            initial.length,
            id -> tapes.get((int) id),
            trajectory -> {});
    return tapes;
  }

  AdjointSolver solver(Backend backend, int lanes) {
    return new AdjointSolver(backend, problem, settings, trained, lanes);
  }

  /** One block of all trajectories. */
  Gradient adjoint() {
    return adjoint(solver(new ReferenceBackend(), initial.length), record(), saveAt, weights());
  }

  static Gradient adjoint(
      AdjointSolver solver, List<Tape> tapes, SaveAt saveAt, double[][][] weights) {
    Gradient gradient =
        new Gradient(
            new double[solver.trainedCount() * LaneGroups.count(tapes.size())],
            new double[tapes.size()][weights[0].length]);
    solver.backward(tapes, saveAt, weights, gradient.totals(), gradient.initial());
    return gradient;
  }

  /** The gradient by {@code problem.parameters()[element]}. */
  double differenceByParameter(int element) {
    List<Tape> tapes = record();
    double[][][] weights = weights();
    Replay replay = new Replay(problem, settings, saveAt);
    double centre = problem.parameters()[element];
    double slope =
        difference(
            centre,
            value -> {
              problem.parameters()[element] = value;
              return IntStream.range(0, initial.length)
                  .mapToDouble(i -> value(replay, tapes.get(i), initial[i], weights[i]))
                  .sum();
            });
    problem.parameters()[element] = centre;
    return slope;
  }

  /** The gradient by the initial state of a trajectory. */
  double[] differenceByInitial(int trajectory) {
    Tape tape = record().get(trajectory);
    double[][] weights = weights()[trajectory];
    Replay replay = new Replay(problem, settings, saveAt);
    double[] slopes = new double[initial[trajectory].length];
    for (int i = 0; i < slopes.length; i++) {
      double[] state = initial[trajectory].clone();
      int component = i;
      slopes[i] =
          difference(
              state[i],
              value -> {
                state[component] = value;
                return value(replay, tape, state, weights);
              });
    }
    return slopes;
  }

  private static double value(Replay replay, Tape tape, double[] state, double[][] weights) {
    double[][] saved = replay.saved(tape, state);
    double sum = 0;
    for (int i = 0; i < saved.length; i++) {
      for (int point = 0; point < saved[i].length; point++) {
        if (!Double.isNaN(saved[i][point])) {
          sum += weights[i][point] * saved[i][point];
        }
      }
    }
    return sum;
  }

  /** Of fourth order. */
  private static double difference(double centre, DoubleUnaryOperator function) {
    double step = STEP * Math.max(1, Math.abs(centre));
    double near = function.applyAsDouble(centre + step) - function.applyAsDouble(centre - step);
    double far =
        function.applyAsDouble(centre + 2 * step) - function.applyAsDouble(centre - 2 * step);
    return (8 * near - far) / (12 * step);
  }

  /** All gradients one after the other: parameters in the order of the problem, initial states. */
  double[] differences() {
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < problem.parameters().length; i++) {
      all.add(differenceByParameter(i));
    }
    for (int i = 0; i < initial.length; i++) {
      Arrays.stream(differenceByInitial(i)).forEach(all::add);
    }
    return all.stream().mapToDouble(x -> x).toArray();
  }
}

package ergode.train;

import ergode.backend.Backend;
import ergode.expr.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The values of some tensors that a model's accelerations depend on linearly, fitted to the
 * equation of motion at given states by least squares: variable projection's inner problem (Golub
 * and Pereyra, The differentiation of pseudo-inverses and nonlinear least squares problems whose
 * variables separate, SIAM J. Numer. Anal. 10, 1973, pp. 413-432).
 *
 * <p>One pass over the states makes the normal equations, and each further one refines their
 * solution, until the residual no longer falls. The result does not depend on threads, backends, or
 * the values that the fitted tensors had.
 *
 * @param parameters all trained tensors, the fitted ones with their new values
 * @param motionLoss mean square of the residual, over states and all components of d/dt
 * @param columns number of fitted elements
 * @param rank how many of them are independent; the others are zero
 */
public record LinearFit(double[] parameters, double motionLoss, int columns, int rank) {

  /** A pass that gains less than this factor is the last. */
  private static final double LEAST_GAIN = 2;

  /**
   * Fits tensors.
   *
   * @param fitted their names, the simplest first: where columns depend on each other, the first
   *     ones are kept
   * @param target {@link MotionTarget#DATA} if the data has accelerations, else {@link
   *     MotionTarget#ORACLE}
   * @param parameters all trained tensors; left unchanged
   * @throws IllegalArgumentException if there is nothing to fit, or no such tensor
   */
  public static LinearFit of(
      Backend backend,
      LearningProblem problem,
      List<String> fitted,
      MotionTarget target,
      MotionData data,
      double[] parameters,
      int threads) {
    int[] places = places(problem, fitted);
    List<double[]> rows = new ArrayList<>(List.of(data.states()));
    rows.addAll(List.of(data.accelerations()));
    try (StateSums sums =
        new StateSums(backend, MotionColumns.of(problem, fitted, target), rows, threads)) {
      int[] all = IntStream.range(0, data.size()).toArray();
      double scale = 1.0 / ((double) all.length * problem.dimension());
      double[] start = parameters.clone();
      for (int place : places) {
        start[place] = 0;
      }
      double[] gram = sums.at(problem.values(start), all);
      NormalEquations equations = new NormalEquations(gram, places.length);
      int rank = equations.rank();
      LinearFit best = new LinearFit(start, scale * last(gram), places.length, rank);
      boolean falls = true;
      while (falls) {
        double[] refined = best.parameters.clone();
        double[] change = equations.solve(gram);
        for (int i = 0; i < places.length; i++) {
          refined[places[i]] += change[i];
        }
        gram = sums.at(problem.values(refined), all);
        double loss = scale * last(gram);
        falls = loss < best.motionLoss / LEAST_GAIN;
        best = loss < best.motionLoss ? new LinearFit(refined, loss, places.length, rank) : best;
      }
      return best;
    }
  }

  private static double last(double[] gram) {
    return gram[gram.length - 1];
  }

  /** Where the elements of the fitted tensors are in the flat vector. */
  private static int[] places(LearningProblem problem, List<String> fitted) {
    if (fitted.isEmpty()) {
      throw new IllegalArgumentException(
          "the accelerations depend linearly on none of the tensors " + problem.trainedNames());
    }
    return fitted.stream().flatMapToInt(name -> places(problem, name)).toArray();
  }

  private static IntStream places(LearningProblem problem, String name) {
    int offset = 0;
    for (Leaf.Parameter leaf : problem.trained()) {
      if (leaf.name().equals(name)) {
        return IntStream.range(offset, offset + leaf.size());
      }
      offset += leaf.size();
    }
    throw new IllegalArgumentException(
        "no tensor " + name + " to fit, expected some of " + problem.trainedNames());
  }
}

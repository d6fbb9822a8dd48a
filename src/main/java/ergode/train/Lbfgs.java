package ergode.train;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * L-BFGS: Newton's method with an inverse Hessian from the last {@value #MEMORY} steps, and a
 * {@linkplain WolfeSearch line search}. For a loss that is one fixed function. It keeps twice
 * {@value #MEMORY} vectors; a step mostly needs one evaluation.
 *
 * <p>D. C. Liu, J. Nocedal, "On the limited memory BFGS method for large scale optimization",
 * Mathematical Programming 45, 1989, pp. 503-528, doi:10.1007/BF01589116; J. Nocedal, S. J. Wright,
 * "Numerical Optimization", 2nd edition, Springer 2006, algorithms 7.4 and 7.5.
 */
public final class Lbfgs implements Optimiser {
  private static final int MEMORY = 10;
  private static final String STEPS = "lbfgs.steps";
  private static final String CHANGES = "lbfgs.changes";
  private static final String GRADIENT = "lbfgs.gradient";
  private static final String LOSSES = "lbfgs.losses";
  private static final String CONVERGED = "lbfgs.converged";

  /**
   * What a step has told of the curvature.
   *
   * @param step of the parameters
   * @param change of the gradient
   */
  private record Pair(double[] step, double[] change) {
    double curvature() {
      return Vectors.dot(step, change);
    }
  }

  private final int parameters;

  /** From the oldest to the latest. */
  private final Deque<Pair> pairs = new ArrayDeque<>();

  private @Nullable Evaluation current;
  private boolean converged;

  public Lbfgs(int parameters) {
    this.parameters = parameters;
  }

  @Override
  public Evaluation step(double[] x, Function<double[], Evaluation> objective, double rate) {
    Evaluation start = current == null ? objective.apply(x) : current;
    if (!start.isFinite()) {
      return start;
    }
    current = start;
    while (!converged) {
      double[] direction = direction(start.gradient());
      double first = pairs.isEmpty() ? rate * Math.min(1.0, 1.0 / start.gradientNorm()) : rate;
      Optional<WolfeSearch.Point> found =
          new WolfeSearch(objective, x, start, direction).from(first);
      if (found.isPresent()) {
        accept(x, start, found.get());
        return start;
      }
      // what the pairs say may be wrong here; the gradient alone may still show the way
      converged = pairs.isEmpty();
      pairs.clear();
    }
    return start;
  }

  private void accept(double[] x, Evaluation start, WolfeSearch.Point found) {
    Pair pair =
        new Pair(
            difference(found.parameters(), x),
            difference(found.evaluation().gradient(), start.gradient()));
    // rounding may hide the positive curvature that the line search provides for
    if (pair.curvature() > 0) {
      if (pairs.size() == MEMORY) {
        pairs.removeFirst();
      }
      pairs.addLast(pair);
    }
    System.arraycopy(found.parameters(), 0, x, 0, x.length);
    current = found.evaluation();
  }

  /** Minus the inverse Hessian times the gradient, by the two-loop recursion. */
  private double[] direction(double[] gradient) {
    double[] d = gradient.clone();
    double[] alpha = new double[pairs.size()];
    int i = pairs.size();
    for (Iterator<Pair> latestFirst = pairs.descendingIterator(); latestFirst.hasNext(); ) {
      Pair pair = latestFirst.next();
      alpha[--i] = Vectors.dot(pair.step(), d) / pair.curvature();
      Vectors.add(d, -alpha[i], pair.change());
    }
    double scale = pairs.isEmpty() ? 1.0 : scale(pairs.getLast());
    for (int j = 0; j < d.length; j++) {
      d[j] *= scale;
    }
    for (Pair pair : pairs) {
      double beta = Vectors.dot(pair.change(), d) / pair.curvature();
      Vectors.add(d, alpha[i++] - beta, pair.step());
    }
    for (int j = 0; j < d.length; j++) {
      d[j] = -d[j];
    }
    return d;
  }

  /** The size of the inverse Hessian along the latest step; Nocedal and Wright, (7.20). */
  private static double scale(Pair latest) {
    return latest.curvature() / Vectors.dot(latest.change(), latest.change());
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = a.clone();
    Vectors.add(difference, -1.0, b);
    return difference;
  }

  @Override
  public boolean isConverged() {
    return converged;
  }

  @Override
  public Map<String, double[]> state() {
    double[] steps = new double[pairs.size() * parameters];
    double[] changes = new double[steps.length];
    int at = 0;
    for (Pair pair : pairs) {
      System.arraycopy(pair.step(), 0, steps, at, parameters);
      System.arraycopy(pair.change(), 0, changes, at, parameters);
      at += parameters;
    }
    Evaluation e = current;
    double[] losses =
        e == null
            ? new double[0]
            : new double[] {e.loss(), e.trajectoryLoss(), e.motionLoss(), e.failed()};
    return StateTensors.nonEmpty(
        Map.of(
            STEPS,
            steps,
            CHANGES,
            changes,
            GRADIENT,
            e == null ? new double[0] : e.gradient().clone(),
            LOSSES,
            losses,
            CONVERGED,
            new double[] {converged ? 1.0 : 0.0}));
  }

  @Override
  public void restore(Map<String, double[]> state) {
    StateTensors tensors = new StateTensors(state);
    double[] losses = tensors.get(LOSSES);
    current = null;
    if (losses.length > 0) {
      double[] l = tensors.get(LOSSES, 4);
      current =
          new Evaluation(l[0], l[1], l[2], tensors.get(GRADIENT, parameters).clone(), (int) l[3]);
    }
    pairs.clear();
    int stored = tensors.get(STEPS).length / parameters;
    double[] steps = tensors.get(STEPS, stored * parameters);
    double[] changes = tensors.get(CHANGES, stored * parameters);
    for (int k = 0; k < stored; k++) {
      pairs.addLast(new Pair(row(steps, k), row(changes, k)));
    }
    converged = tensors.get(CONVERGED, 1)[0] != 0.0;
  }

  private double[] row(double[] rows, int k) {
    double[] row = new double[parameters];
    System.arraycopy(rows, k * parameters, row, 0, parameters);
    return row;
  }
}

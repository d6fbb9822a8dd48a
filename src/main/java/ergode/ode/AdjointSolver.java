package ergode.ode;

import ergode.backend.Backend;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * The discrete adjoint of {@link EnsembleSolver}: the gradient of a function of the saved states by
 * the initial state and by parameters. It goes back over each trajectory's accepted steps and
 * applies the transpose of each step's derivative, which is exact up to rounding; step sizes count
 * as constants. Stages are computed again, so a step in memory is its state and first stage.
 *
 * <p>Sanz-Serna, Symplectic Runge-Kutta schemes for adjoint equations, automatic differentiation,
 * optimal control, and more, SIAM Review 58, 2016, pp. 3-33.
 *
 * <p>One trajectory per lane, of a length of its own. One solver serves one thread.
 */
public final class AdjointSolver {
  private final double[] parameters;
  private final Lanes lanes;

  /** The cotangent of a row of {@link #lanes} is the same row here. */
  private final Lanes cotangents;

  /** Cotangents at the first step's start, [component][lane]. */
  private final double[][] firstState;

  private final double[][] firstStage;
  private final double[][] initial;
  private final BoundKernel step;
  private final BoundKernel start;
  private final DenseOutputAdjoint denseOutput;

  /** Steps of each lane that are still to be done. */
  private final int[] left;

  /**
   * A solver for one problem, for any save points.
   *
   * @param trained names of the parameters to differentiate by, in the order of the gradient
   * @param laneCount most trajectories in a block; changes speed, never results
   * @throws IllegalArgumentException if the right-hand side has no such parameter, or one is named
   *     twice
   */
  public AdjointSolver(
      Backend backend,
      InitialValueProblem problem,
      SolverSettings settings,
      List<String> trained,
      int laneCount) {
    if (new HashSet<>(trained).size() < trained.size()) {
      throw new IllegalArgumentException(
          "the trained parameters " + trained + " are not all different");
    }
    parameters = problem.parameters();
    int dimension = problem.field().dimension();
    lanes = new Lanes(laneCount, dimension, settings.method());
    cotangents = new Lanes(laneCount, dimension, settings.method());
    int room = lanes.t.length;
    firstState = new double[dimension][room];
    firstStage = new double[dimension][room];
    initial = new double[dimension][room];
    left = new int[laneCount];
    denseOutput = new DenseOutputAdjoint(lanes, cotangents);
    step =
        BoundKernel.of(
            backend,
            AdjointGraph.step(problem, settings, trained),
            List.of(
                new double[][] {lanes.h, lanes.t, lanes.tNext},
                lanes.y,
                lanes.k[0],
                new double[][] {denseOutput.size},
                cotangents.y,
                cotangents.yNext,
                cotangents.k[lanes.end],
                Arrays.stream(cotangents.dense).flatMap(Arrays::stream).toArray(double[][]::new)),
            // what is at the start of a step is at the end of the one before it
            List.of(cotangents.yNext, cotangents.k[lanes.end]));
    start =
        BoundKernel.of(
            backend,
            AdjointGraph.start(problem, settings, trained),
            List.of(new double[][] {lanes.t}, lanes.y, firstState, firstStage),
            List.<double[][]>of(initial));
  }

  /** Number of elements of the trained parameters: of the gradient. */
  public int trainedCount() {
    return step.kernel().totalCount();
  }

  /**
   * Goes back over a block of trajectories. The parameters are those that the problem has now: they
   * must be those of the recording.
   *
   * @param tapes one per lane, fastest with the longest first; an empty one keeps a lane empty, as
   *     after a failure
   * @param saveAt the save points of the recorded solve
   * @param saved cotangents of the saved states, [lane][component][point]; points after the end of
   *     a tape are not looked at
   * @param totals [group][trained element]; the gradients are added to it, in {@link
   *     ergode.backend.LaneGroups}
   * @param initialStates overwritten by the cotangents of the initial states, [lane][component]
   */
  public void backward(
      List<Tape> tapes,
      SaveAt saveAt,
      double[][][] saved,
      double[] totals,
      double[][] initialStates) {
    int count = tapes.size();
    if (count > lanes.capacity) {
      throw new IllegalArgumentException(
          count + " tapes, expected at most " + lanes.capacity + ", one per lane");
    }
    begin(tapes, saveAt);
    int busy = busy(count);
    boolean any = busy > 0;
    while (busy > 0) {
      for (int lane = 0; lane < busy; lane++) {
        if (left[lane] > 0) {
          tapes.get(lane).load(left[lane] - 1, lanes, lane);
          denseOutput.pass(lane, saved[lane]);
        }
      }
      step.run(parameters, totals, busy);
      for (int lane = 0; lane < busy; lane++) {
        if (left[lane] > 0 && --left[lane] == 0) {
          move(cotangents.yNext, firstState, lane);
          move(cotangents.k[lanes.end], firstStage, lane);
          rest(lane);
        }
      }
      busy = busy(busy);
    }
    if (any) {
      start.run(parameters, totals, count);
    }
    for (int lane = 0; lane < count; lane++) {
      for (int i = 0; i < lanes.dimension; i++) {
        initialStates[lane][i] = initial[i][lane] + saved[lane][i][0];
      }
    }
  }

  /** Lanes of the first {@code count} up to the last that has steps left: the rest cost nothing. */
  private int busy(int count) {
    int busy = count;
    while (busy > 0 && left[busy - 1] == 0) {
      busy--;
    }
    return busy;
  }

  /** Readies all lanes. */
  private void begin(List<Tape> tapes, SaveAt saveAt) {
    denseOutput.begin(saveAt);
    Tape longest = tapes.get(0);
    for (int lane = 0; lane < tapes.size(); lane++) {
      Tape tape = tapes.get(lane);
      tape.requireComponents(lanes.dimension);
      denseOutput.begin(lane, tape);
      left[lane] = tape.steps();
      longest = tape.steps() > longest.steps() ? tape : longest;
      for (double[][] rows : List.of(firstState, firstStage, initial)) {
        clear(rows, lane);
      }
    }
    for (int lane = 0; lane < tapes.size() && longest.steps() > 0; lane++) {
      // an empty lane computes with finite numbers of another one, lest 0 times infinity be NaN
      longest.load(0, lanes, lane);
      rest(lane);
    }
  }

  /** A step of no size and without cotangents, from the state in the lane: it adds exact zeros. */
  private void rest(int lane) {
    lanes.tNext[lane] = lanes.t[lane];
    lanes.h[lane] = 0;
    clear(cotangents.y, lane);
    clear(cotangents.yNext, lane);
    clear(cotangents.k[lanes.end], lane);
    denseOutput.rest(lane);
  }

  private static void clear(double[][] rows, int lane) {
    for (double[] row : rows) {
      row[lane] = 0;
    }
  }

  private static void move(double[][] from, double[][] to, int lane) {
    for (int i = 0; i < from.length; i++) {
      to[i][lane] = from[i][lane];
    }
  }
}

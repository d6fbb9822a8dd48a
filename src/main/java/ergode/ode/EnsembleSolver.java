package ergode.ode;

import ergode.backend.Backend;
import ergode.backend.Kernel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Integrates many trajectories of one problem. Each lane has its own step size; a lane whose
 * trajectory has ended takes the next one from the queue.
 *
 * <p>One solver serves one thread.
 */
public final class EnsembleSolver {

  /** Trajectories in flight per lane, finished ones that wait for a slower predecessor included. */
  private static final int WINDOW = 16;

  /** A step that would end this close to t1, as a fraction of the whole span, ends at t1. */
  private static final double END_TOLERANCE = 1e-11;

  /**
   * A step shorter than this many units in the last place of t is too small: a rejected step of
   * fewer could round to itself and be rejected for ever.
   */
  private static final double LEAST_STEP = 10;

  private final SolverSettings settings;
  private final SaveAt saveAt;
  private final Lanes lanes;
  private final Lanes loading;
  private final RungeKuttaStep step;
  private final StepSizes stepSizes;
  private final DenseOutput denseOutput;
  private final InvariantWatch invariant;
  private final Trajectory[] inLane;
  private final Deque<Trajectory> inFlight = new ArrayDeque<>();
  private final Deque<Trajectory> spare = new ArrayDeque<>();
  private int active;

  /**
   * A solver for one problem.
   *
   * @param laneCount trajectories integrated side by side; changes speed, never results
   */
  public EnsembleSolver(
      Backend backend,
      InitialValueProblem problem,
      SolverSettings settings,
      SaveAt saveAt,
      int laneCount) {
    if (laneCount < 1) {
      throw new IllegalArgumentException("laneCount = " + laneCount + ", expected at least 1");
    }
    this.settings = settings;
    this.saveAt = saveAt;
    Tableau method = settings.method();
    VectorField field = problem.field();
    Kernel rhs = backend.compile(field.graph());
    lanes = new Lanes(laneCount, field.dimension(), RungeKuttaStep.storedStages(method));
    loading = new Lanes(laneCount, field.dimension(), 1);
    step =
        new RungeKuttaStep(
            method,
            rhs,
            field.timeDependent(),
            problem.parameters(),
            settings.control(),
            laneCount);
    stepSizes = new StepSizes(settings.control(), method.order());
    denseOutput = new DenseOutput(saveAt, method.interpolant());
    invariant = new InvariantWatch(backend, problem, laneCount);
    inLane = new Trajectory[laneCount];
  }

  /** Integrates trajectories {@code from} to {@code to - 1} and hands them over in that order. */
  public void solve(InitialStates initial, long from, long to, TrajectorySink sink) {
    long next = from;
    active = 0;
    inFlight.clear(); // of what a sink that threw has left behind
    while (next < to || active > 0) {
      next = refill(initial, next, to);
      deliver(sink);
      if (active > 0) {
        attempt();
      }
    }
    deliver(sink);
  }

  private long refill(InitialStates initial, long next, long to) {
    int room =
        (int)
            Math.min(
                Math.min(lanes.capacity - active, lanes.capacity * WINDOW - inFlight.size()),
                to - next);
    for (int lane = 0; lane < room; lane++) {
      Trajectory trajectory =
          spare.isEmpty() ? new Trajectory(lanes.dimension, saveAt.points()) : spare.pop();
      trajectory.begin(next + lane);
      initial.state(next + lane, trajectory.initial);
      inFlight.add(trajectory);
      inLane[active + lane] = trajectory;
      for (int i = 0; i < lanes.dimension; i++) {
        loading.y[i][lane] = trajectory.initial[i];
      }
      loading.t[lane] = saveAt.t0();
    }
    if (room == 0) {
      return next;
    }
    step.start(loading, room);
    invariant.evaluate(loading.y, room);
    int loadedInto = active;
    for (int lane = 0; lane < room; lane++) {
      begin(lane, loadedInto + lane);
    }
    return next + room;
  }

  /** Moves a loaded trajectory into the next free lane, unless it ends at once. */
  private void begin(int from, int slot) {
    Trajectory trajectory = inLane[slot];
    denseOutput.start(trajectory);
    trajectory.invariantAtStart = invariant.value(from);
    boolean finite = true;
    for (int i = 0; i < lanes.dimension; i++) {
      double derivative = loading.k[0][i][from];
      finite &= Double.isFinite(derivative) && Double.isFinite(loading.y[i][from]);
      lanes.y[i][active] = loading.y[i][from];
      lanes.k[0][i][active] = derivative;
    }
    if (!finite) {
      trajectory.end(Outcome.NON_FINITE);
      return;
    }
    lanes.t[active] = saveAt.t0();
    stepSizes.reset(lanes, active, settings.firstStep());
    inLane[active++] = trajectory;
  }

  private void deliver(TrajectorySink sink) {
    while (!inFlight.isEmpty() && inFlight.peek().finished) {
      Trajectory trajectory = inFlight.remove();
      sink.accept(trajectory);
      spare.push(trajectory);
    }
  }

  private void attempt() {
    double t1 = saveAt.t1();
    double nearEnd = t1 - END_TOLERANCE * (t1 - saveAt.t0());
    for (int lane = 0; lane < active; lane++) {
      double end = lanes.t[lane] + lanes.hNext[lane];
      lanes.tNext[lane] = end > nearEnd ? t1 : end;
      lanes.h[lane] = lanes.tNext[lane] - lanes.t[lane];
    }
    step.attempt(lanes, active);
    boolean saving = false;
    for (int lane = 0; lane < active; lane++) {
      saving |= denseOutput.isDue(inLane[lane], lanes.tNext[lane]);
    }
    if (saving) {
      step.extraStages(lanes, active);
    }
    invariant.evaluate(lanes.yNext, active);
    // from the last lane down, so that the lane moved into a hole has been dealt with already
    for (int lane = active - 1; lane >= 0; lane--) {
      conclude(lane);
    }
  }

  /** Accepts or rejects the step of one lane and frees the lane if its trajectory has ended. */
  private void conclude(int lane) {
    Trajectory trajectory = inLane[lane];
    boolean finite = isFinite(lane);
    if (stepSizes.judge(lanes, lane, finite)) {
      if (!finite) {
        release(lane, Outcome.NON_FINITE);
        return;
      }
      trajectory.steps++;
      trajectory.invariantDrift =
          Math.max(
              trajectory.invariantDrift,
              Math.abs(invariant.value(lane) - trajectory.invariantAtStart));
      denseOutput.save(trajectory, lanes, lane);
      lanes.advance(lane, settings.method().stages());
      if (lanes.t[lane] >= saveAt.t1()) {
        release(lane, Outcome.OK);
        return;
      }
    } else {
      trajectory.rejected++;
    }
    if (lanes.hNext[lane] < LEAST_STEP * Math.ulp(lanes.t[lane])) {
      release(lane, finite ? Outcome.STEP_TOO_SMALL : Outcome.NON_FINITE);
    } else if (trajectory.steps + trajectory.rejected >= settings.maxSteps()) {
      release(lane, Outcome.MAX_STEPS);
    }
  }

  /** Whether everything is finite that this step would save or hand on to the next. */
  private boolean isFinite(int lane) {
    int end = settings.method().stages();
    boolean finite = allFinite(lanes.yNext, lane) && allFinite(lanes.k[end], lane);
    if (finite && denseOutput.isDue(inLane[lane], lanes.tNext[lane])) {
      for (int stage = end + 1; stage < lanes.k.length; stage++) {
        finite &= allFinite(lanes.k[stage], lane);
      }
    }
    return finite;
  }

  private static boolean allFinite(double[][] rows, int lane) {
    for (double[] row : rows) {
      if (!Double.isFinite(row[lane])) {
        return false;
      }
    }
    return true;
  }

  private void release(int lane, Outcome outcome) {
    inLane[lane].end(outcome);
    active--;
    if (lane != active) {
      lanes.move(active, lane);
      inLane[lane] = inLane[active];
    }
  }
}

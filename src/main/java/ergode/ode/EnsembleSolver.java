package ergode.ode;

import ergode.backend.Backend;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Integrates many trajectories of one problem. Each lane has its own step size; a lane whose
 * trajectory has ended takes the next one from the queue.
 *
 * <p>One solver serves one thread.
 */
public final class EnsembleSolver {

  /** Trajectories in flight per lane, finished ones that wait for a slower predecessor included. */
  private static final int WINDOW = 16;

  private final SolverSettings settings;
  private final SaveAt saveAt;
  private final Lanes lanes;
  private final Lanes loading;
  private final RungeKuttaStep step;
  private final RungeKuttaStep start;
  private final DenseOutput denseOutput;
  private final int[] components;
  private final Trajectory[] inLane;
  private final Deque<Trajectory> inFlight = new ArrayDeque<>();
  private final Deque<Trajectory> spare = new ArrayDeque<>();
  private int active;
  private @Nullable LongFunction<Tape> tapes;

  /**
   * A solver that saves all components.
   *
   * @param laneCount trajectories integrated side by side; changes speed, never results
   */
  public EnsembleSolver(
      Backend backend,
      InitialValueProblem problem,
      SolverSettings settings,
      SaveAt saveAt,
      int laneCount) {
    this(
        backend,
        problem,
        settings,
        saveAt,
        IntStream.range(0, problem.field().dimension()).toArray(),
        laneCount);
  }

  /**
   * A solver for one problem.
   *
   * @param components the components to save, which changes no others' bits; with none, nothing is
   *     interpolated
   * @param laneCount trajectories integrated side by side; changes speed, never results
   */
  public EnsembleSolver(
      Backend backend,
      InitialValueProblem problem,
      SolverSettings settings,
      SaveAt saveAt,
      int[] components,
      int laneCount) {
    if (laneCount < 1) {
      throw new IllegalArgumentException("laneCount = " + laneCount + ", expected at least 1");
    }
    this.settings = settings;
    this.saveAt = saveAt;
    this.components = components.clone();
    Tableau method = settings.method();
    int dimension = problem.field().dimension();
    lanes = new Lanes(laneCount, dimension, method);
    loading = new Lanes(laneCount, dimension, method);
    step = new RungeKuttaStep(backend, problem, settings, saveAt, this.components, lanes);
    start = new RungeKuttaStep(backend, problem, settings, saveAt, this.components, loading);
    denseOutput = new DenseOutput(saveAt, this.components, lanes);
    inLane = new Trajectory[laneCount];
  }

  /**
   * Most trajectories whose saved states a solver holds at once. In one lane nothing overtakes, so
   * nothing waits.
   */
  public static long mostInFlight(int laneCount) {
    return laneCount == 1 ? 1 : (long) laneCount * WINDOW;
  }

  /** Integrates trajectories {@code from} to {@code to - 1} and hands them over in that order. */
  public void solve(InitialStates initial, long from, long to, TrajectorySink sink) {
    tapes = null;
    integrate(initial, from, to, sink);
  }

  /**
   * As {@link #solve(InitialStates, long, long, TrajectorySink)}, and records the accepted steps,
   * which changes no bit of the trajectories.
   *
   * @param recordings the tape by trajectory id, each of its own; a tape is complete when its
   *     trajectory is handed over
   */
  public void solve(
      InitialStates initial,
      long from,
      long to,
      LongFunction<Tape> recordings,
      TrajectorySink sink) {
    tapes = recordings;
    integrate(initial, from, to, sink);
  }

  private void integrate(InitialStates initial, long from, long to, TrajectorySink sink) {
    long next = from;
    active = 0;
    inFlight.clear(); // of what a sink that threw has left behind
    while (next < to || active > 0) {
      deliver(sink); // first, so that the next ones can have the memory
      next = refill(initial, next, to);
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
          spare.isEmpty()
              ? new Trajectory(lanes.dimension, saveAt.points(), components)
              : spare.pop();
      trajectory.begin(next + lane);
      if (tapes != null) {
        trajectory.tape = tapes.apply(next + lane);
        trajectory.tape.requireComponents(lanes.dimension);
        trajectory.tape.clear();
      }
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
    start.start(room);
    int loadedInto = active;
    for (int lane = 0; lane < room; lane++) {
      begin(lane, loadedInto + lane);
    }
    return next + room;
  }

  /** Moves a loaded trajectory into the next free lane, unless it ends at once. */
  private void begin(int from, int slot) {
    Trajectory trajectory = inLane[slot];
    int lane = active;
    denseOutput.start(trajectory, lane);
    boolean finite = true;
    for (int i = 0; i < lanes.dimension; i++) {
      double derivative = loading.k[0][i][from];
      finite &= Double.isFinite(derivative) && Double.isFinite(loading.y[i][from]);
      lanes.y[i][lane] = loading.y[i][from];
      lanes.k[0][i][lane] = derivative;
    }
    if (!finite) {
      System.arraycopy(trajectory.initial, 0, trajectory.last, 0, lanes.dimension);
      trajectory.end(Outcome.NON_FINITE);
      return;
    }
    lanes.begin(lane, saveAt.t0(), ControlGraph.end(saveAt, settings.firstStep()));
    lanes.invariantAtStart[lane] = loading.invariant[from];
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
    step.attempt(active);
    if (components.length > 0) {
      save();
    }
    if (tapes != null) {
      record();
    }
    step.control(active);
    // from the last lane down, so that the lane moved into a hole has been dealt with already
    for (int lane = active - 1; lane >= 0; lane--) {
      if (lanes.event[lane] != ControlGraph.NONE) {
        release(lane);
      }
    }
  }

  private void record() {
    for (int lane = 0; lane < active; lane++) {
      Tape tape = inLane[lane].tape;
      if (tape != null && lanes.error[lane] < 1) {
        tape.add(lanes, lane);
      }
    }
  }

  private void save() {
    boolean inside = false;
    for (int lane = 0; lane < active && !inside; lane++) {
      inside = lanes.error[lane] < 1 && denseOutput.isInside(lane);
    }
    if (inside) {
      step.interpolate(active);
    }
    for (int lane = 0; lane < active; lane++) {
      if (lanes.error[lane] < 1 && denseOutput.isDue(lane)) {
        if (denseOutput.isInside(lane) && !extraStagesAreFinite(lane)) {
          lanes.error[lane] = Double.NaN;
        } else {
          denseOutput.save(inLane[lane], lane);
        }
      }
    }
  }

  private boolean extraStagesAreFinite(int lane) {
    for (int stage = lanes.end + 1; stage < lanes.k.length; stage++) {
      for (double[] row : lanes.k[stage]) {
        if (!Double.isFinite(row[lane])) {
          return false;
        }
      }
    }
    return true;
  }

  private void release(int lane) {
    Trajectory trajectory = inLane[lane];
    trajectory.steps = (long) lanes.steps[lane];
    trajectory.rejected = (long) lanes.rejected[lane];
    trajectory.invariantDrift = lanes.drift[lane];
    for (int i = 0; i < lanes.dimension; i++) {
      trajectory.last[i] = lanes.y[i][lane];
    }
    trajectory.end(ControlGraph.outcomeOf(lanes.event[lane]));
    active--;
    if (lane != active) {
      lanes.move(active, lane);
      inLane[lane] = inLane[active];
    }
  }
}

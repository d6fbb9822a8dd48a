package ergode.ode;

import ergode.expr.Contraction;
import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * What follows an attempted step, as a graph: accept or reject it, choose the next step size, and
 * move on to the next step; see {@link StepControl}. Lanes that go on with integrating need no
 * attention beyond it.
 */
final class ControlGraph {

  /** No event: the trajectory goes on. */
  static final double NONE = 0;

  private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

  /** A step that would end this close to t1, as a fraction of the whole span, ends at t1. */
  private static final double END_TOLERANCE = 1e-11;

  /**
   * A step of fewer units in the last place of t is too small: a rejected step could round to
   * itself and be rejected for ever.
   */
  private static final double LEAST_STEP = 10 * 0x1p-52;

  /** Squared errors below this count as this, so that their logarithm stays finite. */
  private static final double LEAST_ERROR = Double.MIN_NORMAL;

  private final GraphBuilder graph = new GraphBuilder();
  private final List<Expr> inputs = new ArrayList<>();
  private final SolverSettings settings;

  /** Parameters, so that one kernel serves all spans. */
  private final Expr t1 = graph.parameter("t1");

  private final Expr nearEnd = graph.parameter("nearEnd");
  private final Expr h = input("h");
  private final Expr t = input("t");
  private final Expr tNext = input("tNext");
  private final Expr error = input("error");
  private final Expr logError1 = input("logError1");
  private final Expr logError2 = input("logError2");
  private final Expr invariant = input("invariant");
  private final Expr invariantAtStart = input("invariantAtStart");
  private final Expr drift = input("drift");
  private final Expr steps = input("steps");
  private final Expr rejected = input("rejected");
  private final Expr one = graph.constant(1);

  private ControlGraph(SolverSettings settings) {
    this.settings = settings;
  }

  private Expr input(String name) {
    Expr input = graph.input(name);
    inputs.add(input);
    return input;
  }

  /** The rows of a block that go in, in order. */
  static List<double[][]> inputs(Lanes lanes) {
    return List.of(
        new double[][] {
          lanes.h,
          lanes.t,
          lanes.tNext,
          lanes.error,
          lanes.logError1,
          lanes.logError2,
          lanes.invariant,
          lanes.invariantAtStart,
          lanes.drift,
          lanes.steps,
          lanes.rejected
        },
        lanes.y,
        lanes.yNext,
        lanes.k[0],
        lanes.k[lanes.end]);
  }

  /** The rows of a block that come out, in order: most of them update an input. */
  static List<double[][]> outputs(Lanes lanes) {
    return List.of(
        new double[][] {
          lanes.h,
          lanes.t,
          lanes.tNext,
          lanes.logError1,
          lanes.logError2,
          lanes.drift,
          lanes.steps,
          lanes.rejected,
          lanes.event
        },
        lanes.y,
        lanes.k[0]);
  }

  /** The graph for states of {@code dimension} components. */
  static Graph of(SolverSettings settings, int dimension) {
    return new ControlGraph(settings).build(dimension);
  }

  /** The values of the parameters. */
  static double[] parameters(SaveAt span) {
    return new double[] {span.t1(), nearEnd(span)};
  }

  private Graph build(int dimension) {
    Expr least = graph.constant(LEAST_ERROR);
    Expr logError = error.ifLess(least, least, error).log();
    Expr size = nextSize(logError);
    Expr time = accepted(tNext, t);
    Expr acceptedSteps = accepted(steps.plus(one), steps);
    // steps of constant size are never rejected: one that fails is the end
    Expr rejectedSteps =
        settings.control() instanceof StepControl.Constant
            ? rejected
            : accepted(rejected, rejected.plus(one));
    Expr end = end(time, size);
    Expr change = invariant.minus(invariantAtStart).abs();
    List<Expr> outputs = new ArrayList<>();
    outputs.add(end.minus(time));
    outputs.add(time);
    outputs.add(end);
    outputs.add(accepted(logError, logError1));
    outputs.add(accepted(logError1, logError2));
    outputs.add(accepted(drift.ifLess(change, change, drift), drift));
    outputs.add(acceptedSteps);
    outputs.add(rejectedSteps);
    outputs.add(event(time, size, acceptedSteps.plus(rejectedSteps)));
    List<Expr> y = vector("y", dimension);
    List<Expr> yNext = vector("yNext", dimension);
    List<Expr> first = vector("first", dimension);
    List<Expr> last = vector("last", dimension);
    for (int i = 0; i < dimension; i++) {
      outputs.add(accepted(yNext.get(i), y.get(i)));
    }
    for (int i = 0; i < dimension; i++) {
      outputs.add(accepted(last.get(i), first.get(i)));
    }
    return Contraction.of(new Graph(inputs, List.of(t1, nearEnd), outputs));
  }

  private List<Expr> vector(String name, int dimension) {
    List<Expr> vector = new ArrayList<>();
    for (int i = 0; i < dimension; i++) {
      vector.add(input(name + i));
    }
    return vector;
  }

  /** The event of a trajectory that ends. */
  static double event(Outcome outcome) {
    return OUTCOMES.indexOf(outcome) + 1.0;
  }

  /** How the trajectory of an event ends. */
  static Outcome outcomeOf(double event) {
    return OUTCOMES.get((int) event - 1);
  }

  private Expr accepted(Expr then, Expr otherwise) {
    return error.ifLess(one, then, otherwise);
  }

  private Expr outcome(Outcome outcome) {
    return graph.constant(event(outcome));
  }

  /** The size of the next step, before it is cut to end at t1. */
  private Expr nextSize(Expr logError) {
    if (!(settings.control() instanceof StepControl.Pid pid)) {
      return graph.constant(settings.firstStep());
    }
    Expr exponent =
        power(pid.p() + pid.i() + pid.d(), logError)
            .plus(power(-(pid.p() + 2 * pid.d()), logError1))
            .plus(power(pid.d(), logError2));
    Expr factor = graph.constant(pid.safety()).times(exponent.exp());
    Expr grown = limited(factor, 1, pid.factorMax());
    Expr shrunk = limited(factor, pid.factorMin(), pid.safety());
    // without an error estimate, which is no number, the step shrinks most
    Expr rejected =
        error.ifLess(
            graph.constant(Double.POSITIVE_INFINITY), shrunk, graph.constant(pid.factorMin()));
    return h.times(accepted(grown, rejected));
  }

  /** The logarithm of {@code error^(-coefficient / order)}, from that of the squared error. */
  private Expr power(double coefficient, Expr logSquared) {
    return graph.constant(-coefficient / (2.0 * settings.method().order())).times(logSquared);
  }

  private Expr limited(Expr x, double low, double high) {
    Expr raised = x.ifLess(graph.constant(low), graph.constant(low), x);
    return graph.constant(high).ifLess(raised, graph.constant(high), raised);
  }

  /** The end of the first step. */
  static double end(SaveAt span, double size) {
    double end = span.t0() + size;
    return nearEnd(span) < end ? span.t1() : end;
  }

  private static double nearEnd(SaveAt span) {
    return span.t1() - END_TOLERANCE * (span.t1() - span.t0());
  }

  private Expr end(Expr time, Expr size) {
    Expr end = time.plus(size);
    return nearEnd.ifLess(end, t1, end);
  }

  private Expr event(Expr time, Expr size, Expr attempts) {
    Expr spent =
        attempts.ifLess(
            graph.constant((double) settings.maxSteps()),
            graph.constant(NONE),
            outcome(Outcome.MAX_STEPS));
    Expr least =
        graph.constant(LEAST_STEP).times(time.abs()).max(graph.constant(Double.MIN_NORMAL));
    Expr nonFinite = outcome(Outcome.NON_FINITE);
    Expr tooSmall = graph.constant(-1).ifLess(error, outcome(Outcome.STEP_TOO_SMALL), nonFinite);
    Expr goesOn = size.ifLess(least, tooSmall, spent);
    if (settings.control() instanceof StepControl.Constant) {
      goesOn = accepted(goesOn, nonFinite);
    }
    return time.ifLess(t1, goesOn, outcome(Outcome.OK));
  }
}

package ergode.ode;

import ergode.backend.ReferenceBackend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Runs of the ensemble solver, kept as values. */
final class Runs {

  /** A copy of what a sink was given. */
  record Run(
      long id,
      double[] initial,
      double[][] saved,
      double[] last,
      Outcome outcome,
      long steps,
      long rejected,
      double invariantDrift) {

    static Run of(Trajectory trajectory) {
      double[][] saved = trajectory.saved().clone();
      for (int i = 0; i < saved.length; i++) {
        saved[i] = saved[i].clone();
      }
      return new Run(
          trajectory.id(),
          trajectory.initial().clone(),
          saved,
          trajectory.last().clone(),
          trajectory.outcome(),
          trajectory.steps(),
          trajectory.rejected(),
          trajectory.invariantDrift());
    }

    /** Everything but the id, to the last bit. */
    List<Object> bits() {
      List<Object> bits = new ArrayList<>(List.of(outcome, steps, rejected, invariantDrift));
      Stream.concat(Stream.of(initial, last), Arrays.stream(saved))
          .flatMapToDouble(Arrays::stream)
          .mapToObj(Double::doubleToLongBits)
          .forEach(bits::add);
      return bits;
    }

    /** The state at a save point. */
    double[] at(int point) {
      double[] state = new double[saved.length];
      for (int i = 0; i < state.length; i++) {
        state[i] = saved[i][point];
      }
      return state;
    }

    double[] end() {
      return at(saved[0].length - 1);
    }
  }

  private Runs() {}

  static EnsembleSolver solver(
      InitialValueProblem problem, SolverSettings settings, SaveAt saveAt, int lanes) {
    return new EnsembleSolver(new ReferenceBackend(), problem, settings, saveAt, lanes);
  }

  /** Trajectories {@code from} to {@code to - 1} of an ensemble. */
  static List<Run> range(EnsembleSolver solver, double[][] initial, int from, int to) {
    List<Run> runs = new ArrayList<>();
    solver.solve(
        (id, state) -> System.arraycopy(initial[(int) id], 0, state, 0, state.length),
        from,
        to,
        trajectory -> runs.add(Run.of(trajectory)));
    return runs;
  }

  static List<Run> all(
      InitialValueProblem problem, SolverSettings settings, SaveAt saveAt, double[][] initial) {
    return range(solver(problem, settings, saveAt, 16), initial, 0, initial.length);
  }

  static Run one(Problem problem, SolverSettings settings, int points) {
    SaveAt saveAt = new SaveAt(problem.t0(), problem.t1(), points);
    return all(problem.initialValueProblem(), settings, saveAt, new double[][] {problem.y0()})
        .get(0);
  }

  /** An integral controller with rtol = atol. */
  static SolverSettings adaptive(Tableau method, double tolerance, double firstStep) {
    Tolerances tolerances = new Tolerances(tolerance, tolerance);
    return new SolverSettings(method, StepControl.Pid.integral(tolerances), firstStep, 1_000_000);
  }

  static SolverSettings fixed(Tableau method, double step) {
    return new SolverSettings(method, new StepControl.Constant(), step, 1_000_000);
  }

  static Tableau method(String name) {
    return Methods.byName(name).orElseThrow();
  }

  /** Largest absolute difference. */
  static double distance(double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }
}

package ergode.ode;

import ergode.expr.Expr;
import ergode.expr.Graph;
import ergode.expr.GraphBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A test problem {@code dy/dt = f(t, y)} from t0 to t1.
 *
 * @param exact the solution as a function of t, if there is a closed form
 */
record Problem(
    String name,
    double t0,
    double t1,
    double[] y0,
    Formula formula,
    @Nullable DoubleFunction<double[]> exact) {

  /** The components of f as expressions. */
  @FunctionalInterface
  interface Formula {
    List<Expr> derivative(List<Expr> y, Expr t);
  }

  /** The field takes the time only if the formula uses it. */
  VectorField field() {
    GraphBuilder builder = new GraphBuilder();
    List<Expr> inputs =
        new ArrayList<>(
            IntStream.range(0, y0.length).mapToObj(i -> builder.input("y" + (i + 1))).toList());
    Expr t = builder.input("t");
    List<Expr> outputs = formula.derivative(List.copyOf(inputs), t);
    boolean timeDependent = new Graph(plus(inputs, t), List.of(), outputs).nodes().contains(t);
    return new VectorField(
        new Graph(timeDependent ? plus(inputs, t) : inputs, List.of(), outputs), timeDependent);
  }

  private static List<Expr> plus(List<Expr> list, Expr last) {
    List<Expr> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }

  InitialValueProblem initialValueProblem() {
    return new InitialValueProblem(field(), new double[0], null);
  }

  double[] exactAt(double t) {
    if (exact == null) {
      throw new IllegalStateException(name + " has no closed form");
    }
    return exact.apply(t);
  }

  /** The same problem on another span, which starts on the exact solution. */
  Problem between(double from, double to) {
    return new Problem(name, from, to, exactAt(from), formula, exact);
  }

  @Override
  public String toString() {
    return name;
  }
}

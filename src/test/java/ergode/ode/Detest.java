package ergode.ode;

import ergode.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.hipparchus.special.elliptic.jacobi.CopolarN;
import org.hipparchus.special.elliptic.jacobi.JacobiEllipticBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The 25 non-stiff problems of Hull, Enright, Fellen, Sedgwick, Comparing numerical methods for
 * ordinary differential equations, SIAM J. Numer. Anal. 9, 1972, pp. 603-637, all from 0 to 20.
 */
final class Detest {
  private Detest() {}

  static List<Problem> all() {
    List<Problem> problems = new ArrayList<>(singleEquations());
    problems.addAll(smallSystems());
    problems.addAll(moderateSystems());
    problems.add(Kepler.orbit("D1", 0.1, 20));
    problems.add(Kepler.orbit("D2", 0.3, 20));
    problems.add(Kepler.orbit("D3", 0.5, 20));
    problems.add(Kepler.orbit("D4", 0.7, 20));
    problems.add(Kepler.orbit("D5", 0.9, 20));
    problems.addAll(secondOrderEquations());
    return problems;
  }

  private static Problem problem(
      String name,
      Problem.Formula formula,
      @Nullable DoubleFunction<double[]> exact,
      double... start) {
    return new Problem(name, 0, 20, start, formula, exact);
  }

  private static List<Problem> singleEquations() {
    return List.of(
        problem("A1", (y, t) -> List.of(y.get(0).negate()), t -> new double[] {Math.exp(-t)}, 1),
        problem(
            "A2",
            (y, t) -> List.of(y.get(0).pow(3).times(-0.5)),
            t -> new double[] {1 / Math.sqrt(1 + t)},
            1),
        problem(
            "A3",
            (y, t) -> List.of(y.get(0).times(t.cos())),
            t -> new double[] {Math.exp(Math.sin(t))},
            1),
        problem(
            "A4",
            (y, t) -> List.of(y.get(0).times(0.25).times(one(t).minus(y.get(0).times(0.05)))),
            t -> new double[] {20 / (1 + 19 * Math.exp(-t / 4))},
            1),
        problem(
            "A5",
            (y, t) -> List.of(y.get(0).minus(t).over(y.get(0).plus(t))),
            t -> new double[] {spiral(t)},
            4));
  }

  private static Expr one(Expr any) {
    return any.graph().constant(1);
  }

  /** The height at t of the spiral {@code r = 4 e^(pi/2 - phi)} in the plane (t, y). */
  private static double spiral(double t) {
    double low = -1.5;
    double high = Math.PI / 2;
    for (int i = 0; i < 100; i++) {
      double phi = (low + high) / 2;
      if (4 * Math.exp(Math.PI / 2 - phi) * Math.cos(phi) > t) {
        low = phi;
      } else {
        high = phi;
      }
    }
    return 4 * Math.exp(Math.PI / 2 - low) * Math.sin(low);
  }

  private static List<Problem> smallSystems() {
    return List.of(
        problem(
            "B1",
            (y, t) -> {
              Expr product = y.get(0).times(y.get(1));
              return List.of(y.get(0).minus(product).times(2), product.minus(y.get(1)));
            },
            null,
            1,
            3),
        problem(
            "B2",
            (y, t) ->
                List.of(
                    y.get(1).minus(y.get(0)),
                    y.get(0).minus(y.get(1).times(2)).plus(y.get(2)),
                    y.get(1).minus(y.get(2))),
            t -> {
              double slow = Math.exp(-t) / 2;
              double fast = Math.exp(-3 * t) / 2;
              return new double[] {1 + slow + fast, 1 - 2 * fast, 1 - slow + fast};
            },
            2,
            0,
            1),
        problem(
            "B3",
            (y, t) -> {
              Expr square = y.get(1).square();
              return List.of(y.get(0).negate(), y.get(0).minus(square), square);
            },
            null,
            1,
            0,
            0),
        problem(
            "B4",
            (y, t) -> {
              Expr r = y.get(0).square().plus(y.get(1).square()).sqrt();
              return List.of(
                  y.get(1).negate().minus(y.get(0).times(y.get(2)).over(r)),
                  y.get(0).minus(y.get(1).times(y.get(2)).over(r)),
                  y.get(0).over(r));
            },
            null,
            3,
            0,
            0),
        problem(
            "B5",
            (y, t) ->
                List.of(
                    y.get(1).times(y.get(2)),
                    y.get(0).times(y.get(2)).negate(),
                    y.get(0).times(y.get(1)).times(-0.51)),
            t -> {
              CopolarN elliptic = JacobiEllipticBuilder.build(0.51).valuesN(t);
              return new double[] {elliptic.sn(), elliptic.cn(), elliptic.dn()};
            },
            0,
            1,
            1));
  }

  private static List<Problem> moderateSystems() {
    return List.of(
        problem("C1", (y, t) -> chain(y, false), t -> decay(t), unit(10)),
        problem("C2", (y, t) -> chain(y, true), t -> births(t), unit(10)),
        problem("C3", (y, t) -> diffusion(y), t -> diffused(10, t), unit(10)),
        problem("C4", (y, t) -> diffusion(y), t -> diffused(51, t), unit(51)),
        problem("C5", (y, t) -> OuterPlanets.accelerations(y), null, OuterPlanets.START));
  }

  private static double[] unit(int size) {
    double[] start = new double[size];
    start[0] = 1;
    return start;
  }

  /** Each component decays into the next, at rate 1 or, if {@code growing}, at its own number. */
  private static List<Expr> chain(List<Expr> y, boolean growing) {
    List<Expr> derivative = new ArrayList<>();
    Expr gain = y.get(0).times(0);
    for (int i = 0; i < y.size(); i++) {
      Expr loss = i == y.size() - 1 ? y.get(i).times(0) : y.get(i).times(growing ? i + 1 : 1);
      derivative.add(gain.minus(loss));
      gain = loss;
    }
    return derivative;
  }

  private static double[] decay(double t) {
    double[] y = new double[10];
    double term = Math.exp(-t);
    y[9] = 1;
    for (int i = 0; i < 9; i++) {
      y[i] = term;
      y[9] -= term;
      term *= t / (i + 1);
    }
    return y;
  }

  private static double[] births(double t) {
    return IntStream.range(0, 10)
        .mapToDouble(i -> (i < 9 ? Math.exp(-t) : 1) * Math.pow(-Math.expm1(-t), i))
        .toArray();
  }

  private static List<Expr> diffusion(List<Expr> y) {
    List<Expr> derivative = new ArrayList<>();
    for (int i = 0; i < y.size(); i++) {
      Expr sum = y.get(i).times(-2);
      sum = i > 0 ? sum.plus(y.get(i - 1)) : sum;
      derivative.add(i + 1 < y.size() ? sum.plus(y.get(i + 1)) : sum);
    }
    return derivative;
  }

  /** By the sine modes of the second difference. */
  private static double[] diffused(int n, double t) {
    double[] y = new double[n];
    for (int k = 1; k <= n; k++) {
      double angle = k * Math.PI / (n + 1);
      double half = Math.sin(angle / 2);
      double amplitude = 2.0 / (n + 1) * Math.sin(angle) * Math.exp(-4 * half * half * t);
      for (int i = 0; i < n; i++) {
        y[i] += amplitude * Math.sin((i + 1) * angle);
      }
    }
    return y;
  }

  private static List<Problem> secondOrderEquations() {
    return List.of(
        problem(
            "E1",
            (y, t) -> {
              Expr s = t.plus(one(t));
              Expr stiffness = one(t).minus(t.graph().constant(0.25).over(s.square()));
              return List.of(y.get(1), y.get(1).over(s).plus(stiffness.times(y.get(0))).negate());
            },
            t -> {
              double s = t + 1;
              double amplitude = Math.sqrt(2 / (Math.PI * s));
              double y = amplitude * Math.sin(s);
              return new double[] {y, amplitude * Math.cos(s) - y / (2 * s)};
            },
            0.6713967071418030,
            0.09540051444747446),
        problem(
            "E2",
            (y, t) -> {
              Expr damping = one(t).minus(y.get(0).square());
              return List.of(y.get(1), damping.times(y.get(1)).minus(y.get(0)));
            },
            null,
            2,
            0),
        problem(
            "E3",
            (y, t) -> {
              Expr force = t.times(2.78535).sin().times(2);
              return List.of(y.get(1), y.get(0).pow(3).times(1.0 / 6).minus(y.get(0)).plus(force));
            },
            null,
            0,
            0),
        problem(
            "E4",
            (y, t) ->
                List.of(y.get(1), t.graph().constant(0.032).minus(y.get(1).square().times(0.4))),
            t -> {
              double rate = Math.sqrt(0.032 * 0.4);
              double fall = Math.log(Math.cosh(rate * t)) / 0.4;
              return new double[] {30 + fall, Math.sqrt(0.08) * Math.tanh(rate * t)};
            },
            30,
            0),
        problem(
            "E5",
            (y, t) -> {
              Expr arc = one(t).plus(y.get(1).square()).sqrt();
              return List.of(y.get(1), arc.over(t.graph().constant(25).minus(t)));
            },
            t -> {
              double rest = 25 - t;
              double slope = (25 / rest - rest / 25) / 2;
              return new double[] {(25 * Math.log(25 / rest) - t + t * t / 50) / 2, slope};
            },
            0,
            0));
  }
}

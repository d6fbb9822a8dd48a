package ergode.ode;

import ergode.expr.Expr;
import java.util.List;

/** The planar Kepler problem with unit mass, unit semi-major axis and period 2 pi. */
final class Kepler {
  private Kepler() {}

  /** The orbit that starts at its perihelion. */
  static Problem orbit(String name, double eccentricity, double t1) {
    double e = eccentricity;
    return new Problem(
        name,
        0,
        t1,
        new double[] {1 - e, 0, 0, Math.sqrt((1 + e) / (1 - e))},
        (y, t) -> {
          Expr r3 = y.get(0).square().plus(y.get(1).square()).pow(1.5);
          return List.of(
              y.get(2), y.get(3), y.get(0).negate().over(r3), y.get(1).negate().over(r3));
        },
        t -> exact(e, t));
  }

  /** From the eccentric anomaly u of Kepler's equation {@code u - e sin u = t}. */
  private static double[] exact(double e, double t) {
    double low = t - e;
    double high = t + e;
    double u = t;
    for (int i = 0; i < 200; i++) {
      double residual = u - e * Math.sin(u) - t;
      if (residual > 0) {
        high = u;
      } else {
        low = u;
      }
      double newton = u - residual / (1 - e * Math.cos(u));
      u = newton > low && newton < high ? newton : (low + high) / 2;
    }
    double b = Math.sqrt(1 - e * e);
    double rate = 1 / (1 - e * Math.cos(u));
    return new double[] {
      Math.cos(u) - e, b * Math.sin(u), -Math.sin(u) * rate, b * Math.cos(u) * rate
    };
  }
}

package ergode.ode;

import ergode.expr.Expr;
import java.util.ArrayList;
import java.util.List;

/** DETEST problem C5: the motion of five planets about the Sun; 15 positions, 15 velocities. */
final class OuterPlanets {
  private static final double K2 = 2.95912208286;
  private static final double SUN = 1.00000597682;
  private static final double[] MASS = {
    0.000954786104043,
    0.000285583733151,
    0.0000437273164546,
    0.0000517759138449,
    0.00000277777777778
  };

  static final double[] START = {
    3.42947415189, 3.35386959711, 1.35494901715,
    6.64145542550, 5.97156957878, 2.18231499728,
    11.2630437207, 14.6952576794, 6.27960525067,
    -30.1552268759, 1.65699966404, 1.43785752721,
    -21.1238353380, 28.4465098142, 15.3882659679,
    -0.557160570446, 0.505696783289, 0.230578543901,
    -0.415570776342, 0.365682722812, 0.169143213293,
    -0.325325669158, 0.189706021964, 0.087726532278,
    -0.024047625417, -0.287659532608, -0.117219543175,
    -0.176860753121, -0.216393453025, -0.014864789309
  };

  private OuterPlanets() {}

  static List<Expr> accelerations(List<Expr> y) {
    List<Expr> derivative = new ArrayList<>(y.subList(15, 30));
    for (int j = 0; j < 5; j++) {
      List<Expr> planet = y.subList(3 * j, 3 * j + 3);
      Expr toSun = cubedLength(planet);
      for (int i = 0; i < 3; i++) {
        Expr sum = planet.get(i).over(toSun).times(-(SUN + MASS[j]));
        for (int k = 0; k < 5; k++) {
          if (k != j) {
            List<Expr> other = y.subList(3 * k, 3 * k + 3);
            Expr direct = other.get(i).minus(planet.get(i)).over(cubedLength(minus(other, planet)));
            Expr onSun = other.get(i).over(cubedLength(other));
            sum = sum.plus(direct.minus(onSun).times(MASS[k]));
          }
        }
        derivative.add(sum.times(K2));
      }
    }
    return derivative;
  }

  private static List<Expr> minus(List<Expr> a, List<Expr> b) {
    return List.of(a.get(0).minus(b.get(0)), a.get(1).minus(b.get(1)), a.get(2).minus(b.get(2)));
  }

  private static Expr cubedLength(List<Expr> x) {
    return x.get(0).square().plus(x.get(1).square()).plus(x.get(2).square()).pow(1.5);
  }
}

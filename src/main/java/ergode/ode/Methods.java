package ergode.ode;

import java.util.List;
import java.util.Optional;

/** The methods that can be asked for by name. */
public final class Methods {
  private static final List<Tableau> ALL =
      List.of(
          Euler.TABLEAU,
          Heun.TABLEAU,
          Midpoint.TABLEAU,
          Bosh3.TABLEAU,
          RK4.TABLEAU,
          Dopri5.TABLEAU,
          Tsit5.TABLEAU,
          DOP853.TABLEAU);

  private Methods() {}

  /** By order, lowest first. */
  public static List<Tableau> all() {
    return ALL;
  }

  public static List<String> names() {
    return ALL.stream().map(Tableau::name).toList();
  }

  public static Optional<Tableau> byName(String name) {
    return ALL.stream().filter(method -> method.name().equals(name)).findFirst();
  }
}

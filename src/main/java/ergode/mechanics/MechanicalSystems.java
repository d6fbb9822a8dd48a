package ergode.mechanics;

import java.util.List;
import java.util.Optional;

/** The systems that can be asked for by name. */
public final class MechanicalSystems {
  private static final List<MechanicalSystem> ALL = List.of(new DoublePendulum());

  private MechanicalSystems() {}

  public static List<String> names() {
    return ALL.stream().map(MechanicalSystem::name).toList();
  }

  public static Optional<MechanicalSystem> byName(String name) {
    return ALL.stream().filter(system -> system.name().equals(name)).findFirst();
  }
}

package ergode.data;

import ergode.mechanics.MechanicalSystem;
import ergode.mechanics.MechanicalSystems;
import ergode.mechanics.PhysicalParameter;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The {@code system} section: which system, with which physical parameters.
 *
 * @param values one positive number per parameter of the system
 */
public record SystemConfig(String name, Map<String, Double> values) implements Serializable {
  public SystemConfig {
    values = new TreeMap<>(values);
    MechanicalSystem system = find(name);
    for (PhysicalParameter parameter : system.parameters()) {
      double value = values.getOrDefault(parameter.name(), Double.NaN);
      if (!(value > 0 && Double.isFinite(value))) {
        throw new InvalidInputException(
            "system." + parameter.name(),
            Double.toString(value),
            "a positive finite number (" + parameter.description() + ", " + parameter.unit() + ")");
      }
    }
    if (values.size() != system.parameters().size()) {
      throw new InvalidInputException(
          "system", values.keySet().toString(), "the parameters " + system.parameterNames());
    }
  }

  private static MechanicalSystem find(String name) {
    return MechanicalSystems.byName(name)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "system.name", name, "one of " + String.join(", ", MechanicalSystems.names())));
  }

  public MechanicalSystem system() {
    return find(name);
  }

  /** Parameter values in the order in which the system's kernels take them. */
  public double[] parameters() {
    List<String> names = system().parameterNames();
    return names.stream().mapToDouble(p -> values.getOrDefault(p, Double.NaN)).toArray();
  }

  /** {@link MechanicalSystem#energyScale}, J. */
  public double energyScale() {
    return system().energyScale(values);
  }

  /** The keys that decide the physics, with their values. */
  public Map<String, Object> canonical() {
    Map<String, Object> keys = new TreeMap<>();
    keys.put("system.name", name);
    values.forEach((parameter, value) -> keys.put("system." + parameter, value));
    return keys;
  }
}

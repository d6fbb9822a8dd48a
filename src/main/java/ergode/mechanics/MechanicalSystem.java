package ergode.mechanics;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A named system that a configuration can ask for: its Lagrangian and what its numbers are called.
 */
public interface MechanicalSystem extends Lagrangian {

  /** As in {@code system.name}. */
  String name();

  /** The name in words: "Double pendulum". */
  default String title() {
    String words = name().replace('-', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** Names of the coordinates, which are also names of data set columns. */
  List<String> coordinates();

  /** Names of the velocities, in the order of {@link #coordinates}. */
  List<String> velocities();

  /** Physical parameters, in the order in which a kernel takes them. */
  List<PhysicalParameter> parameters();

  /** Unit of a coordinate, for data set metadata: "rad". */
  String coordinateUnit();

  /** A natural unit of energy, J: the span of the potential or the like, never zero. */
  double energyScale(Map<String, Double> parameters);

  /** Names of {@link #parameters}. */
  default List<String> parameterNames() {
    return parameters().stream().map(PhysicalParameter::name).toList();
  }

  /** Names of all state components: coordinates, then velocities. */
  default List<String> components() {
    return Stream.concat(coordinates().stream(), velocities().stream()).toList();
  }

  default EulerLagrange equationsOfMotion() {
    return EulerLagrange.of(this, coordinates(), velocities());
  }
}

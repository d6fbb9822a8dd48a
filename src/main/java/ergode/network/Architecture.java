package ergode.network;

import ergode.mechanics.Inversion;
import ergode.mechanics.MechanicalSystem;
import ergode.mechanics.MechanicalSystems;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything about a model but its numbers.
 *
 * @param system name of the system that it stands for: "double-pendulum"
 * @param form where the network stands in the Lagrangian
 * @param features what the network sees of the coordinates
 * @param width components of a hidden layer, 1 to 4,096
 * @param depth hidden layers, 1 to 64
 * @param finalBias whether the network's last layer has a bias; it has no effect on the motion
 * @param skip whether a linear map leads from the features to the output directly
 * @param inversion how accelerations follow from the mass matrix of a free Lagrangian; others take
 *     {@link Inversion#SOLVE}
 */
public record Architecture(
    String system,
    Form form,
    Features features,
    int width,
    int depth,
    Activation activation,
    boolean finalBias,
    boolean skip,
    Inversion inversion) {

  /** The two-link pendulum's mass matrix is written into {@link LearnedPotential}. */
  private static final String DOUBLE_PENDULUM = "double-pendulum";

  public Architecture {
    if (form != Form.FREE && !system.equals(DOUBLE_PENDULUM)) {
      throw new IllegalArgumentException(
          "a model of the form %s of the system %s: expected the system %s, or the form %s"
              .formatted(Keys.of(form), system, DOUBLE_PENDULUM, Keys.of(Form.FREE)));
    }
    if (form != Form.FREE && inversion != Inversion.SOLVE) {
      throw new IllegalArgumentException(
          "a model of the form %s with the inversion %s: expected %s, or the form %s"
              .formatted(
                  Keys.of(form), Keys.of(inversion), Keys.of(Inversion.SOLVE), Keys.of(Form.FREE)));
    }
    int coordinates = find(system).coordinates().size();
    if (inversion == Inversion.PSEUDO_INVERSE && coordinates > 2) {
      throw new IllegalArgumentException(
          "a pseudo-inverse for %s with its %d coordinates: expected at most 2"
              .formatted(system, coordinates));
    }
    Mlp.requireSizes(width, depth);
  }

  /** Name and value of everything that it is, as files have them: texts, whole numbers, flags. */
  public SortedMap<String, Object> keys() {
    SortedMap<String, Object> keys = new TreeMap<>();
    keys.put("system", system);
    keys.put("form", Keys.of(form));
    keys.put("features", Keys.of(features));
    keys.put("width", width);
    keys.put("depth", depth);
    keys.put("activation", Keys.of(activation));
    keys.put("final-bias", finalBias);
    keys.put("skip", skip);
    keys.put("inversion", Keys.of(inversion));
    return keys;
  }

  /** The Lagrangian, whose parameters are still open. */
  public NeuralLagrangian lagrangian() {
    MechanicalSystem mechanics = find(system);
    int coordinates = mechanics.coordinates().size();
    int inputs = features.count(coordinates) + (form == Form.FREE ? coordinates : 0);
    Mlp network = new Mlp(inputs, 1, width, depth, activation, finalBias, skip);
    return switch (form) {
      case POTENTIAL_GL2 -> new LearnedPotential(network, features, 2);
      case POTENTIAL_GL -> new LearnedPotential(network, features, 1);
      case FREE -> new FreeLagrangian(mechanics, network, features, inversion);
    };
  }

  private static MechanicalSystem find(String system) {
    return MechanicalSystems.byName(system)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a model of the system %s: expected one of %s"
                        .formatted(system, MechanicalSystems.names())));
  }
}

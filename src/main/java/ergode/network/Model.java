package ergode.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trained Lagrangian: an architecture and its parameters, which a file holds as tensors of the
 * names and shapes of {@link NeuralLagrangian#layout}, with the architecture as metadata.
 */
public final class Model {
  private final Architecture architecture;
  private final NeuralLagrangian lagrangian;
  private final SortedMap<String, Double> constants;
  private final double[] parameters;

  /**
   * Checks that everything fits together.
   *
   * @param constants physical constants that it was trained at, by name, positive; at least those
   *     of the Lagrangian
   * @param parameters flat, all finite; copied
   * @throws IllegalArgumentException that names what does not fit
   */
  public Model(Architecture architecture, Map<String, Double> constants, double[] parameters) {
    this.architecture = architecture;
    this.lagrangian = architecture.lagrangian();
    this.constants = new TreeMap<>(constants);
    this.parameters = parameters.clone();
    requireConstants();
    requireFinite();
  }

  private void requireConstants() {
    for (String name : lagrangian.constants()) {
      if (!constants.containsKey(name)) {
        throw new IllegalArgumentException(
            "no constant %s among %s".formatted(name, constants.keySet()));
      }
    }
    constants.forEach(
        (name, value) -> {
          if (!(value > 0) || value.isInfinite()) {
            throw new IllegalArgumentException(
                "constant %s = %s: expected a positive number".formatted(name, value));
          }
        });
  }

  private void requireFinite() {
    ParameterLayout layout = lagrangian.layout();
    layout.requireSize(parameters);
    for (int i = 0; i < parameters.length; i++) {
      if (!Double.isFinite(parameters[i])) {
        throw new IllegalArgumentException(
            "parameter %s = %s: expected a finite number"
                .formatted(layout.element(i), parameters[i]));
      }
    }
  }

  /**
   * Reads a file's bytes.
   *
   * @param file its name, for messages
   * @throws InvalidTensorsException that says what is wrong with it
   */
  public static Model parse(byte[] bytes, String file) {
    Safetensors tensors = Safetensors.parse(bytes, file);
    try {
      Architecture architecture = ModelMetadata.architecture(tensors);
      ParameterLayout layout = architecture.lagrangian().layout();
      tensors.requireOnly(layout.names());
      return new Model(architecture, ModelMetadata.constants(tensors), flat(layout, tensors));
    } catch (InvalidTensorsException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidTensorsException(file, String.valueOf(e.getMessage()));
    }
  }

  private static double[] flat(ParameterLayout layout, Safetensors tensors) {
    List<double[]> parts = new ArrayList<>();
    for (Tensor tensor : layout.tensors()) {
      parts.add(tensors.doubles(tensor));
    }
    double[] flat = new double[layout.size()];
    int from = 0;
    for (double[] part : parts) {
      System.arraycopy(part, 0, flat, from, part.length);
      from += part.length;
    }
    return flat;
  }

  /** The bytes of the file; the same for the same model. */
  public byte[] toBytes() {
    ParameterLayout layout = lagrangian.layout();
    List<TensorValues> tensors = new ArrayList<>();
    for (Tensor tensor : layout.tensors()) {
      tensors.add(new TensorValues.Doubles(tensor, layout.copy(parameters, tensor.name())));
    }
    return Safetensors.of(ModelMetadata.of(this), tensors).toBytes();
  }

  public Architecture architecture() {
    return architecture;
  }

  public NeuralLagrangian lagrangian() {
    return lagrangian;
  }

  /** The physical constants that it was trained at, by name. */
  public SortedMap<String, Double> constants() {
    return new TreeMap<>(constants);
  }

  /** A copy of the trained parameters, flat. */
  public double[] parameters() {
    return parameters.clone();
  }

  /**
   * What a kernel of this Lagrangian takes: constants, then parameters.
   *
   * @param values of the physical constants, which need not be those that it was trained at
   */
  public double[] kernelParameters(Map<String, Double> values) {
    List<String> names = lagrangian.constants();
    double[] all = new double[names.size() + parameters.length];
    for (int i = 0; i < names.size(); i++) {
      Double value = values.get(names.get(i));
      if (value == null) {
        throw new IllegalArgumentException(
            "no constant %s among %s".formatted(names.get(i), values.keySet()));
      }
      all[i] = value;
    }
    System.arraycopy(parameters, 0, all, names.size(), parameters.length);
    return all;
  }
}

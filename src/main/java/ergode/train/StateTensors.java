package ergode.train;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** The tensors of a saved state, which may be of something else. An empty one is left out. */
record StateTensors(Map<String, double[]> tensors) {

  /** Without the empty ones. */
  static Map<String, double[]> nonEmpty(Map<String, double[]> tensors) {
    Map<String, double[]> nonEmpty = new HashMap<>(tensors);
    nonEmpty.values().removeIf(tensor -> tensor.length == 0);
    return nonEmpty;
  }

  /** One of any length. */
  double[] get(String name) {
    return tensors.getOrDefault(name, new double[0]);
  }

  /** One of so many numbers. */
  double[] get(String name, int length) {
    double[] tensor = get(name);
    if (tensor.length == 0 && length > 0) {
      throw new IllegalArgumentException(
          "the state has no tensor %s, but %s".formatted(name, new TreeSet<>(tensors.keySet())));
    }
    if (tensor.length != length) {
      throw new IllegalArgumentException(
          "the tensor %s of the state has %d numbers, not %d"
              .formatted(name, tensor.length, length));
    }
    return tensor;
  }

  void copy(String name, double[] into) {
    System.arraycopy(get(name, into.length), 0, into, 0, into.length);
  }
}

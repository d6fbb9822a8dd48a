package ergode.train;

import java.util.Map;

/** The tensors of a saved state, which may be of something else. */
record StateTensors(Map<String, double[]> tensors) {

  double[] get(String name) {
    double[] tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "the state has no tensor %s, but %s".formatted(name, tensors.keySet()));
    }
    return tensor;
  }

  /** One of so many numbers. */
  double[] get(String name, int length) {
    double[] tensor = get(name);
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

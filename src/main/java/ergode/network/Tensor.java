package ergode.network;

import java.util.List;

/**
 * Name and shape of a tensor, row-major.
 *
 * @param shape lengths of its axes, each at least 1; none for a scalar
 */
public record Tensor(String name, List<Integer> shape) {
  public Tensor {
    shape = List.copyOf(shape);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a tensor of shape " + shape + " has no name");
    }
    long size = 1;
    for (int length : shape) {
      if (length < 1) {
        throw new IllegalArgumentException(
            "tensor " + name + " of shape " + shape + ", expected lengths of at least 1");
      }
      size *= length;
      if (size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "tensor " + name + " of shape " + shape + ", expected at most 2^31 - 1 elements");
      }
    }
  }

  /** The number of elements. */
  public int size() {
    int size = 1;
    for (int length : shape) {
      size *= length;
    }
    return size;
  }

  /** An element in words: "mlp.0.weight[3][1]". */
  public String element(int index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException(
          "element " + index + " of tensor " + name + " with " + size());
    }
    StringBuilder position = new StringBuilder();
    int rest = index;
    for (int axis = shape.size() - 1; axis >= 0; axis--) {
      position.insert(0, "[" + rest % shape.get(axis) + "]");
      rest /= shape.get(axis);
    }
    return name + position;
  }
}

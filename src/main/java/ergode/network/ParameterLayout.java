package ergode.network;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * Where each tensor's elements lie in the flat vector of parameters: one tensor after the other, in
 * the order in which a kernel takes them.
 */
public record ParameterLayout(List<Tensor> tensors) {
  public ParameterLayout {
    tensors = List.copyOf(tensors);
    List<String> names = tensors.stream().map(Tensor::name).toList();
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "the tensors " + names + " do not all have their own name");
    }
    long size = tensors.stream().mapToLong(Tensor::size).sum();
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(size + " parameters, expected at most 2^31 - 1");
    }
  }

  /** The length of the flat vector. */
  public int size() {
    return tensors.stream().mapToInt(Tensor::size).sum();
  }

  public List<String> names() {
    return tensors.stream().map(Tensor::name).toList();
  }

  /**
   * Index of a tensor's first element in the flat vector.
   *
   * @throws IllegalArgumentException if there is no tensor of that name
   */
  public int offset(String name) {
    int offset = 0;
    for (Tensor tensor : tensors) {
      if (tensor.name().equals(name)) {
        return offset;
      }
      offset += tensor.size();
    }
    throw new IllegalArgumentException("no tensor " + name + " among " + names());
  }

  /** The tensor of that name; refuses others as {@link #offset} does. */
  public Tensor tensor(String name) {
    int offset = offset(name);
    return containing(offset);
  }

  /** A copy of one tensor's elements. */
  public double[] copy(double[] flat, String name) {
    requireSize(flat);
    int from = offset(name);
    return Arrays.copyOfRange(flat, from, from + tensor(name).size());
  }

  /** What an element of the flat vector is: "mlp.0.weight[3][1]". */
  public String element(int index) {
    Tensor tensor = containing(index);
    return tensor.element(index - offset(tensor.name()));
  }

  /**
   * Checks the length of a flat vector.
   *
   * @throws IllegalArgumentException that names both lengths
   */
  public void requireSize(double[] flat) {
    if (flat.length != size()) {
      throw new IllegalArgumentException(
          "got " + flat.length + " parameters for tensors of " + size() + " elements together");
    }
  }

  private Tensor containing(int index) {
    int end = 0;
    for (Tensor tensor : tensors) {
      end += tensor.size();
      if (index >= 0 && index < end) {
        return tensor;
      }
    }
    throw new IndexOutOfBoundsException("element " + index + " of " + size() + " parameters");
  }
}

package ergode.network;

import ergode.expr.Expr;
import ergode.math.Philox4x64;
import java.util.ArrayList;
import java.util.List;

/**
 * A multilayer perceptron: {@code depth} hidden layers {@code h = activation(W h + b)} of one
 * width, then a linear layer, to which a linear map of the inputs can be added.
 *
 * <p>Its tensors are {@code mlp.0.weight} [out][in], {@code mlp.0.bias}, {@code mlp.1.weight} and
 * so on, and last {@code mlp.skip} [outputs][inputs].
 *
 * @param inputs components of the argument
 * @param outputs components of the result
 * @param width components of a hidden layer, 1 to 4,096
 * @param depth hidden layers, 1 to 64
 * @param finalBias whether the last layer has a bias
 * @param skip whether a linear map leads from the inputs to the outputs directly
 */
public record Mlp(
    int inputs,
    int outputs,
    int width,
    int depth,
    Activation activation,
    boolean finalBias,
    boolean skip) {
  private static final int WIDEST = 4096;
  private static final int DEEPEST = 64;
  private static final String SKIP = "mlp.skip";
  private static final int WORDS = 4;

  public Mlp {
    requireWithin("inputs", inputs, WIDEST);
    requireWithin("outputs", outputs, WIDEST);
    requireSizes(width, depth);
  }

  static void requireSizes(int width, int depth) {
    requireWithin("width", width, WIDEST);
    requireWithin("depth", depth, DEEPEST);
  }

  private static void requireWithin(String what, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "network with " + what + " = " + value + ": expected 1 to " + most);
    }
  }

  /** The tensors, in the order of the flat vector. */
  public ParameterLayout layout() {
    List<Tensor> tensors = new ArrayList<>();
    for (int layer = 0; layer <= depth; layer++) {
      tensors.add(new Tensor(weight(layer), List.of(rows(layer), columns(layer))));
      if (hasBias(layer)) {
        tensors.add(new Tensor(bias(layer), List.of(rows(layer))));
      }
    }
    if (skip) {
      tensors.add(new Tensor(SKIP, List.of(outputs, inputs)));
    }
    return new ParameterLayout(tensors);
  }

  /** The network's value, of {@link #outputs} components, at {@code x} of {@link #inputs}. */
  public Expr apply(Expr x) {
    if (x.size() != inputs) {
      throw new IllegalArgumentException(
          "a network of " + inputs + " inputs applied to " + x.size() + " components");
    }
    Expr h = x;
    for (int layer = 0; layer <= depth; layer++) {
      h = product(weight(layer), rows(layer), columns(layer), h);
      if (hasBias(layer)) {
        h = h.plus(x.graph().parameter(bias(layer), rows(layer)));
      }
      if (layer < depth) {
        h = activation.apply(h);
      }
    }
    return skip ? h.plus(product(SKIP, outputs, inputs, x)) : h;
  }

  private static Expr product(String matrix, int rows, int columns, Expr x) {
    return x.graph().parameter(matrix, rows * columns).matVec(rows, columns, x);
  }

  /**
   * Random parameters as Equinox draws them: weights and biases uniform within ±1/sqrt(inputs of
   * the layer), the skip zero.
   *
   * <p>Element e of tensor k is {@code (2 u - 1) / sqrt(inputs)}, u being word {@code e mod 4} of
   * the {@link Philox4x64} block with key {@code (seed, 0)} and counter {@code (e / 4, k, 2, 0)} as
   * a fraction, so it does not depend on the sizes of other layers.
   *
   * @param zeroLast whether the last layer's weight is zero as well, so that the network starts as
   *     the constant zero (unless it has a final bias)
   */
  public double[] initial(long seed, boolean zeroLast) {
    ParameterLayout layout = layout();
    double[] flat = new double[layout.size()];
    int from = 0;
    for (int k = 0; k < layout.tensors().size(); k++) {
      Tensor tensor = layout.tensors().get(k);
      boolean zero = tensor.name().equals(SKIP) || (zeroLast && tensor.name().equals(lastWeight()));
      if (!zero) {
        fill(flat, from, tensor.size(), bound(tensor), seed, k);
      }
      from += tensor.size();
    }
    return flat;
  }

  /** 1/sqrt(fan-in), for a bias too. */
  private double bound(Tensor tensor) {
    boolean first = tensor.name().equals(weight(0)) || tensor.name().equals(bias(0));
    return 1 / Math.sqrt(first ? inputs : width);
  }

  private static void fill(double[] flat, int from, int size, double bound, long seed, int k) {
    for (int block = 0; block < size; block += WORDS) {
      long[] words = Philox4x64.block(seed, 0, block / WORDS, k, 2, 0);
      for (int e = block; e < Math.min(size, block + WORDS); e++) {
        double u = Philox4x64.toUnitInterval(words[e - block]);
        flat[from + e] = bound * (2 * u - 1);
      }
    }
  }

  /** Name of the last layer's weight, [outputs][width]. */
  public String lastWeight() {
    return weight(depth);
  }

  /** Names of the tensors that the output is linear in, those of the inputs themselves first. */
  public List<String> linearTensors() {
    List<String> names = new ArrayList<>();
    if (skip) {
      names.add(SKIP);
    }
    names.add(lastWeight());
    if (finalBias) {
      names.add(bias(depth));
    }
    return names;
  }

  private int rows(int layer) {
    return layer < depth ? width : outputs;
  }

  private int columns(int layer) {
    return layer == 0 ? inputs : width;
  }

  private boolean hasBias(int layer) {
    return layer < depth || finalBias;
  }

  private static String weight(int layer) {
    return "mlp." + layer + ".weight";
  }

  private static String bias(int layer) {
    return "mlp." + layer + ".bias";
  }
}
